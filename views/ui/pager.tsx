/** Turning pages: by number on short lists, by key on long ones. The total is always shown when it is known. */
import type { Child } from 'hono/jsx';
import type { Words } from '../i18n/index.ts';

interface NumberedPagerProps {
  t: Words;
  /** From 1. */
  page: number;
  size: number;
  total: number;
  href: (page: number) => string;
  more?: Child;
}

/** Page numbers to show: first, last and the neighbours of the current one; 0 stands for a gap. */
export function pagesToShow(page: number, last: number): number[] {
  const near = [1, page - 1, page, page + 1, last].filter((number) => number >= 1 && number <= last);
  const sorted = [...new Set(near)].sort((a, b) => a - b);
  return sorted.flatMap((number, index) =>
    index > 0 && number - (sorted[index - 1] ?? 0) > 1 ? [0, number] : [number],
  );
}

export function NumberedPager({ t, page, size, total, href, more }: NumberedPagerProps) {
  const last = Math.max(1, Math.ceil(total / size));
  const from = total === 0 ? 0 : (page - 1) * size + 1;
  return (
    <div class="pager">
      <span>{last === 1 ? t.lists.totalRows(total) : t.lists.rangeOf(from, Math.min(page * size, total), total)}</span>
      {more}
      {last > 1 && (
        <nav aria-label={t.lists.pages}>
          {page > 1 && <a href={href(page - 1)}>{t.lists.previous}</a>}
          {pagesToShow(page, last).map((number) => {
            if (number === 0) return <span>…</span>;
            if (number !== page) return <a href={href(number)}>{number}</a>;
            return (
              <span class="page" aria-current="page">
                {number}
              </span>
            );
          })}
          {page < last && <a href={href(page + 1)}>{t.lists.next}</a>}
        </nav>
      )}
    </div>
  );
}

interface KeysetPagerProps {
  t: Words;
  /** Rows on this page. */
  shown: number;
  /** All rows that match, when the query counts them. */
  total?: number;
  /** Addresses of the first and the next page, when there are such. */
  first?: string;
  next?: string;
  more?: Child;
}

export function KeysetPager({ t, shown, total, first, next, more }: KeysetPagerProps) {
  return (
    <div class="pager">
      <span>{t.lists.shown(shown)}</span>
      {total !== undefined && <span>{t.lists.totalRows(total)}</span>}
      {more}
      {(first || next) && (
        <nav aria-label={t.lists.pages}>
          {first && <a href={first}>{t.lists.first}</a>}
          {next && <a href={next}>{t.lists.next}</a>}
        </nav>
      )}
    </div>
  );
}
