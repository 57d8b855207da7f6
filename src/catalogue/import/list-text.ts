/** Cleans the text of a scanned list: spaces inside numbers, brackets of four kinds, and splits it outside brackets. */

const OPENING = '（(［[【〔';
const CLOSING = '）)］]】〕';

/** `D3 125单位` would be another number without its space; all others are of scanning. */
const KEPT_SPACE = '\u2009';

/**
 * Text without any space that means nothing, with full-width round brackets; digits, Latin letters and % are
 * half-width.
 */
export function tidyListText(text: string): string {
  const single = text.replace(/\s+/g, ' ').replace(/(?<=[A-Za-z]\d) (?=\d)/g, KEPT_SPACE);
  return [...single.replaceAll(' ', '')]
    .map((character) => {
      if (OPENING.includes(character)) return '（';
      if (CLOSING.includes(character)) return '）';
      if (/[０-９Ａ-Ｚａ-ｚ％．]/.test(character)) return character.normalize('NFKC');
      return character === 'µ' ? 'μ' : character;
    })
    .join('')
    .replace(/(?<=[\d\p{Script=Latin}μ%）]):(?=[\d.])/gu, '∶')
    .replace(/(?<=注射用\p{Script=Han}{1,12}(?:[αβγ]\d[a-z]?)?)∶(?=\d)/gu, '：')
    .replaceAll(KEPT_SPACE, ' ');
}

/** False when a bracket never closes or closes without opening: such a cell cannot be split safely. */
export function bracketsBalance(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '（') depth += 1;
    if (character === '）') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Parts of `text` between any of the `separators` that stand outside brackets; empty parts are left out. */
export function splitOutside(text: string, separators: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const character of text) {
    if (character === '（') depth += 1;
    if (character === '）') depth -= 1;
    if (depth === 0 && separators.includes(character)) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  parts.push(part);
  return parts.filter((each) => each !== '');
}

/** Index of the first of `characters` outside brackets, or -1. */
export function indexOutside(text: string, characters: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '（') depth += 1;
    if (character === '）') depth -= 1;
    if (depth === 0 && characters.includes(character)) return index;
  }
  return -1;
}
