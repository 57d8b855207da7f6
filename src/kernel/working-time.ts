/** Time that counts: limits told in working days stand still on weekends and public holidays of China. Pure. */
import { DAY_MS, dayOf, startOfDay } from './clock.ts';

/** Days that differ from their weekday: false for a holiday, true for a make-up working day (调休). */
export type WorkingCalendar = ReadonlyMap<string, boolean>;

/** Minutes of one working day on the clock that stands still between working days. */
export const WORKING_DAY_MINUTES = 24 * 60;

/** A calendar of nothing but holidays must not hold the program: after so many days every day counts. */
const MOST_DAYS = 400;

/** Saturday and Sunday. */
export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** True on Monday to Friday unless the calendar says otherwise. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  return calendar.get(day) ?? !isWeekend(day);
}

/** The first instant at which `minutes` of working days have passed since `at` (UTC ms). */
export function addWorkingMinutes(at: number, minutes: number, calendar: WorkingCalendar): number {
  let left = Math.max(0, minutes) * 60_000;
  let instant = at;
  for (let turn = 0; left > 0 && turn < MOST_DAYS; turn += 1) {
    const day = dayOf(instant);
    const end = startOfDay(day) + DAY_MS;
    if (isWorkingDay(day, calendar)) {
      if (left <= end - instant) return instant + left;
      left -= end - instant;
    }
    instant = end;
  }
  return instant + left;
}

/** Milliseconds of working days between two instants; 0 when `to` is not later. */
export function workingMsBetween(from: number, to: number, calendar: WorkingCalendar): number {
  let sum = 0;
  for (let instant = from; instant < to; ) {
    const day = dayOf(instant);
    const end = Math.min(to, startOfDay(day) + DAY_MS);
    if (isWorkingDay(day, calendar)) sum += end - instant;
    instant = end;
  }
  return sum;
}
