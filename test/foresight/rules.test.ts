/** When something runs out with what is known to come, and what prevents it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actAgainst, HORIZON_DAYS, packsToAsk, runsOutOn } from '../../src/foresight/rules.ts';
import { addDays, daysBetween } from '../../src/kernel/clock.ts';

const TODAY = '2026-11-23';
const out = (hasBase: number, dailyMilli: number, arrivals: { on: string; base: number }[] = []) =>
  runsOutOn({ hasBase, dailyMilli, arrivals }, TODAY);

describe('the day without', () => {
  it('is reached by use a day, today where there is nothing, and never where nothing is used', () => {
    expect(out(48, 10_000)).toBe('2026-11-27');
    expect(out(0, 10_000)).toBe(TODAY);
    expect(out(-5, 10_000)).toBe(TODAY);
    expect(out(0, 0)).toBeUndefined();
    expect(out(10_000, 1000)).toBeUndefined();
  });
  it('is put off by what comes before it, not by what comes after, nor by what is overdue', () => {
    expect(out(48, 10_000, [{ on: '2026-11-26', base: 100 }])).toBe('2026-12-07');
    expect(out(48, 10_000, [{ on: '2026-11-28', base: 100 }])).toBe('2026-11-27');
    expect(out(48, 10_000, [{ on: '2026-11-20', base: 100 }])).toBe('2026-11-27');
    const chain = [
      { on: '2026-12-06', base: 100 },
      { on: '2026-11-26', base: 100 },
    ];
    expect(out(48, 10_000, chain)).toBe('2026-12-17');
  });
  it('never comes earlier for more stock, or for something that comes', () => {
    const arrival = fc.record({ on: fc.nat(100).map((days) => addDays(TODAY, days)), base: fc.nat(1000) });
    const days = (day: string | undefined) => (day === undefined ? HORIZON_DAYS : daysBetween(TODAY, day));
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.integer({ min: 1, max: 90_000 }),
        fc.array(arrival),
        arrival,
        (has, use, all, one) => {
          const usual = days(out(has, use, all));
          return days(out(has + 1, use, all)) >= usual && days(out(has, use, [...all, one])) >= usual;
        },
      ),
    );
  });
});

describe('what prevents it', () => {
  const given = { days: 5, asked: false, dueBase: 0, controlled: false };
  it('follows what was done already, what comes too late, and how near it is', () => {
    expect(actAgainst(given)).toBe('requisition');
    expect(actAgainst({ ...given, days: 2 })).toBe('shortage');
    expect(actAgainst({ ...given, days: 2, dueBase: 5 })).toBe('expedite');
    expect(actAgainst({ ...given, controlled: true, dueBase: 5 })).toBe('card');
    expect(actAgainst({ ...given, asked: true, controlled: true })).toBe('asked');
  });
  it('asks for whole packs of thirty days, one at least', () => {
    expect(packsToAsk({ dailyMilli: 10_000, hasBase: 48, packSize: 24 })).toBe(11);
    expect(packsToAsk({ dailyMilli: 100, hasBase: 48, packSize: 24 })).toBe(1);
  });
});
