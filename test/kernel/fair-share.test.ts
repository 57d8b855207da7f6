/** Shares when less came than was asked: in which order, in proportion, in whole packs, and always the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverDaysOf, type FairNeed, fairShares, TIERS, tierOf } from '../../src/kernel/fair-share.ts';

const need = (id: number, askedBase: number, more: Partial<FairNeed> = {}): FairNeed => ({
  id,
  askedBase,
  emergency: false,
  stockBase: 1000,
  useBase: 30,
  ...more,
});
const bare = { stockBase: 10, useBase: 300 };
const quantities = (needs: FairNeed[], available: number, pack = 1) =>
  fairShares(needs, available, pack).map((share) => share.quantityBase);

const anyNeed = fc.record({
  askedBase: fc.integer({ min: 1, max: 5000 }),
  emergency: fc.boolean(),
  stockBase: fc.integer({ min: 0, max: 3000 }),
  useBase: fc.integer({ min: 0, max: 3000 }),
});
const anyNeeds = fc.array(anyNeed, { maxLength: 40 }).map((all) => all.map((one, at) => ({ id: at + 1, ...one })));
const anyPack = fc.integer({ min: 1, max: 100 });

describe('a fair share', () => {
  it('serves emergencies first, then who runs out, then the rest', () => {
    const needs = [need(1, 50), need(2, 30, bare), need(3, 20, { emergency: true })];
    expect(quantities(needs, 40)).toEqual([0, 20, 20]);
    expect(quantities(needs, 70)).toEqual([20, 30, 20]);
    expect(quantities(needs, 100)).toEqual([50, 30, 20]);
    expect(quantities(needs, 500)).toEqual([50, 30, 20]);
    expect(quantities(needs, 0)).toEqual([0, 0, 0]);
    expect(quantities(needs, -5)).toEqual([0, 0, 0]);
  });

  it('is in proportion and in whole packs, and what is no pack stays unless it ends a need', () => {
    expect(quantities([need(1, 60), need(2, 30)], 60, 10)).toEqual([40, 20]);
    expect(quantities([need(1, 100), need(2, 300)], 140, 10)).toEqual([40, 100]);
    expect(quantities([need(1, 48), need(2, 24)], 48, 24)).toEqual([24, 24]);
    expect(quantities([need(1, 30), need(2, 30)], 24, 24)).toEqual([24, 0]);
    expect(quantities([need(1, 20), need(2, 40)], 15, 10)).toEqual([0, 10]);
    expect(quantities([need(1, 5), need(2, 40)], 25, 10)).toEqual([5, 20]);
    expect(quantities([need(1, 500)], 94 * 5 + 3, 5)).toEqual([470]);
    expect(quantities([need(1, 24), need(2, 40)], 57, 10)).toEqual([24, 30]);
    expect(quantities([need(1, 20), need(2, 20), need(3, 20)], 50, 100)).toEqual([20, 20, 0]);
  });

  it('knows who runs out: by days of cover, and by an empty shelf that let nothing be used', () => {
    expect(coverDaysOf({ stockBase: 69, useBase: 300 })).toBe(6);
    expect(tierOf(need(1, 1, { stockBase: 69, useBase: 300 }))).toBe('running_out');
    expect(tierOf(need(1, 1, { stockBase: 70, useBase: 300 }))).toBe('regular');
    expect(coverDaysOf({ stockBase: 5, useBase: 0 })).toBeNull();
    expect(tierOf(need(1, 1, { stockBase: 5, useBase: 0 }))).toBe('regular');
    expect(tierOf(need(1, 1, { stockBase: 0, useBase: 0 }))).toBe('running_out');
    expect(tierOf(need(1, 1, { emergency: true }))).toBe('emergency');
  });

  it('says why', () => {
    const [share, , first] = fairShares([need(1, 60), need(2, 30), need(3, 5, bare)], 65, 10);
    expect(share?.explanation).toEqual({ tier: 'regular', askedBase: 60, tierAskedBase: 90, tierGivenBase: 60 });
    expect(first?.explanation).toEqual({ tier: 'running_out', askedBase: 5, tierAskedBase: 5, tierGivenBase: 5 });
  });

  it('gives out all there is but for less than a pack, nobody more than was asked, and the same every time', () => {
    fc.assert(
      fc.property(anyNeeds, fc.nat(100_000), anyPack, (given, available, pack) => {
        const shares = fairShares(given, available, pack);
        const asked = given.reduce((sum, one) => sum + one.askedBase, 0);
        const total = shares.reduce((sum, share) => sum + share.quantityBase, 0);
        expect(total).toBeLessThanOrEqual(Math.min(asked, available));
        expect(total).toBeGreaterThan(Math.min(asked, available) - pack);
        shares.forEach((share, at) => {
          expect(share.id).toBe(at + 1);
          expect(share.quantityBase).toBeGreaterThanOrEqual(0);
          expect(share.quantityBase).toBeLessThanOrEqual(share.explanation.askedBase);
        });
        expect(fairShares(given, available, pack)).toEqual(shares);
      }),
      { numRuns: 400 },
    );
  });

  it('tears no pack open for those that go short', () => {
    fc.assert(
      fc.property(anyNeeds, fc.nat(60_000), anyPack, (given, available, pack) => {
        const short = fairShares(given, available, pack).filter((one) => one.quantityBase < one.explanation.askedBase);
        expect(short.filter((one) => one.quantityBase % pack !== 0).length).toBe(0);
      }),
    );
  });

  it('lets no later tier have anything while an earlier one lacks something', () => {
    fc.assert(
      fc.property(anyNeeds, fc.nat(60_000), anyPack, (given, available, pack) => {
        const shares = fairShares(given, available, pack);
        const rank = (share: (typeof shares)[number]) => TIERS.indexOf(share.explanation.tier);
        const lacking = shares.filter((share) => share.quantityBase < share.explanation.askedBase).map(rank);
        const first = Math.min(TIERS.length, ...lacking);
        for (const share of shares) if (rank(share) > first) expect(share.quantityBase).toBe(0);
      }),
    );
  });
});
