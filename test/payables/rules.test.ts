/** When accepted goods are due, what is open of them, and whether the papers agree. */
import { describe, expect, it } from 'vitest';
import { differenceLimit, dueOn, matches, openFen } from '../../src/payables/rules.ts';

const TERMS = { generalDays: 30, volumeMonths: 1 };

describe('the day by which goods are paid', () => {
  it('is thirty days after acceptance, and for volume-based goods the end of the next month', () => {
    expect(dueOn('listed', '2026-09-18', TERMS)).toBe('2026-10-18');
    expect(dueOn('volume', '2026-09-18', TERMS)).toBe('2026-10-31');
  });

  it('knows short months, leap years and the turn of the year', () => {
    expect(dueOn('volume', '2026-01-31', TERMS)).toBe('2026-02-28');
    expect(dueOn('volume', '2028-01-31', TERMS)).toBe('2028-02-29');
    expect(dueOn('volume', '2026-12-01', TERMS)).toBe('2027-01-31');
    expect(dueOn('listed', '2026-12-15', TERMS)).toBe('2027-01-14');
    expect(dueOn('volume', '2026-11-30', { ...TERMS, volumeMonths: 0 })).toBe('2026-11-30');
  });
});

describe('what is open', () => {
  it('is neither paid, nor held, nor set off', () => {
    expect(openFen({ amountFen: 100, creditedFen: 10, heldFen: 20, paidFen: 30 })).toBe(40);
  });
});

describe('three papers', () => {
  it('agree within the tolerance, and not a fen beyond', () => {
    const given = { amountFen: 10_000, returnedFen: 1_000, invoicedFen: 9_000 };
    expect(matches(given, 0)).toBe(true);
    expect(matches({ ...given, invoicedFen: 9_100 }, 100)).toBe(true);
    expect(matches({ ...given, invoicedFen: 9_101 }, 100)).toBe(false);
    expect(matches({ ...given, invoicedFen: 0 }, 100)).toBe(false);
  });
});

describe('the difference that two people may agree to', () => {
  it('is the percent of the rule, rounded down, exact for large sums', () => {
    expect(differenceLimit(10_019, 5)).toBe(500);
    expect(differenceLimit(10_019, 0)).toBe(0);
    expect(differenceLimit(999_999_999_999_999, 100)).toBe(999_999_999_999_999);
  });
});
