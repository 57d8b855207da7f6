/** The rules of consolidation: sharing is fair and exact, and what is asked is always the sum of its four sources. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hubSafety, memberKeeps, netItem, roundToSteps } from '../../src/plans/netting-rules.ts';
import { type Need, shareFairly, sumOf } from '../../src/plans/share-rules.ts';

const need = (demandId: number, quantityBase: number, more: Partial<Need> = {}): Need => ({
  demandId,
  organisationId: demandId,
  quantityBase,
  urgent: false,
  neededBy: '2026-12-01',
  ...more,
});
const item = { packSize: 10, hubId: 1, mayMove: true };
const nothing = { hubFreeBase: 0, onOrderFreeBase: 0, neighbours: [] };

describe('sharing what is too little', () => {
  it('gives to the urgent, then to the sooner needed, then in proportion with the largest remainder', () => {
    const needs = [need(1, 30), need(2, 10), need(3, 20, { urgent: true }), need(4, 5, { neededBy: '2026-11-25' })];
    expect(shareFairly(45, needs, 5)).toEqual([
      { demandId: 3, quantityBase: 20 },
      { demandId: 4, quantityBase: 5 },
      { demandId: 1, quantityBase: 15 },
      { demandId: 2, quantityBase: 5 },
    ]);
    expect(shareFairly(2, [need(1, 1), need(2, 1), need(3, 1)], 1).map((share) => share.demandId)).toEqual([1, 2]);
  });
  it('never gives more than is needed or there is, nor torn packs to who goes short', () => {
    fc.assert(
      fc.property(fc.nat(2000), arbitraryNeeds(), fc.integer({ min: 1, max: 40 }), (quantity, needs, pack) => {
        const shares = shareFairly(quantity, needs, pack);
        const asked = new Map(needs.map((one) => [one.demandId, one.quantityBase]));
        for (const share of shares) {
          const wanted = asked.get(share.demandId) ?? 0;
          expect(share.quantityBase).toBeLessThanOrEqual(wanted);
          expect(share.quantityBase === wanted || share.quantityBase % pack === 0).toBe(true);
        }
        const most = Math.min(quantity, sumOf(needs));
        expect(sumOf(shares)).toBeLessThanOrEqual(most);
        expect(sumOf(shares)).toBeGreaterThan(most - pack);
        // Nobody waits who presses more while somebody gets who presses less
        const got = new Map(shares.map((share) => [share.demandId, share.quantityBase]));
        for (const first of needs) {
          const short = (got.get(first.demandId) ?? 0) < first.quantityBase;
          for (const other of needs) {
            const later = first.urgent && !other.urgent;
            if (short && later) expect(got.has(other.demandId)).toBe(false);
          }
        }
      }),
    );
  });
});

function arbitraryNeeds() {
  const one = fc.record({
    organisationId: fc.integer({ min: 1, max: 6 }),
    quantityBase: fc.integer({ min: 1, max: 300 }),
    urgent: fc.boolean(),
    neededBy: fc.constantFrom('2026-11-25', '2026-12-01', '2026-12-15'),
  });
  return fc.array(one, { maxLength: 12 }).map((rows) => rows.map((row, index) => ({ ...row, demandId: index + 1 })));
}

describe('meeting the needs of an item', () => {
  it('takes from the hub, then from what is on order, then whole packs of neighbours, and buys the rest', () => {
    const needs = [need(2, 50), need(3, 40)];
    const neighbours = [{ organisationId: 7, availableBase: 75, keptBase: 30, use30Base: 10 }];
    const netted = netItem(needs, item, { hubFreeBase: 18, onOrderFreeBase: 20, neighbours });
    expect(netted).toMatchObject({ askedBase: 90, fromHubBase: 10, onOrderBase: 20, fromNeighboursBase: 40 });
    expect(netted.toBuyBase).toBe(20);
    expect(netted.transfers).toEqual([
      {
        fromOrganisationId: 7,
        toOrganisationId: 2,
        quantityBase: 30,
        explanation: { available: 75, use30: 10, kept: 30, remains: 45 },
      },
      {
        fromOrganisationId: 7,
        toOrganisationId: 3,
        quantityBase: 10,
        explanation: { available: 75, use30: 10, kept: 30, remains: 35 },
      },
    ]);
  });
  it('moves nothing of what may not move, nothing to the hub and nothing to who has it', () => {
    const neighbours = [{ organisationId: 2, availableBase: 500, keptBase: 0, use30Base: 0 }];
    const supply = { ...nothing, neighbours };
    expect(netItem([need(3, 50)], { ...item, mayMove: false }, supply).transfers).toEqual([]);
    expect(netItem([need(2, 50)], item, supply).toBuyBase).toBe(50);
    expect(netItem([need(1, 50)], item, { ...supply, hubFreeBase: 100 })).toMatchObject({
      fromHubBase: 0,
      toBuyBase: 50,
    });
  });
  it('splits every need exactly among its sources, whatever there is', () => {
    const surplus = fc.record({
      organisationId: fc.integer({ min: 1, max: 6 }),
      availableBase: fc.nat(400),
      keptBase: fc.nat(200),
      use30Base: fc.nat(90),
    });
    const supplies = fc.record({
      hubFreeBase: fc.integer({ min: -50, max: 500 }),
      onOrderFreeBase: fc.nat(300),
      neighbours: fc.uniqueArray(surplus, { maxLength: 4, selector: (one) => one.organisationId }),
    });
    fc.assert(
      fc.property(arbitraryNeeds(), supplies, fc.integer({ min: 1, max: 40 }), (needs, supply, packSize) => {
        const netted = netItem(needs, { ...item, packSize }, supply);
        const { askedBase, fromHubBase, onOrderBase, fromNeighboursBase, toBuyBase } = netted;
        expect(askedBase).toBe(fromHubBase + onOrderBase + fromNeighboursBase + toBuyBase);
        for (const one of needs) {
          const parts = netted.served.filter((part) => part.demandId === one.demandId);
          expect(sumOf(parts)).toBe(one.quantityBase);
          expect(parts.every((part) => part.quantityBase > 0)).toBe(true);
          expect(new Set(parts.map((part) => part.source)).size).toBe(parts.length);
        }
        expect(fromHubBase).toBeLessThanOrEqual(Math.max(0, supply.hubFreeBase));
        expect(onOrderBase).toBeLessThanOrEqual(supply.onOrderFreeBase);
        expect(sumOf(netted.transfers)).toBe(fromNeighboursBase);
        for (const giver of supply.neighbours) {
          const given = netted.transfers.filter((move) => move.fromOrganisationId === giver.organisationId);
          expect(sumOf(given)).toBeLessThanOrEqual(Math.max(0, giver.availableBase - giver.keptBase));
          expect(given.every((move) => move.quantityBase % packSize === 0)).toBe(true);
          expect(given.every((move) => move.explanation.remains >= giver.keptBase)).toBe(true);
        }
      }),
    );
  });
});

describe('rounding and safety', () => {
  it('orders whole packs, the least the supplier sells, in its steps, and nothing for nothing', () => {
    const terms = { packSize: 12, leastPacks: 1, stepPacks: 1 };
    expect(roundToSteps(13, terms)).toBe(24);
    expect(roundToSteps(13, { ...terms, leastPacks: 10 })).toBe(120);
    expect(roundToSteps(132, { ...terms, leastPacks: 10, stepPacks: 4 })).toBe(144);
    expect(roundToSteps(1, { ...terms, leastPacks: 10, stepPacks: 4 })).toBe(144);
    expect(roundToSteps(0, { ...terms, leastPacks: 10 })).toBe(0);
  });
  it('keeps days of use or the limit that was set, and calls nothing surplus that nobody can judge', () => {
    expect(hubSafety(30, 15, 0)).toBe(15);
    expect(hubSafety(31, 15, 40)).toBe(40);
    expect(memberKeeps(30, 90, null)).toBe(90);
    expect(memberKeeps(30, 90, 120)).toBe(120);
    expect(memberKeeps(0, 90, null)).toBeNull();
    expect(memberKeeps(0, 90, 20)).toBe(20);
  });
});
