/** Quantities: the split into packs, how they are said, and what a person may not type. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeQuantity, fromPacks, LARGEST_QUANTITY, readQuantity, splitPacks } from '../../src/kernel/quantity.ts';

const tablets = { packSize: 30, packUnit: '盒', baseUnit: '片', scale: 1 };
const pieces = { packSize: 500_000, packUnit: '袋', baseUnit: 'g', scale: 1000 };

describe('packs and units', () => {
  it('splits and joins', () => {
    expect(splitPacks(366, 30)).toEqual({ packs: 12, units: 6 });
    expect(splitPacks(-66, 30)).toEqual({ packs: -2, units: -6 });
    expect(fromPacks(12, 6, 30)).toBe(366);
  });

  it('gives back what was split, whatever the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 100_000 }), (quantity, packSize) => {
        const { packs, units } = splitPacks(quantity, packSize);
        expect(Math.abs(units)).toBeLessThan(packSize);
        expect(fromPacks(packs, units, packSize)).toBe(quantity);
      }),
    );
  });

  it('takes no fraction and no empty pack', () => {
    expect(() => splitPacks(1.5, 30)).toThrow(RangeError);
    expect(() => splitPacks(30, 0)).toThrow(RangeError);
    expect(() => fromPacks(1, 0.5, 30)).toThrow(RangeError);
  });
});

describe('describeQuantity', () => {
  it.each([
    [366, '12盒6片'],
    [360, '12盒'],
    [6, '6片'],
    [0, '0盒'],
    [-66, '−2盒6片'],
  ])('says %d tablets as %s', (quantityBase, words) => {
    expect(describeQuantity({ quantityBase, ...tablets })).toBe(words);
  });

  it.each([
    [12_500, '12.5g'],
    [12_000, '12g'],
    [1, '0.001g'],
    [0, '0g'],
    [-1_250, '−1.25g'],
    [1_000_000, '1000g'],
  ])('says %d milligrams as %s', (quantityBase, words) => {
    expect(describeQuantity({ quantityBase, ...pieces })).toBe(words);
  });

  it('refuses a scale that is no power of ten', () => {
    expect(() => describeQuantity({ quantityBase: 1, ...pieces, scale: 12 })).toThrow(RangeError);
  });
});

describe('readQuantity', () => {
  it.each([
    [{ packs: '12', units: '6' }, 366],
    [{ packs: '12' }, 360],
    [{ units: '6' }, 6],
    [{ packs: '', units: '0' }, 0],
    [{ packs: '０.5' }, 15],
    [{ packs: '1,000', units: '' }, 30_000],
  ])('reads %o', (typed, quantityBase) => {
    expect(readQuantity(typed, tablets)).toEqual({ ok: true, value: quantityBase });
  });

  it('reads grams to a milligram', () => {
    expect(readQuantity({ units: '12.5' }, pieces)).toEqual({ ok: true, value: 12_500 });
    expect(readQuantity({ packs: '2', units: '0.001' }, pieces)).toEqual({ ok: true, value: 1_000_001 });
  });

  it.each([
    [{}, 'quantity_missing'],
    [{ packs: ' ', units: '' }, 'quantity_missing'],
    [{ packs: '-1' }, 'quantity_negative'],
    [{ packs: '1', units: '−3' }, 'quantity_negative'],
    [{ units: '1.5' }, 'quantity_fraction'],
    [{ packs: '0.25' }, 'quantity_fraction'],
    [{ packs: 'twelve' }, 'quantity_unreadable'],
    [{ packs: '1e3' }, 'quantity_unreadable'],
    [{ packs: '.' }, 'quantity_unreadable'],
    [{ packs: '6901234567892' }, 'quantity_too_large'],
    [{ units: String(LARGEST_QUANTITY + 1) }, 'quantity_too_large'],
  ])('refuses %o: %s', (typed, reason) => {
    expect(readQuantity(typed, tablets)).toMatchObject({ ok: false, reason });
  });

  it('refuses a tenth of a milligram', () => {
    expect(readQuantity({ units: '0.0001' }, pieces)).toMatchObject({
      ok: false,
      reason: 'quantity_fraction',
      field: 'units',
    });
  });

  it('reads back every quantity it can describe in grams', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LARGEST_QUANTITY }), (quantityBase) => {
        const said = describeQuantity({ quantityBase, ...pieces }).replace('g', '');
        expect(readQuantity({ units: said }, pieces)).toEqual({ ok: true, value: quantityBase });
      }),
    );
  });
});
