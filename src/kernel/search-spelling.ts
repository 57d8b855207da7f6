/** What sounds alike and what is mistyped: pinyin as people of many dialects spell it. */

/**
 * Pinyin with the differences taken out that dialects do not hear: zh/z, ch/c, sh/s, final ng/n, initial n/r/l, f/h,
 * ü/v/u. Both sides of a comparison are folded alike, so that syllables need not be told apart.
 */
export function foldPinyin(text: string): string {
  return text
    .replace(/([zcs])h/g, '$1')
    .replace(/ng/g, 'n')
    .replace(/[nr](?=[aeiouvü])/g, 'l')
    .replace(/f/g, 'h')
    .replace(/[vü]/g, 'u');
}

/** Wrong letters forgiven in a word of so many: none below 4, two from 9. */
export function mistakesAllowed(letters: number): 0 | 1 | 2 {
  return letters < 4 ? 0 : letters < 9 ? 1 : 2;
}

const LONGEST = 40;
const FAR = 99;
const rows = Array.from({ length: 3 }, () => new Uint8Array(LONGEST + 8));

/**
 * True when `typed` is the beginning of `text` (of its part from `from` to `until`) but for `most` letters wrong,
 * missing, superfluous or swapped with their neighbour. Of longer words the first 40 letters are compared.
 */
export function beginsNearly(text: string, typed: string, most: number, from = 0, until = text.length): boolean {
  const length = Math.min(typed.length, LONGEST);
  const width = Math.min(until - from, length + most);
  if (width < length - most) return false;
  let [older, old, now] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= most + 1; column += 1) old[column] = column;
  for (let row = 1; row <= length; row += 1) {
    const letter = typed.charCodeAt(row - 1);
    // Only cells within `most` of the diagonal can still come to a good end
    const first = Math.max(1, row - most);
    const last = Math.min(width, row + most);
    now[first - 1] = first === 1 ? row : FAR;
    let least = now[first - 1] as number;
    for (let column = first; column <= last; column += 1) {
      const other = text.charCodeAt(from + column - 1);
      let cost = (old[column - 1] as number) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (old[column] as number) + 1, (now[column - 1] as number) + 1);
      const swapped = row > 1 && column > 1 && letter === text.charCodeAt(from + column - 2);
      if (swapped && other === typed.charCodeAt(row - 2)) cost = Math.min(cost, (older[column - 2] as number) + 1);
      now[column] = cost;
      if (cost < least) least = cost;
    }
    now[last + 1] = FAR;
    if (least > most) return false;
    [older, old, now] = [old, now, older];
  }
  const end = Math.min(width, length + most);
  for (let column = Math.max(0, length - most); column <= end; column += 1) {
    if ((old[column] as number) <= most) return true;
  }
  return false;
}
