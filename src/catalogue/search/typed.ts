/** What somebody typed or scanned, told apart: a code to be found whole, or words to be found in names. */
import { gtinInside, looksLikeGs1, plainGtin, readGs1 } from '../../kernel/codes/gs1.ts';
import { normaliseQuery, queryTokens } from '../../kernel/search-key.ts';
import { type Word, wordOf } from './match.ts';

export interface Typed {
  /** Codes that were scanned: the first that any item has is meant. */
  codes: string[];
  /** True when it can be nothing but a code: if no item has it, nothing is found. */
  isScan: boolean;
  words: Word[];
  /** The words written as one: `a mo xi lin`. Null when they are one already or hold more than letters. */
  joined: Word | null;
}

const LONGEST = 200;
/** `10 mg` is one word. */
const UNIT_APART = /(\d) (?=(?:[mμun]?g|m?l|iu|u|万?单位|%)(?:$|[ :/*]))/g;

/** A GTIN as items keep it, and the GTIN of the pack inside a case. */
function gtinCodes(gtin: string): string[] {
  const inside = gtinInside(gtin);
  return [...new Set([gtin, plainGtin(gtin), ...(inside === undefined ? [] : [plainGtin(inside)])])];
}

/** Codes in a scan; undefined when the text is none. A GS1 code that is refused still tells its article. */
function scanned(text: string): string[] | undefined {
  const compact = text.replace(/\s/g, '');
  if (looksLikeGs1(text)) {
    const read = readGs1(text);
    const gtin = read.ok ? (read.value.gtin ?? read.value.contentGtin) : read.detail.gtin;
    return typeof gtin === 'string' ? gtinCodes(gtin) : [];
  }
  return /^8\d{19}$/.test(compact) ? [compact.slice(0, 7)] : undefined;
}

/** Reads the box: at most 200 characters and six words; whatever else stands there is not looked at. */
export function readTyped(given: string): Typed {
  const text = given.slice(0, LONGEST).trim();
  const codes = scanned(text);
  if (codes !== undefined) return { codes, isScan: true, words: [], joined: null };
  const query = normaliseQuery(text)
    .replace(/国药准字(?=.)/g, ' ')
    .replace(UNIT_APART, '$1');
  const tokens = queryTokens(query);
  const digits = /^(?:\d{8}|\d{12,14})$/.test(query) ? gtinCodes(query) : [];
  const isLetters = tokens.length > 1 && tokens.every((token) => /^[a-zü\p{Script=Han}]+$/u.test(token));
  return {
    codes: digits,
    isScan: false,
    words: tokens.map(wordOf),
    joined: isLetters ? wordOf(tokens.join('')) : null,
  };
}

/** The codes that a typed or scanned text may stand for, as somebody may have written them down; itself first. */
export function codesMeant(given: string): string[] {
  const { codes } = readTyped(given);
  const padded = codes.flatMap((code) =>
    /^\d{8,14}$/.test(code) ? [13, 14].map((size) => code.padStart(size, '0')) : [],
  );
  return [...new Set([given, ...codes, ...padded])];
}
