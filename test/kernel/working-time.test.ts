/** Limits in working days: holidays stand still, make-up weekends count, and nothing is lost at any border. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNOUNCED } from '../../seeds/reference/working-days.ts';
import { addDays, dayOf, startOfDay } from '../../src/kernel/clock.ts';
import {
  addWorkingMinutes,
  isWorkingDay,
  WORKING_DAY_MINUTES,
  type WorkingCalendar,
  workingMsBetween,
} from '../../src/kernel/working-time.ts';

const CALENDAR: WorkingCalendar = new Map(
  Object.values(ANNOUNCED).flatMap(({ off, works }) => [
    ...off.flatMap(([from, to]) => {
      const days: [string, boolean][] = [];
      for (let day = from; day <= to; day = addDays(day, 1)) days.push([day, false]);
      return days;
    }),
    ...works.map(([day]): [string, boolean] => [day, true]),
  ]),
);
const at = (text: string) => Date.parse(`${text}+08:00`);
const said = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const anyInstant = fc.integer({ min: at('2025-01-01T00:00'), max: at('2027-12-01T00:00') });
const anyMinutes = fc.integer({ min: 0, max: 12 * WORKING_DAY_MINUTES });

describe('the working calendar', () => {
  it('counts a make-up Saturday and none of the spring festival', () => {
    expect(isWorkingDay('2026-02-14', CALENDAR)).toBe(true);
    expect(isWorkingDay('2026-02-16', CALENDAR)).toBe(false);
    // From Friday noon: the rest of Friday and half of the make-up Saturday
    expect(said(addWorkingMinutes(at('2026-02-13T12:00'), WORKING_DAY_MINUTES, CALENDAR))).toBe('2026-02-14T12:00');
    // From the make-up Saturday's noon: the other half is on the 24th, after nine days off
    expect(said(addWorkingMinutes(at('2026-02-14T12:00'), WORKING_DAY_MINUTES, CALENDAR))).toBe('2026-02-24T12:00');
  });
  it('runs over a weekend to the same time of Monday, and begins on a day off with the next working day', () => {
    expect(said(addWorkingMinutes(at('2026-11-20T10:00'), WORKING_DAY_MINUTES, CALENDAR))).toBe('2026-11-23T10:00');
    expect(said(addWorkingMinutes(at('2026-11-21T10:00'), 60, CALENDAR))).toBe('2026-11-23T01:00');
  });
  it('does not run for ever where nothing is worked', () => {
    const never = { get: () => false } as unknown as WorkingCalendar;
    expect(addWorkingMinutes(at('2026-11-20T10:00'), 60, never)).toBeGreaterThan(at('2027-11-20T10:00'));
  });
});

describe('properties', () => {
  it('lets exactly the asked time pass, and ends on a working day', () => {
    fc.assert(
      fc.property(anyInstant, anyMinutes, (from, minutes) => {
        const due = addWorkingMinutes(from, minutes, CALENDAR);
        expect(workingMsBetween(from, due, CALENDAR)).toBe(minutes * 60_000);
        if (minutes > 0) expect(isWorkingDay(dayOf(due - 1), CALENDAR)).toBe(true);
      }),
    );
  });
  it('adds up, and never makes a later start due sooner', () => {
    fc.assert(
      fc.property(anyInstant, anyMinutes, anyMinutes, (from, one, other) => {
        const both = addWorkingMinutes(from, one + other, CALENDAR);
        expect(addWorkingMinutes(addWorkingMinutes(from, one, CALENDAR), other, CALENDAR)).toBe(both);
        expect(addWorkingMinutes(from + 60_000, one, CALENDAR)).toBeGreaterThanOrEqual(
          addWorkingMinutes(from, one, CALENDAR),
        );
      }),
    );
  });
  it('is plain addition where every day is worked', () => {
    const always = { get: () => true } as unknown as WorkingCalendar;
    fc.assert(
      fc.property(anyInstant, anyMinutes, (from, minutes) => {
        expect(addWorkingMinutes(from, minutes, always)).toBe(from + minutes * 60_000);
        expect(startOfDay(dayOf(from))).toBeLessThanOrEqual(from);
      }),
    );
  });
});
