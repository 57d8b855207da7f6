/** Rules of faults: time that was lost, figures, two people, and when to reopen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAcceptance,
  checkCost,
  checkReopening,
  checkReport,
  checkWord,
  downtimeMs,
  needsWord,
  reliabilityOf,
  shareOfPrice,
  statusAfter,
} from '../../src/faults/rules.ts';

const HOUR = 3_600_000;

describe('downtime', () => {
  it('counts what lies in the period, and what lasts until now', () => {
    const spans = [
      { fromAt: 0, untilAt: 2 * HOUR },
      { fromAt: 5 * HOUR, untilAt: null },
    ];
    expect(downtimeMs(spans, { fromAt: HOUR, untilAt: 100 * HOUR }, 8 * HOUR)).toBe(4 * HOUR);
    expect(downtimeMs(spans, { fromAt: 20 * HOUR, untilAt: 30 * HOUR }, 8 * HOUR)).toBe(0);
  });

  it('adds up over periods that follow each other', () => {
    const at = fc.integer({ min: 0, max: 1000 });
    const span = fc.tuple(at, fc.option(at)).map(([fromAt, length]) => ({
      fromAt,
      untilAt: length === null ? null : fromAt + length,
    }));
    fc.assert(
      fc.property(fc.array(span), at, at, fc.integer({ min: 0, max: 3000 }), (spans, a, b, now) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const part = (fromAt: number, untilAt: number) => downtimeMs(spans, { fromAt, untilAt }, now);
        expect(part(0, first) + part(first, second) + part(second, 5000)).toBe(part(0, 5000));
      }),
    );
  });
});

describe('figures', () => {
  it('has no mean of nothing', () => {
    const none = { faults: 0, repairs: 0, downMs: 0, repairMs: 0, ownedMs: HOUR };
    expect(reliabilityOf(none)).toEqual({ mtbfTenths: null, mttrTenths: null });
    expect(shareOfPrice(1, 0)).toBeNull();
  });

  it('is time in order by faults, time of repair by repairs, cost by price', () => {
    const some = { faults: 2, repairs: 1, downMs: 10 * HOUR, repairMs: 10 * HOUR, ownedMs: 110 * HOUR };
    expect(reliabilityOf(some)).toEqual({ mtbfTenths: 500, mttrTenths: 100 });
    expect(shareOfPrice(15_000, 1_000_000)).toBe(15);
  });
});

describe('two people', () => {
  it('does not let anybody agree with himself', () => {
    expect(checkWord(1, 1)).toMatchObject({ reason: 'fault_own_cost' });
    expect(checkWord(1, 2).ok).toBe(true);
    expect(checkAcceptance(1, { repairedBy: 1, irreparable: false }, 'pass')).toMatchObject({
      reason: 'fault_own_repair',
    });
    expect(checkAcceptance(2, { repairedBy: 1, irreparable: true }, 'pass')).toMatchObject({
      reason: 'fault_irreparable',
    });
    expect(checkAcceptance(2, { repairedBy: 1, irreparable: true }, 'stopped').ok).toBe(true);
  });

  it('asks for a word from the amount of the rule, once for each rise', () => {
    expect(needsWord({ costFen: 199_999, approvedFen: 0, approveFen: 200_000 })).toBe(false);
    expect(needsWord({ costFen: 200_000, approvedFen: 0, approveFen: 200_000 })).toBe(true);
    expect(needsWord({ costFen: 200_000, approvedFen: 200_000, approveFen: 200_000 })).toBe(false);
    expect(checkCost({ costFen: 200_001, approvedFen: 200_000, approveFen: 200_000 }).ok).toBe(false);
  });
});

describe('where the card goes', () => {
  it('goes back to what it was, or is stopped', () => {
    expect(statusAfter('pass', 'idle')).toBe('idle');
    expect(statusAfter('stopped', 'in_use')).toBe('stopped');
    expect(checkReport({ number: 'SB', status: 'moving' })).toMatchObject({ reason: 'asset_wrong_state' });
    expect(checkReport({ number: 'SB', status: 'shared' }).ok).toBe(true);
  });

  it('is opened again on the last day and not after it', () => {
    const day = 86_400_000;
    expect(checkReopening(10 * day, 40 * day, 30).ok).toBe(true);
    expect(checkReopening(10 * day, 41 * day, 30)).toMatchObject({ reason: 'fault_reopen_late' });
  });
});
