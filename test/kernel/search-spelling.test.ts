/** What the ear takes for the same, and how many letters may be wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsNearly, foldPinyin, mistakesAllowed } from '../../src/kernel/search-spelling.ts';

/** The same question by the whole table: the least distance of `typed` to any beginning of `text`. */
function distanceToBeginning(text: string, typed: string): number {
  const cost: number[][] = [];
  const at = (row: number, column: number) => cost[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 0; row <= typed.length; row += 1) {
    cost.push([]);
    for (let column = 0; column <= text.length; column += 1) {
      const same = typed[row - 1] === text[column - 1];
      const swapped =
        row > 1 && column > 1 && typed[row - 1] === text[column - 2] && typed[row - 2] === text[column - 1];
      const least = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
      (cost[row] as number[])[column] = row + column === 0 ? 0 : least;
    }
  }
  return Math.min(...(cost[typed.length] as number[]));
}

describe('pinyin that sounds alike', () => {
  it.each([
    ['zhenzhu', 'zenzu'],
    ['chuanxiong', 'cuanxion'],
    ['shenling', 'senlin'],
    ['niaosu', 'liaosu'],
    ['fufang', 'huhan'],
    ['lvhuajia', 'luhuajia'],
    ['lühuajia', 'lvhuajia'],
    ['renshen', 'lenshen'],
  ])('%s and %s fold alike', (one, other) => expect(foldPinyin(one)).toBe(foldPinyin(other)));

  it('keeps apart what nobody confuses', () => {
    expect(foldPinyin('amoxilin')).not.toBe(foldPinyin('emoxilin'));
    expect(foldPinyin('bai')).not.toBe(foldPinyin('dai'));
  });
});

describe('mistyped beginnings', () => {
  it('forgives one letter from four, two from nine, none below', () => {
    expect([3, 4, 8, 9, 30].map(mistakesAllowed)).toEqual([0, 1, 1, 2, 2]);
  });

  it('takes a wrong, missing, superfluous or swapped letter for one mistake', () => {
    for (const typed of ['amoxilin', 'anoxilin', 'amxilin', 'ammoxilin', 'maoxilin', 'amoxi', 'amoxilni']) {
      expect(beginsNearly('amoxilinjiaonang', typed, 1), typed).toBe(true);
    }
    expect(beginsNearly('amoxilin', 'amkxiken', 1)).toBe(false);
    expect(beginsNearly('amo', 'amoxilin', 2)).toBe(false);
    expect(beginsNearly('xx amoxilin yy', 'anoxilin', 1, 3, 11)).toBe(true);
  });

  it('is what the whole table says', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 14 });
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 0, max: 2 }), (text, typed, most) => {
        expect(beginsNearly(text, typed, most)).toBe(distanceToBeginning(text, typed) <= most);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads only the first letters of a very long word', () => {
    expect(beginsNearly('a'.repeat(60), 'a'.repeat(50), 2)).toBe(true);
  });
});
