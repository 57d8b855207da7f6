/** How well one word fits one text: the ranks of the search, from a code read whole to a name that was mistyped. */
import { beginsNearly, foldPinyin, mistakesAllowed } from '../../kernel/search-spelling.ts';

/**
 * Ranks, the best first. Within a rank: what the formulary holds, the shorter name, the name, the item's own code.
 * - `code`: a code of the item, whole;
 * - `start`: a name begins so; `sound`: its pinyin or initials begin so;
 * - `word`: a later word of a name, a code or a strength begins so; `part`: one of them has it inside;
 * - `maker`: maker, holder or brand;
 * - `alike`: pinyin that sounds the same; `misspelt`: pinyin with one letter wrong (two from nine letters).
 * The last two are tried only when nothing has the words as typed, or when one word stands in makers alone.
 */
export const RANKS = ['code', 'start', 'sound', 'word', 'part', 'maker', 'alike', 'misspelt'] as const;
export type Rank = (typeof RANKS)[number];

export const FIELDS = ['code', 'name', 'pinyin', 'initials', 'strength', 'maker'] as const;
export type Field = (typeof FIELDS)[number];

/** A rank and a field in one byte; the smaller, the better. */
export type Fit = number;
export const NO_FIT: Fit = 255;

export function fitOf(rank: Rank, field: Field): Fit {
  return RANKS.indexOf(rank) * 16 + FIELDS.indexOf(field);
}

export function rankOf(fit: Fit): Rank {
  return RANKS[fit >> 4] ?? 'misspelt';
}

export function fieldOf(fit: Fit): Field {
  return FIELDS[fit & 15] ?? 'name';
}

const CODE = fitOf('code', 'code');
const CODE_START = fitOf('word', 'code');
const CODE_PART = fitOf('part', 'code');
const NAME_START = fitOf('start', 'name');
const NAME_WORD = fitOf('word', 'name');
const NAME_PART = fitOf('part', 'name');
const STRENGTH_START = fitOf('word', 'strength');
const STRENGTH_PART = fitOf('part', 'strength');
const MAKER = fitOf('maker', 'maker');
const ALIKE = fitOf('alike', 'pinyin');
const MISSPELT = fitOf('misspelt', 'pinyin');

/** Fits in the pinyin or the initials of a name. */
const SOUNDS = {
  pinyin: { start: fitOf('sound', 'pinyin'), word: fitOf('word', 'pinyin'), part: fitOf('part', 'pinyin') },
  initials: { start: fitOf('sound', 'initials'), word: fitOf('word', 'initials'), part: fitOf('part', 'initials') },
};

/** A name begins here. */
export const START = '\n';
/** A later word of a name begins here: what follows the salt or 注射用. */
export const LATER = '\t';

/** A text that a word may be found in, with each name behind its mark. */
export interface NameText {
  /** As written, in lower case. */
  plain: string;
  /** There are letters in `plain`, so that a word of letters may stand in it. */
  hasLetters: boolean;
  full: string;
  initials: string;
  /** Full pinyin as it is heard. */
  folded: string;
}

/** A word of the query, looked at once; what is searched for is made once too, not for every text. */
export interface Word {
  text: string;
  /** The word behind the mark of a beginning, behind the mark of a later word, and as a whole line. */
  start: string;
  later: string;
  line: string;
  /** Letters and digits that may be pinyin or initials. */
  latin: boolean;
  /** Folded pinyin to compare; empty when the word is no pinyin or too short to forgive anything. */
  heard: string;
  heardStart: string;
  heardLater: string;
  hasDigit: boolean;
}

export function wordOf(text: string): Word {
  const latin = /^[a-zü][a-z0-9ü.]*$/.test(text);
  const heard = /^[a-zü]{3,}$/.test(text) ? foldPinyin(text) : '';
  const marked = { start: START + text, later: LATER + text, line: `${START}${text}${START}` };
  const heardMarked = { heard, heardStart: START + heard, heardLater: LATER + heard };
  return { text, ...marked, ...heardMarked, latin, hasDigit: /\d/.test(text) };
}

