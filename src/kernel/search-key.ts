/** Makes the text that one search box looks through: 汉字, full pinyin, initials and codes of a name alike. */
import { pinyin } from 'pinyin-pro';

/**
 * Characters of drug and place names whose reading a dictionary cannot settle: people type either, so both are kept.
 * The first reading is the right one; the second is what most people try.
 */
const READINGS: Record<string, readonly string[]> = {
  重: ['chong', 'zhong'],
  参: ['shen', 'can'],
  术: ['zhu', 'shu'],
  咯: ['luo', 'ge'],
  朴: ['po', 'pu'],
  薄: ['bo', 'bao'],
  没: ['mo', 'mei'],
  荨: ['xun', 'qian'],
  柏: ['bai', 'bo'],
  藏: ['zang', 'cang'],
  血: ['xue', 'xie'],
  阿: ['a', 'e'],
  莶: ['xian', 'lian'],
  芎: ['xiong', 'qiong'],
  蔹: ['lian', 'yan'],
  葛: ['ge', 'gua'],
  盛: ['sheng', 'cheng'],
  降: ['jiang', 'xiang'],
  传: ['chuan', 'zhuan'],
  长: ['chang', 'zhang'],
  单: ['dan', 'shan'],
  大: ['da', 'dai'],
  铝: ['lv', 'lu'],
  率: ['lv', 'lu'],
  滤: ['lv', 'lu'],
  绿: ['lv', 'lu'],
  氯: ['lv', 'lu'],
  旅: ['lv', 'lu'],
  吕: ['lv', 'lu'],
};

const GREEK: Record<string, string> = { α: 'a', β: 'b', γ: 'g', δ: 'd', ω: 'w', μ: 'u' };
const MOST_READINGS = 8;
const MOST_TOKENS = 6;
const LONGEST_TOKEN = 40;

/** One name in one spelling, with what people type for it. */
export interface Spelling {
  /** As written: half-width, lower case. */
  plain: string;
  /** Full pinyin, one for each likely reading; a Latin name stands for itself. */
  full: string[];
  initials: string[];
}

/** The spellings of a name: `美沙拉秦（美沙拉嗪）` has two. The first is what the name says without its brackets. */
export function spellingsOf(name: string): Spelling[] {
  const plain = plainText(name);
  if (plain === '') return [];
  return bracketVariants(plain).map((variant) => {
    if (!/\p{Script=Han}/u.test(variant)) return { plain: variant, full: [variant], initials: [] };
    return { plain: variant, ...pinyinOf(variant) };
  });
}

/**
 * Lower-case words separated by spaces: each name as written, its pinyin, its initials, with every likely reading.
 * Codes and strengths may stand among the names: what is not Chinese is kept as it is.
 */
export function searchText(names: readonly string[]): string {
  const words = new Set<string>();
  for (const name of names) {
    const plain = plainText(name);
    if (plain === '') continue;
    words.add(plain);
    for (const { plain: variant, full, initials } of spellingsOf(name)) {
      words.add(variant);
      for (const word of [...full, ...initials]) words.add(word);
    }
  }
  return [...words].join(' ');
}

/** The capital letter under which a printed index lists the name, of its right reading; `#` when there is none. */
export function initialOf(name: string): string {
  const [first = ''] = plainText(name);
  const syllable = GREEK[first] ?? READINGS[first]?.[0] ?? pinyin(first, { toneType: 'none', v: true });
  const letter = syllable.charAt(0).toUpperCase();
  return /^[A-Z]$/.test(letter) ? letter : '#';
}

/** What was typed, as `searchText` writes it: half-width, lower case, single spaces. */
export function normaliseQuery(query: string): string {
  return plainText(query);
}

/** The words of a query; each must be found. At most six, so that a pasted page cannot become a query. */
export function queryTokens(query: string): string[] {
  return normaliseQuery(query)
    .split(' ')
    .filter((token) => token !== '')
    .slice(0, MOST_TOKENS)
    .map((token) => token.slice(0, LONGEST_TOKEN));
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/∶/g, ':')
    .replace(/[×✕]/g, '*')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

/**
 * `复方磺胺甲噁(恶)唑` is one name in two spellings; `美沙拉秦(美沙拉嗪)` is two names. Salts and notes in brackets
 * give the name without them.
 */
function bracketVariants(plain: string): string[] {
  const match = /^([^()]+)\(([^()]+)\)([^()]*)$/.exec(plain);
  if (match === null) return [plain];
  const [, before = '', inside = '', after = ''] = match;
  if ([...inside].length === 1) return [before + after, [...before].slice(0, -1).join('') + inside + after];
  return [before + after, inside];
}

function pinyinOf(name: string): Omit<Spelling, 'plain'> {
  const characters = [...name];
  const syllables: string[] = pinyin(name, { toneType: 'none', type: 'array', v: true });
  let full = [''];
  let initials = [''];
  for (const [index, character] of characters.entries()) {
    const readings = readingsOf(character, syllables[index] ?? '');
    if (readings.length === 0) continue;
    full = combine(full, readings);
    initials = combine(initials, [...new Set(readings.map((reading) => reading.slice(0, firstLength(character))))]);
  }
  return { full: full.filter((word) => word !== ''), initials: initials.filter((word) => word !== '') };
}

/** A syllable gives its first letter; digits and Latin letters stand for themselves. */
function firstLength(character: string): number {
  return /[a-z0-9.]/.test(character) ? character.length : 1;
}

function readingsOf(character: string, syllable: string): string[] {
  if (/[a-z0-9]/.test(character)) return [character];
  const greek = GREEK[character];
  if (greek !== undefined) return [greek];
  if (!/\p{Script=Han}/u.test(character)) return [];
  const listed = READINGS[character] ?? [];
  return [...new Set([syllable, ...listed])].filter((reading) => /^[a-z]+$/.test(reading));
}

/** Every text with every reading, as long as there are few: the first reading alone after that. */
function combine(texts: string[], readings: readonly string[]): string[] {
  const chosen = texts.length * readings.length <= MOST_READINGS ? readings : readings.slice(0, 1);
  return texts.flatMap((text) => chosen.map((reading) => text + reading));
}
