/** The solver of redistribution: worked examples, and what must hold of any proposal over any stock. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journeyKm, kilometres } from '../../src/redistribution/distance.ts';
import type { Move } from '../../src/redistribution/journey-rules.ts';
import { redistribute, type SolverItem } from '../../src/redistribution/solver.ts';
import { freeOf, hasOf, keepsOf, type SolverRule, type Stand, spareOf } from '../../src/redistribution/stand-rules.ts';

const RULE: SolverRule = {
  surplusDays: 90,
  fillDays: 30,
  hubDays: 15,
  lowDays: 15,
  nearDays: 182,
  spareDays: 7,
  leastFen: 0,
  kmFen: 0,
};

const stand = (memberId: number, given: Partial<Stand> = {}): Stand => ({
  memberId,
  isHub: false,
  lifeDaysMin: 60,
  lots: [],
  use30Base: 0,
  comingBase: 0,
  leastBase: 0,
  mostBase: 0,
  openBase: 0,
  ...given,
});
const lot = (lotId: number, freeBase: number, daysLeft = 400) => ({ lotId, daysLeft, freeBase, pricePack: 100_000 });
const itemOf = (...stands: Stand[]): SolverItem => ({ itemId: 1, packSize: 10, stands });
const solve = (
  items: SolverItem[],
  rule: Partial<SolverRule> = {},
  km: (a: number, b: number) => number | null = () => 1,
) => redistribute({ items: structuredClone(items), rule: { ...RULE, ...rule }, distance: km });
const short = (moves: Move[]) => moves.map((one) => [one.fromId, one.toId, one.lotId, one.quantityBase]);

describe('a proposal', () => {
  it('fills what is short from the nearest that has too much, in whole packs', async () => {
    const giver = (id: number) => stand(id, { lots: [lot(id, 500)], use30Base: 60 });
    const taker = stand(3, { use30Base: 60, lots: [lot(9, 12)] });
    const km = (from: number) => (from === 1 ? 40 : 9);
    const moves = await solve([itemOf(giver(1), giver(2), taker)], {}, km);
    expect(short(moves)).toEqual([[2, 3, 2, 50]]);
    expect(moves[0]?.detail).toMatchObject({ why: 'low', km: 9, giverBefore: 250, giverAfter: 225, takerBefore: 6 });
    expect(moves[0]?.detail.takerAfter).toBe(31);
  });

  it('serves an open shortage first, also where nothing was ever used', async () => {
    const giver = stand(1, { lots: [lot(1, 240)], use30Base: 30 });
    const low = stand(2, { use30Base: 300 });
    const asks = stand(3, { openBase: 25 });
    const moves = await solve([itemOf(giver, low, asks)]);
    expect(short(moves)).toEqual([
      [1, 2, 1, 120],
      [1, 3, 1, 30],
    ]);
  });

  it('moves what would expire to whom uses it in time, and leaves what nobody can use', async () => {
    const giver = stand(1, { lots: [lot(1, 300, 100)], use30Base: 0 });
    const quick = stand(2, { use30Base: 90, lots: [lot(8, 100)] });
    const slow = stand(3, { use30Base: 3, lots: [lot(9, 40)] });
    const moves = await solve([itemOf(giver, quick, slow)]);
    expect(short(moves)).toEqual([[1, 2, 1, 170]]);
    expect(moves[0]?.detail).toMatchObject({ why: 'near', near: true, daysLeft: 100 });
  });

  it('keeps what a member without use may hold for an emergency, and never takes from those in need', async () => {
    const chest = stand(1, { lots: [lot(1, 300)] });
    const needy = stand(2, { lots: [lot(2, 900, 90)], use30Base: 30, openBase: 10 });
    const taker = stand(3, { use30Base: 60 });
    expect(await solve([itemOf(chest, needy, taker)])).toEqual([]);
  });

  it('makes no journey that is not worth it, unless somebody is short', async () => {
    const giver = stand(1, { lots: [lot(1, 500)], use30Base: 60 });
    const low = itemOf(giver, stand(2, { use30Base: 30, lots: [lot(9, 5)] }));
    expect(await solve([low], { leastFen: 5000 })).toEqual([]);
    expect(await solve([low], { kmFen: 100 }, () => 60)).toEqual([]);
    expect(await solve([low], { kmFen: 100 }, () => 10)).toHaveLength(1);
    const shortage = itemOf(giver, stand(2, { use30Base: 30, openBase: 10, lots: [lot(9, 35)] }));
    expect(await solve([shortage], { leastFen: 500_000 })).toHaveLength(1);
  });
});

describe('distances', () => {
  it('are those of the great circle, or by way of the hub', () => {
    const [a, b] = [
      { latitudeMicro: 26_330_000, longitudeMicro: 115_360_000 },
      { latitudeMicro: 26_550_000, longitudeMicro: 115_500_000 },
    ];
    expect(kilometres(a, b)).toBeCloseTo(28.2, 0);
    expect(kilometres(a, a)).toBe(0);
    const hub = { latitudeMicro: 26_000_000, longitudeMicro: 115_000_000 };
    expect(journeyKm(a, b, hub, 'hub')).toBeGreaterThan(journeyKm(a, b, hub, 'direct') ?? 0);
    expect(journeyKm(a, null, hub, 'direct')).toBeNull();
    expect(journeyKm(a, b, null, 'hub')).toBeNull();
  });
});

const lots = fc.uniqueArray(
  fc.record({ lotId: fc.integer({ min: 1, max: 1e6 }), daysLeft: fc.nat(500), freeBase: fc.nat(900) }),
  { maxLength: 4, selector: (one) => one.lotId },
);
const anyStand = fc.record({
  lots,
  use30Base: fc.oneof(fc.constant(0), fc.nat(400)),
  comingBase: fc.oneof(fc.constant(0), fc.nat(100)),
  leastBase: fc.oneof(fc.constant(0), fc.nat(60)),
  openBase: fc.oneof(fc.constant(0), fc.nat(80)),
  lifeDaysMin: fc.constantFrom(0, 60, 90),
});
const anyItem = fc.array(anyStand, { minLength: 2, maxLength: 8 }).map((stands) =>
  itemOf(
    ...stands.map((one, index) => {
      const own = one.lots.map((given) => ({ ...given, lotId: given.lotId * 10 + index, pricePack: 50_000 }));
      return stand(index + 1, { ...one, lots: own, isHub: index === 7 });
    }),
  ),
);

const sumOf = (moves: readonly Move[]) => moves.reduce((sum, one) => sum + one.quantityBase, 0);

describe('any proposal', () => {
  it('gives no more than is spare, makes no giver short, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyItem, async (item) => {
        const moves = await solve([item]);
        for (const one of item.stands) {
          const given = moves.filter((each) => each.fromId === one.memberId);
          const spare = spareOf(structuredClone(one), RULE);
          expect(sumOf(given)).toBeLessThanOrEqual(spare?.mostBase ?? 0);
          if (given.length > 0) expect(freeOf(one) - sumOf(given)).toBeGreaterThanOrEqual(keepsOf(one, RULE));
          for (const own of one.lots) {
            expect(sumOf(given.filter((each) => each.lotId === own.lotId))).toBeLessThanOrEqual(own.freeBase);
          }
        }
        for (const each of moves) {
          const owner = item.stands.find((one) => one.memberId === each.fromId);
          expect(owner?.lots.some((own) => own.lotId === each.lotId)).toBe(true);
          expect(each.quantityBase % item.packSize).toBe(0);
          expect(each.quantityBase).toBeGreaterThan(0);
          expect(each.fromId).not.toBe(each.toId);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('moves only what the taker uses before it expires, and nobody gives and takes', async () => {
    await fc.assert(
      fc.asyncProperty(anyItem, async (item) => {
        const moves = await solve([item]);
        const givers = new Set(moves.map((one) => one.fromId));
        for (const one of item.stands) {
          const taken = moves.filter((each) => each.toId === one.memberId);
          if (taken.length === 0) continue;
          expect(givers.has(one.memberId)).toBe(false);
          for (const { detail } of taken) {
            expect(detail.daysLeft).toBeGreaterThanOrEqual(one.lifeDaysMin);
            const before = sumOf(taken.filter((each) => each.detail.daysLeft <= detail.daysLeft));
            const uses = Math.floor((one.use30Base * detail.daysLeft) / 30) + Math.ceil(one.openBase / 10) * 10;
            const had = one.use30Base === 0 ? 0 : hasOf(one);
            expect(before + had).toBeLessThanOrEqual(uses);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for the same stock, in whatever order it is read', async () => {
    await fc.assert(
      fc.asyncProperty(anyItem, async (item) => {
        const turned = { ...item, stands: [...item.stands].reverse() };
        expect(await solve([turned])).toEqual(await solve([item]));
      }),
      { numRuns: 100 },
    );
  });
});
