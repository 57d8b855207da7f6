/** Shares when less came than was asked: in which order, in proportion, in whole packs, and always the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FairNeed, fairShares } from '../../src/kernel/fair-share.ts';

const need = (id: number, askedBase: number, more: Partial<FairNeed> = {}): FairNeed => ({
  id,
  askedBase,
  emergency: false,
  coverDays: 30,
  ...more,
});
const quantities = (needs: FairNeed[], available: number, pack = 1) =>
  fairShares(needs, available, pack).map((share) => share.quantityBase);

describe('a fair share', () => {
  it('serves emergencies first, then who runs out, then the rest', () => {
    const needs = [need(1, 50), need(2, 30, { coverDays: 2 }), need(3, 20, { emergency: true })];
    expect(quantities(needs, 40)).toEqual([0, 20, 20]);
    expect(quantities(needs, 70)).toEqual([20, 30, 20]);
    expect(quantities(needs, 100)).toEqual([50, 30, 20]);
    expect(quantities(needs, 500)).toEqual([50, 30, 20]);
    expect(quantities(needs, 0)).toEqual([0, 0, 0]);
  });

  it('is in proportion and in whole packs, with what is no pack given to the last', () => {
    expect(quantities([need(1, 60), need(2, 30)], 60, 10)).toEqual([40, 20]);
    expect(quantities([need(1, 48), need(2, 24)], 48, 24)).toEqual([24, 24]);
    expect(quantities([need(1, 30), need(2, 30)], 24, 24)).toEqual([24, 0]);
  });

  it('says why', () => {
    const [share] = fairShares([need(1, 60), need(2, 30)], 60, 10);
    expect(share?.explanation).toEqual({ tier: 'regular', askedBase: 60, tierAskedBase: 90, tierGivenBase: 60 });
  });

  it('gives out all there is, nobody more than was asked, and the same every time', () => {
    const anyNeed = fc.record({
      askedBase: fc.integer({ min: 1, max: 5000 }),
      emergency: fc.boolean(),
      coverDays: fc.option(fc.nat(60)),
    });
    const needs = fc
      .array(anyNeed, { minLength: 1, maxLength: 40 })
      .map((all) => all.map((one, id) => ({ id, ...one })));
    fc.assert(
      fc.property(needs, fc.nat(100_000), fc.integer({ min: 1, max: 100 }), (given, available, pack) => {
        const shares = fairShares(given, available, pack);
        const asked = given.reduce((sum, one) => sum + one.askedBase, 0);
        const total = shares.reduce((sum, share) => sum + share.quantityBase, 0);
        expect(total).toBe(Math.min(asked, available));
        for (const share of shares) expect(share.quantityBase).toBeLessThanOrEqual(share.explanation.askedBase);
        expect(fairShares(given, available, pack)).toEqual(shares);
      }),
      { numRuns: 400 },
    );
  });
});