function fitSound(text: string, word: Word, fits: (typeof SOUNDS)['pinyin'], least: number): Fit {
  if (!text.includes(word.text)) return NO_FIT;
  if (text.includes(word.start)) return fits.start;
  if (text.includes(word.later)) return fits.word;
  return word.text.length >= least ? fits.part : NO_FIT;
}

function fitPlain(text: string, word: Word): Fit {
  const { text: typed, latin } = word;
  if (!text.includes(typed)) return NO_FIT;
  if (text.includes(word.start)) return NAME_START;
  if (typed.length < 2 && latin) return NO_FIT;
  if ([LATER, ' ', '(', '-', '/'].some((mark) => text.includes(mark + typed))) return NAME_WORD;
  return !latin || typed.length >= 3 ? NAME_PART : NO_FIT;
}

/** One letter finds beginnings alone, two the inside of initials, three the inside of pinyin and Latin names. */
export function fitName(name: NameText, word: Word): Fit {
  const plain = word.latin && !name.hasLetters ? NO_FIT : fitPlain(name.plain, word);
  if (plain === NAME_START || !word.latin) return plain;
  const initials = fitSound(name.initials, word, SOUNDS.initials, 2);
  const full = fitSound(name.full, word, SOUNDS.pinyin, 3);
  return Math.min(plain, initials, full);
}

/** For a word that no name has as typed. */
export function fitNearly(name: NameText, word: Word): Fit {
  const { heard } = word;
  if (heard === '') return NO_FIT;
  const { folded } = name;
  if (folded.includes(heard) && (folded.includes(word.heardStart) || folded.includes(word.heardLater))) return ALIKE;
  const most = mistakesAllowed(word.text.length);
  if (most === 0) return NO_FIT;
  for (let from = 1; from < folded.length; ) {
    const until = endOf(folded, from);
    if (beginsNearly(folded, heard, most, from, until)) return MISSPELT;
    from = until + 1;
  }
  return NO_FIT;
}

/** Marks are the only characters below the space. */
function endOf(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) > 31) at += 1;
  return at;
}

/** Makers are many and their initials short: two letters find a beginning, three or four the inside. */
export function fitMaker(maker: NameText, word: Word): Fit {
  const { text, latin } = word;
  if (text.length < 2 && latin) return NO_FIT;
  if ((maker.hasLetters || !latin) && maker.plain.includes(text)) return MAKER;
  return latin && (soundsSo(maker.initials, word, 3) || soundsSo(maker.full, word, 4)) ? MAKER : NO_FIT;
}

function soundsSo(text: string, word: Word, least: number): boolean {
  if (!text.includes(word.text)) return false;
  return word.text.length >= least || text.includes(word.start) || text.includes(word.later);
}

/** Letters alone are units (mg, ml) and tell nothing. */
export function fitStrength(strength: string, word: Word): Fit {
  if (word.latin && !word.hasDigit) return NO_FIT;
  const at = strength.indexOf(word.text);
  return at === -1 ? NO_FIT : at === 0 ? STRENGTH_START : STRENGTH_PART;
}

/**
 * Codes stand between line ends, the item's own first; codes that are no longer valid behind a tab, so that they are
 * found but not as the code they once were.
 */
export function fitCodes(codes: string, word: Word): Fit {
  const { text, start, hasDigit } = word;
  if (!hasDigit) return codes.startsWith(start) ? CODE_START : NO_FIT;
  if (!codes.includes(text)) return NO_FIT;
  if (codes.includes(word.line)) return CODE;
  if (codes.includes(start)) return CODE_START;
  return text.length >= 4 ? CODE_PART : NO_FIT;
}

/** The fit of a scanned code, whole or not at all. Old boxes still carry codes that have ended. */
export function fitScanned(codes: string, word: Word, ended: boolean): Fit {
  if (ended) return codes.includes(`${word.later}${LATER}`) ? CODE_PART : NO_FIT;
  return codes.includes(word.line) ? CODE : NO_FIT;
}
