/** The pure parts of a posting: which lines are refused, what they mean for balances, and what undoes them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLines, type Place, reverseLines, sumBy, type ValuedLine } from '../../src/ledger/posting.ts';
import { reasonOf } from '../support/ledger-world.ts';

const PLACES = new Map<number, Place>(
  ['store', 'store', 'transit', 'supplier', 'consumed'].map((kind, id) => [
    id,
    { id, kind, keeperId: null, ownerId: null },
  ]),
);

function line(fromId: number, toId: number, quantityBase: number, lotId = 1): ValuedLine {
  return { lotId, itemId: 9, fromId, toId, quantityBase, amountFen: quantityBase * 3 };
}

describe('checkLines', () => {
  it('accepts lines that move something somewhere', () => {
    expect(checkLines([line(0, 1, 1), line(3, 2, 1_000_000_000_000)]).ok).toBe(true);
  });

  it.each([
    ['nothing_to_post', []],
    ['quantity_invalid', [line(0, 1, 0)]],
    ['quantity_invalid', [line(0, 1, -5)]],
    ['quantity_invalid', [line(0, 1, 1.5)]],
    ['quantity_invalid', [line(0, 1, Number.NaN)]],
    ['quantity_invalid', [line(0, 1, 1_000_000_000_001)]],
    ['moves_nowhere', [line(0, 1, 2), line(1, 1, 2)]],
  ] as [string, ValuedLine[]][])('refuses: %s', (reason, lines) => {
    expect(reasonOf(checkLines(lines))).toBe(reason);
  });
});

describe('sumBy', () => {
  it('adds the lines of one lot at one place, in locking order, and leaves outside places out', () => {
    const lines = [line(1, 4, 5, 2), line(0, 1, 3), line(1, 4, 2, 2), line(3, 1, 9), line(1, 2, 1, 1)];
    const takes = sumBy(lines, 'fromId', PLACES).map((one) => [one.locationId, one.lotId, one.quantityBase]);
    expect(takes).toEqual([
      [0, 1, 3],
      [1, 1, 1],
      [1, 2, 7],
    ]);
    const gives = sumBy(lines, 'toId', PLACES).map((one) => [one.locationId, one.lotId, one.quantityBase]);
    expect(gives).toEqual([
      [1, 1, 12],
      [2, 1, 1],
    ]);
  });
});

const anyLine = fc
  .tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 3 }))
  .filter(([from, to]) => from !== to)
  .map(([from, to, quantity, lotId]) => line(from, to, quantity, lotId));

it('undoes any lines exactly: what was taken is given back and the amounts stay', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (lines) => {
      const red = reverseLines(lines);
      expect(sumBy(red, 'fromId', PLACES)).toEqual(sumBy(lines, 'toId', PLACES));
      expect(sumBy(red, 'toId', PLACES)).toEqual(sumBy(lines, 'fromId', PLACES));
      expect(red.map((one) => one.amountFen)).toEqual(lines.map((one) => one.amountFen));
      expect(reverseLines(red)).toEqual(lines);
    }),
  );
});
