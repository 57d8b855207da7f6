/** What a scanner or a keyboard really typed: full-width signs, spelt-out separators and stray ends set right. */

/** The separator (FNC1) between two values of a GS1 code, as scanners that send it send it. */
export const SEPARATOR = '\u001d';

/** Longer text is no code: it is refused unread. */
export const LONGEST_TYPED = 1000;
export const LONGEST_CODE = 400;

/** The separator as scanners, test pages and our own page (U+241D) write it out. */
const SPELT = /\u241d|<GS>|\{GS\}|\[GS\]|\^\]|\\u001d|\\x1d|&#29;/gi;
/** Line ends and other controls; the separator is one too and stays. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

/**
 * The text of a scan: full-width letters and digits made plain, every way to write the separator made one, invisible
 * characters dropped, line ends cut off. Letters keep their case: `a1` and `A1` may be two lots.
 */
export function cleanScan(typed: string): string {
  return typed
    .slice(0, LONGEST_TYPED)
    .normalize('NFKC')
    .replace(SPELT, SEPARATOR)
    .replace(/\p{Cf}/gu, '')
    .replace(CONTROLS, (sign) => (sign === SEPARATOR ? sign : ' '))
    .trim();
}
