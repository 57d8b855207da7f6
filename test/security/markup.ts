/** Finds in a page what a browser would run or obey: what strangers wrote must never become markup. */

/** Scripts, handlers, styles and addresses that run, as a browser would see them; none in a page of ours. */
export function unsafeMarkup(page: string): string[] {
  const scripts = [...page.matchAll(/<script\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => !/^<script src="\/assets\/[\w-]+\/app\.js" defer="">$/.test(tag));
  const runs = [...page.matchAll(/(?:href|src|action|formaction)="\s*(?:javascript|data|vbscript):[^"]*"/gi)].map(
    ([found]) => found,
  );
  // Values are emptied first: what stands inside quotes is text
  const tags = page.replace(/"[^"]*"/g, '""').match(/<[a-z][^<>]*>/gi) ?? [];
  const wrong = tags.filter(
    (tag) => /\s(?:on[a-z]+|style|srcdoc)\s*=/i.test(tag) || /^<(?:iframe|object|embed|base)\b/i.test(tag),
  );
  const images = tags.filter((tag) => /^<img\b/i.test(tag));
  return [...scripts, ...runs, ...wrong, ...images];
}
