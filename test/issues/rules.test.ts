/** Pure rules of issues: what is kept of a patient, where returns go, which lots are taken and when. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IssueLot, layDown, takeLots } from '../../src/issues/propose.ts';
import { checkDestination, maskPatient, returnStore } from '../../src/issues/rules.ts';
import { firstShort, lowestOf } from '../../src/ledger/standing.ts';

const lot = (given: Partial<IssueLot> = {}): IssueLot => ({
  lotId: 1,
  lotNumber: 'L1',
  itemId: 1,
  locationId: 1,
  receivedOn: '2026-01-01',
  onHand: 10,
  reserved: 0,
  expiresOn: '2027-01-01',
  frozen: null,
  zone: 'room',
  locationKind: 'store',
  controlClass: 'none',
  moves: [],
  ...given,
});
const purpose = { on: '2026-11-23' };
const line = (quantityBase: number, more = {}) => ({ place: null, quantityBase, reason: '', ...more });

describe('maskPatient', () => {
  it.each([
    ['张三丰', '张**'],
    ['张三 13812345678', '张* ***5678'],
    ['3床 ZY00123', '3床 ZY00123'],
    ['11010519491231002X', '***002X'],
    ['  ', ''],
  ])('%s becomes %s', (typed, kept) => expect(maskPatient(typed)).toBe(kept));
});

describe('checkDestination', () => {
  it('asks a ward for its name and another purpose for a note', () => {
    const given = { purpose: 'ward' as const, ward: '', note: '' };
    expect(checkDestination(given)).toMatchObject({ reason: 'issue_ward_missing' });
    expect(checkDestination({ ...given, ward: '内科' }).ok).toBe(true);
    expect(checkDestination({ ...given, purpose: 'other' })).toMatchObject({ reason: 'issue_note_missing' });
    expect(checkDestination({ ...given, purpose: 'patient' }).ok).toBe(true);
  });
});

describe('returnStore', () => {
  const stores = [
    { id: 1, zone: 'room' as const, active: true },
    { id: 2, zone: 'rejected' as const, active: true },
  ];
  const good = { expiresOn: '2027-01-01', frozen: null, heldThere: false };
  const goal = (given: object, kept = stores) => returnStore({ ...good, ...given }, 1, kept, '2026-11-23');

  it('sends usable goods home and the rest to the rejected zone', () => {
    expect(goal({})).toMatchObject({ value: { storeId: 1, usable: true } });
    for (const bad of [{ frozen: 'recall' }, { frozen: 'quality' }, { expiresOn: '2026-11-22' }, { heldThere: true }]) {
      expect(goal(bad)).toMatchObject({ value: { storeId: 2, usable: false } });
    }
  });

  it('refuses without a store to take them', () => {
    expect(goal({ frozen: 'recall' }, stores.slice(0, 1))).toMatchObject({ reason: 'issue_rejected_store_missing' });
    expect(goal({}, [])).toMatchObject({ reason: 'issue_store_gone' });
  });
});

describe('takeLots', () => {
  it('takes the first to expire, over several lots', () => {
    const lots = [lot(), lot({ lotId: 2, expiresOn: '2026-12-01', onHand: 4 })];
    expect(takeLots(lots, line(6), 0, purpose, 'x')).toMatchObject({
      value: [
        { lotId: 2, quantityBase: 4 },
        { lotId: 1, quantityBase: 2 },
      ],
    });
  });

  it('says how much there is, or why a lot may not be used', () => {
    expect(takeLots([lot()], line(11), 0, purpose, 'x')).toMatchObject({
      reason: 'issue_short',
      detail: { available: 10 },
    });
    const expired = lot({ expiresOn: '2026-11-22' });
    expect(takeLots([expired], line(1), 0, purpose, 'x')).toMatchObject({
      reason: 'issue_lot_barred',
      detail: { why: 'expired' },
    });
  });

  it('asks why a lot is taken out of turn, and takes a chosen one in turn without asking', () => {
    const lots = [lot(), lot({ lotId: 2, expiresOn: '2026-12-01' })];
    const later = { place: { lotId: 1, locationId: 1 } };
    expect(takeLots(lots, line(1, later), 0, purpose, 'x')).toMatchObject({ reason: 'issue_reason_missing' });
    expect(takeLots(lots, line(1, { ...later, reason: '整包' }), 0, purpose, 'x')).toMatchObject({
      value: [{ lotId: 1, reason: '整包' }],
    });
    expect(takeLots(lots, line(1, { place: { lotId: 2, locationId: 1 } }), 0, purpose, 'x').ok).toBe(true);
    expect(takeLots(lots, line(1, { place: { lotId: 9, locationId: 1 } }), 0, purpose, 'x')).toMatchObject({
      reason: 'issue_lot_gone',
    });
    expect(takeLots(lots, line(99, later), 0, purpose, 'x')).toMatchObject({ reason: 'issue_lot_short' });
  });

  it('looks at what was there at the moment, passing over lots that came later', () => {
    const came = lot({ expiresOn: '2026-12-01', moves: [{ at: 100, delta: 10 }] });
    const there = lot({ lotId: 2 });
    expect(takeLots([came, there], line(3), 50, purpose, 'x')).toMatchObject({ value: [{ lotId: 2 }] });
    expect(takeLots([came, there], line(3), 100, purpose, 'x')).toMatchObject({ value: [{ lotId: 1 }] });
  });

  it('never promises what would have been missing at any moment, whatever is laid down after another', () => {
    const move = fc.record({ at: fc.integer({ min: 1, max: 50 }), delta: fc.integer({ min: -5, max: 9 }) });
    const take = fc.record({ at: fc.integer({ min: 0, max: 50 }), quantity: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), fc.array(take, { maxLength: 8 }), (past, takes) => {
        const moves = [...past].sort((a, b) => a.at - b.at);
        const start = 20;
        let least = start;
        const end = moves.reduce((sum, one) => {
          least = Math.min(least, sum + one.delta);
          return sum + one.delta;
        }, start);
        if (least < 0) return;
        const lots = [lot({ onHand: end, moves: moves.map((one) => ({ ...one })) })];
        for (const { at, quantity } of takes) {
          const taken = takeLots(lots, line(quantity), at, purpose, 'x');
          if (taken.ok) layDown(lots, taken.value, at);
        }
        const [after] = lots;
        expect(after).toBeDefined();
        if (after !== undefined) expect(lowestOf(after.onHand, after.moves, -1).lowest).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('standing', () => {
  it('tells the lowest since and the first moment that is short', () => {
    const moves = [
      { at: 10, delta: -4 },
      { at: 20, delta: 6 },
    ];
    expect(lowestOf(7, moves, 5)).toEqual({ lowest: 1, at: 10 });
    expect(firstShort(7, moves, 5, 3)).toEqual({ moment: 10, standing: 1 });
    expect(firstShort(7, moves, 5, 6)).toEqual({ moment: 5, standing: 5 });
  });
});
