/** GS1 Digital Link: the address behind a QR code that says the same as an element string. Read, never opened. */

/** The words that older links use for the identifiers. */
const NAMES: Record<string, string> = { gtin: '01', lot: '10', ser: '21', cpv: '22', sscc: '00', exp: '17' };
const KEYS = new Set(['00', '01', '8006']);

const named = (name: string) => NAMES[name.toLowerCase()] ?? name;

/** GTIN-8, -12 and -13 stand in links without their leading zeros. */
const written = (identifier: string, value: string) =>
  identifier === '01' && /^\d{8,13}$/.test(value) ? value.padStart(14, '0') : value;

/** Identifiers and values of a link; undefined when the text is no such link. */
export function elementsOfLink(text: string): [string, string][] | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  let url: URL;
  let parts: string[];
  try {
    url = new URL(text);
    parts = url.pathname.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const start = parts.findIndex((part, index) => KEYS.has(named(part)) && /^\d{8,18}$/.test(parts[index + 1] ?? ''));
  if (start === -1) return undefined;
  const elements: [string, string][] = [];
  for (let at = start; at + 1 < parts.length; at += 2) {
    const name = named(parts[at] ?? '');
    elements.push([name, written(name, parts[at + 1] ?? '')]);
  }
  for (const [key, value] of url.searchParams) {
    if (/^\d{2,4}$/.test(named(key))) elements.push([named(key), value]);
  }
  return elements;
}
