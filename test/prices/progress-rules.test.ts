/** Progress of volume-based contracts against time: the worked example of the trade, and its edges. */
import { describe, expect, it } from 'vitest';
import { progressOf, timeOfContract, toContractUnits } from '../../src/prices/progress-rules.ts';

const YEAR = { startsOn: '2026-01-01', endsOn: '2026-12-31', farPercent: 80 };

describe('volume progress', () => {
  it('lags behind a half year of 181 days with 45 per cent', () => {
    const day = '2026-06-30';
    const progress = progressOf({ agreedUnits: 12_000, acceptedUnits: 5_400, excusedUnits: 0, day, ...YEAR });
    expect(progress).toMatchObject({ percentBp: 4500, timeBp: 4959, state: 'behind' });
  });

  it.each([
    [5_951, 'ahead'],
    [5_950, 'behind'],
    [4_761, 'behind'],
    [4_760, 'far_behind'],
    [5_952, 'ahead'],
    [15_000, 'ahead'],
  ])('with %i of 12000 at half-time is %s', (acceptedUnits, state) => {
    const day = '2026-06-30';
    expect(progressOf({ agreedUnits: 12_000, acceptedUnits, excusedUnits: 0, day, ...YEAR }).state).toBe(state);
  });

  it('does not ask for what the supplier could not deliver', () => {
    const given = { agreedUnits: 12_000, acceptedUnits: 4_000, day: '2026-06-30', ...YEAR };
    expect(progressOf({ ...given, excusedUnits: 0 }).state).toBe('far_behind');
    expect(progressOf({ ...given, excusedUnits: 4_000 }).state).toBe('ahead');
    expect(progressOf({ ...given, acceptedUnits: 0, excusedUnits: 99_000 }).state).toBe('ahead');
  });

  it('counts time with both ends, and never more than all of it', () => {
    expect(timeOfContract('2026-01-01', '2026-12-31', '2026-01-01')).toEqual({ passed: 1, total: 365 });
    expect(timeOfContract('2026-01-01', '2026-12-31', '2025-12-31')).toEqual({ passed: 0, total: 365 });
    expect(timeOfContract('2026-01-01', '2026-12-31', '2027-05-01')).toEqual({ passed: 365, total: 365 });
  });

  it('converts specifications without fractions', () => {
    expect(toContractUnits(48, { convertTimes: 1, convertBy: 2 })).toBe(24);
    expect(toContractUnits(49, { convertTimes: 1, convertBy: 2 })).toBe(24);
    expect(toContractUnits(48, { convertTimes: 2, convertBy: 1 })).toBe(96);
  });
});
