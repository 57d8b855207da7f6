/** When a medicine counts as covered, what is missing and why, and which tier may be proposed: accepted and refused. */
import { describe, expect, it } from 'vitest';
import {
  addTier,
  chronicList,
  coverageOf,
  type ListedPack,
  packsToPropose,
  sumOf,
  tierOfMember,
  whyMissing,
} from '../../src/formulary/linkage-rules.ts';

const pack = (itemId: number, conceptId: number, tiers: string, diseases: ListedPack['diseases'] = []): ListedPack => ({
  itemId,
  conceptId,
  diseases,
  county: tiers.includes('c'),
  township: tiers.includes('t'),
  village: tiers.includes('v'),
});

const list = chronicList([
  pack(1, 10, 'ctv', ['hypertension']),
  // Another maker of the same medicine, recorded for nothing
  pack(2, 10, 'c'),
  pack(3, 20, 'ct', ['hypertension', 'diabetes_2']),
  pack(4, 30, 'c', ['copd']),
  // On no list: recorded, but no tier has it
  pack(5, 40, '', ['copd']),
  pack(6, 50, 'ctv'),
]);
const concept = (id: number) => {
  const found = list.find((one) => one.conceptId === id);
  if (found === undefined) throw new Error(`no concept ${id}`);
  return found;
};

describe('the chronic list', () => {
  it('counts by generic name and form, and leaves out what no tier has and what is for no disease', () => {
    expect(list.map((one) => one.conceptId)).toEqual([10, 20, 30]);
    expect(concept(20).diseases).toEqual(['hypertension', 'diabetes_2']);
    expect(concept(10).packs.map((one) => one.itemId)).toEqual([1, 2]);
  });

  it('knows the tier of a member by its kind', () => {
    expect(tierOfMember('campus')).toBe('county');
    expect(tierOfMember('branch')).toBe('township');
    expect(tierOfMember('clinic')).toBe('village');
    expect(tierOfMember('centre')).toBeNull();
    expect(tierOfMember('company')).toBeNull();
  });
});

describe('coverage', () => {
  it('measures a township against the county and a clinic against the township', () => {
    expect(coverageOf('township', list, new Set([10, 20])).all).toEqual({ covered: 2, listed: 3 });
    expect(coverageOf('village', list, new Set([10])).all).toEqual({ covered: 1, listed: 2 });
    expect(coverageOf('village', list, new Set([30])).copd).toEqual({ covered: 0, listed: 0 });
    expect(coverageOf('township', list, undefined).all).toEqual({ covered: 0, listed: 3 });
  });

  it('counts a medicine for two diseases once in all', () => {
    const coverage = coverageOf('township', list, new Set([20]));
    expect(coverage.hypertension).toEqual({ covered: 1, listed: 2 });
    expect(coverage.diabetes_2).toEqual({ covered: 1, listed: 1 });
    expect(coverage.all).toEqual({ covered: 1, listed: 3 });
  });

  it('adds members up', () => {
    const sum = sumOf([coverageOf('township', list, new Set([10])), coverageOf('township', list, new Set([10, 30]))]);
    expect(sum.all).toEqual({ covered: 3, listed: 6 });
    expect(sumOf([]).all).toEqual({ covered: 0, listed: 0 });
  });
});

describe('what is missing', () => {
  it('is missing for want of the tier or for want of stock, and not at all when it is there or not asked for', () => {
    expect(whyMissing('township', concept(30), new Set())).toBe('tier');
    expect(whyMissing('township', concept(20), new Set())).toBe('stock');
    expect(whyMissing('village', concept(20), new Set())).toBe('tier');
    expect(whyMissing('village', concept(20), new Set([20]))).toBeNull();
    expect(whyMissing('village', concept(30), new Set())).toBeNull();
  });

  it('may be proposed with the packs that the tier above has', () => {
    expect(packsToPropose('township', concept(30)).map((one) => one.itemId)).toEqual([4]);
    expect(packsToPropose('village', concept(20)).map((one) => one.itemId)).toEqual([3]);
    expect(packsToPropose('village', concept(30))).toEqual([]);
    expect(packsToPropose('township', concept(10))).toEqual([]);
  });
});

describe('adding a tier', () => {
  const standing = {
    name: '氨氯地平',
    county: true,
    township: false,
    village: false,
    leaving: false,
    controlClass: 'none',
  };

  it('keeps the tiers an item has', () => {
    expect(addTier(standing, 'township')).toEqual({
      ok: true,
      value: { county: true, township: true, village: false },
    });
  });

  it.each([
    ['linkage_has_tier', { township: true }, 'township'],
    ['linkage_upper_tier', {}, 'village'],
    ['linkage_upper_tier', { county: false }, 'township'],
    ['linkage_leaving', { leaving: true }, 'township'],
    ['linkage_controlled', { township: true, controlClass: 'narcotic' }, 'village'],
  ] as const)('is refused: %s', (reason, wrong, tier) => {
    expect(addTier({ ...standing, ...wrong }, tier)).toMatchObject({ ok: false, reason });
  });
});
