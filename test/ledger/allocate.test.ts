/**
 * The allocation: first expiry first, never an unusable lot, never more than is free, and a reason for each lot
 * skipped.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, byExpiry, type Candidate, isOutOfTurn, placeKey } from '../../src/ledger/allocate.ts';
import { whyNotUsable } from '../../src/ledger/usable.ts';

const PURPOSE = { on: '2026-11-20' };

function lot(lotId: number, given: Partial<Candidate> = {}): Candidate {
  const facts = { expiresOn: '2027-06-30', frozen: null, zone: 'room', controlClass: 'none' } as const;
  const place = { lotId, lotNumber: `L${lotId}`, itemId: 1, locationId: 1, locationKind: 'store' };
  return { ...facts, ...place, receivedOn: '2026-01-01', onHand: 10, reserved: 0, ...given };
}

function taken(candidates: Candidate[], quantityBase: number): [number, number][] {
  return allocate(candidates, quantityBase, PURPOSE).chosen.map((one) => [one.lot.lotId, one.quantityBase]);
}

describe('allocate', () => {
  it('takes what expires first, then what came first, then by id', () => {
    const lots = [
      lot(4),
      lot(3),
      lot(2, { receivedOn: '2025-12-01' }),
      lot(1, { expiresOn: '2027-07-01' }),
      lot(5, { expiresOn: '2027-05-31' }),
    ];
    expect(taken(lots, 45)).toEqual([
      [5, 10],
      [2, 10],
      [3, 10],
      [4, 10],
      [1, 5],
    ]);
  });

  it('leaves what others reserved, and says so when all of a lot is reserved', () => {
    const lots = [lot(1, { reserved: 10, expiresOn: '2027-01-01' }), lot(2, { reserved: 7 })];
    const answer = allocate(lots, 5, PURPOSE);
    expect(answer.chosen.map((one) => one.quantityBase)).toEqual([3]);
    expect(answer.shortBase).toBe(2);
    expect(answer.skipped.map((one) => one.reason.why)).toEqual(['all_reserved']);
  });

  it('skips unusable lots with their reasons and lists no empty ones', () => {
    const lots = [lot(1, { expiresOn: '2026-11-19' }), lot(2, { frozen: 'recall' }), lot(3, { onHand: 0 }), lot(4)];
    const answer = allocate(lots, 10, PURPOSE);
    expect(answer.skipped.map((one) => [one.lot.lotId, one.reason.why])).toEqual([
      [1, 'expired'],
      [2, 'recalled'],
    ]);
    expect(answer.chosen.map((one) => one.lot.lotId)).toEqual([4]);
  });

  it('finds all short where nothing can be used', () => {
    expect(allocate([lot(1, { zone: 'rejected' })], 8, PURPOSE)).toMatchObject({ chosen: [], shortBase: 8 });
    expect(allocate([], 8, PURPOSE).shortBase).toBe(8);
  });
});

const anyLot = fc.record({
  lotId: fc.integer({ min: 1, max: 40 }),
  locationId: fc.integer({ min: 1, max: 3 }),
  expiresOn: fc.constantFrom('2026-10-01', '2026-11-19', '2026-11-20', '2026-12-01', '2027-03-31'),
  receivedOn: fc.constantFrom('2026-01-01', '2026-02-01'),
  frozen: fc.constantFrom(null, null, null, 'recall' as const, 'quality' as const),
  zone: fc.constantFrom('room' as const, 'cold' as const, 'rejected' as const, 'reserve' as const),
  locationKind: fc.constantFrom('store', 'store', 'transit'),
  controlClass: fc.constantFrom('none' as const, 'narcotic' as const),
  stock: fc.tuple(fc.nat(50), fc.nat(50)),
});

const anyCandidates = fc
  .uniqueArray(anyLot, { selector: placeKey, maxLength: 25 })
  .map((rows) =>
    rows.map(({ stock, lotId, ...row }) => lot(lotId, { ...row, onHand: stock[0], reserved: Math.min(...stock) })),
  );

describe('whatever the lots are', () => {
  it('takes only what is free and usable, in order, and exactly what was asked or all there is', () => {
    fc.assert(
      fc.property(anyCandidates, fc.nat(400), (candidates, asked) => {
        const { chosen, skipped, shortBase } = allocate(candidates, asked, PURPOSE);
        const total = chosen.reduce((sum, one) => sum + one.quantityBase, 0);
        for (const { lot: one, quantityBase } of chosen) {
          expect(quantityBase).toBeGreaterThan(0);
          expect(quantityBase).toBeLessThanOrEqual(one.onHand - one.reserved);
          expect(whyNotUsable(one, PURPOSE)).toBeNull();
        }
        const usable = candidates.filter((one) => whyNotUsable(one, PURPOSE) === null);
        const free = usable.reduce((sum, one) => sum + one.onHand - one.reserved, 0);
        expect(total).toBe(Math.min(asked, free));
        expect(total + shortBase).toBe(asked);
        expect(chosen.map((one) => one.lot)).toEqual(chosen.map((one) => one.lot).sort(byExpiry));
        chosen.slice(0, -1).forEach(({ lot: one, quantityBase }) => {
          expect(quantityBase).toBe(one.onHand - one.reserved);
        });
        const named = new Set([...chosen, ...skipped].map((one) => placeKey(one.lot)));
        expect(named.size).toBe(chosen.length + skipped.length);
      }),
      { numRuns: 300 },
    );
  });

  it('calls its own choice in turn, and any other out of turn', () => {
    fc.assert(
      fc.property(anyCandidates, fc.integer({ min: 1, max: 100 }), (candidates, asked) => {
        const { chosen } = allocate(candidates, asked, PURPOSE);
        const choice = new Map(chosen.map((one) => [placeKey(one.lot), one.quantityBase]));
        expect(isOutOfTurn(candidates, choice, PURPOSE)).toBe(false);
        const last = chosen.at(-1);
        const later = candidates.find((one) => !choice.has(placeKey(one)));
        if (last === undefined || later === undefined) return;
        const swapped = new Map(choice);
        swapped.delete(placeKey(last.lot));
        swapped.set(placeKey(later), last.quantityBase);
        expect(isOutOfTurn(candidates, swapped, PURPOSE)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
