/** The rounds of requisitions (请领日历): when the next one opens and closes for a member. Pure. */
import { addDays, daysBetween } from '../kernel/clock.ts';

/** A round opens this many days before the day on which it closes. */
export const ROUND_OPEN_DAYS = 5;
/** Goods of a round are wanted this many days after it closed. */
export const SUPPLY_DAYS = 7;

export interface Calendar {
  everyWeeks: number;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** A day of the first round. */
  startsOn: string;
  coverDays: number;
}

export interface Round {
  opensOn: string;
  closesOn: string;
  isOpen: boolean;
  /** Until it opens, or until it closes when it is open. */
  days: number;
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The first closing day on or after a day. */
function closingFrom(calendar: Calendar, day: string): string {
  const first = addDays(calendar.startsOn, (calendar.weekday - weekdayOf(calendar.startsOn) + 7) % 7);
  const every = calendar.everyWeeks * 7;
  const past = Math.max(0, daysBetween(first, day));
  return addDays(first, Math.ceil(past / every) * every);
}

/** The round that is open today, or the next to open. The closing day itself still counts. */
export function roundOn(calendar: Calendar, today: string): Round {
  const closesOn = closingFrom(calendar, today);
  const opensOn = addDays(closesOn, -ROUND_OPEN_DAYS);
  const isOpen = opensOn <= today;
  return { opensOn, closesOn, isOpen, days: daysBetween(today, isOpen ? closesOn : opensOn) };
}

/** The day by which goods of a requisition are wanted. */
export function wantedBy(round: Round | null, today: string): string {
  return addDays(round?.isOpen ? round.closesOn : today, SUPPLY_DAYS);
}
