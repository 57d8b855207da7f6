/** Shared equipment: slots its keeper opens, bookings that collide, what is free next, and a booking's states. Pure. */
import { addDays, dayOf, startOfDay, timeOf, timeOfMinutes } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** From `startsAt` up to but not into `endsAt`: one that begins where another ends does not touch it. */
export interface Span {
  startsAt: number;
  endsAt: number;
}

/** Minutes after midnight of one weekday (1 Monday to 7 Sunday), until 1440 at the latest. */
export interface OpenHours {
  weekday: number;
  opens: number;
  closes: number;
}

/** A time of a day `YYYY-MM-DD` in which it is not given, in minutes after midnight; 0 to 1440 is the whole day. */
export interface Closing {
  day: string;
  from: number;
  until: number;
  why: string;
}

export interface OfferTimes {
  hours: readonly OpenHours[];
  slotMinutes: number;
  closings: readonly Closing[];
}

export interface TakenSpan extends Span {
  number: string;
}

export function overlaps(one: Span, other: Span): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Whether nothing of the day is left. */
export const isWholeDay = ({ from, until }: Pick<Closing, 'from' | 'until'>) => from === 0 && until === DAY_MINUTES;

/** Refuses a closing without time, and one that meets another of its day. */
export function checkClosing(asked: Closing, there: readonly Closing[]): Result<undefined> {
  const { day, from, until } = asked;
  const whole = [from, until].every(Number.isInteger);
  if (!whole || from < 0 || until > DAY_MINUTES || until <= from) return refuse('share_closing_time', {}, 'until');
  const met = there.find((one) => one.day === day && one.from < until && from < one.until);
  if (met === undefined) return ok();
  return refuse('share_closed_already', { day, from: timeOfMinutes(met.from), until: timeOfMinutes(met.until) }, 'day');
}

/** The hours of a closing; none where it takes the whole day. */
export function closedHours({ from, until }: Pick<Closing, 'from' | 'until'>): string {
  return isWholeDay({ from, until }) ? '' : `${timeOfMinutes(from)}-${timeOfMinutes(until)}`;
}

/** A closing as logs and lists say it. */
export const closingText = (closing: Closing) =>
  [closing.day, closedHours(closing), closing.why].filter(Boolean).join(' ');

/** The time that a closing takes. */
export function spanOfClosing({ day, from, until }: Omit<Closing, 'why'>): Span {
  const midnight = startOfDay(day);
  return { startsAt: midnight + from * MINUTE_MS, endsAt: midnight + until * MINUTE_MS };
}

/** Refuses hours that are empty, run past the day, meet others of their weekday, or do not hold whole slots. */
export function checkHours({ hours, slotMinutes }: OfferTimes): Result<undefined> {
  if (!Number.isInteger(slotMinutes) || slotMinutes < 5 || slotMinutes > DAY_MINUTES) {
    return refuse('offer_slot', { minutes: slotMinutes }, 'slot');
  }
  if (hours.length === 0) return refuse('offer_hours_none', {}, 'hours');
  for (const { weekday, opens, closes } of hours) {
    const whole = [weekday, opens, closes].every(Number.isInteger);
    if (!whole || weekday < 1 || weekday > 7 || opens < 0 || closes > DAY_MINUTES || closes <= opens) {
      return refuse('offer_hours', { weekday }, 'hours');
    }
    if ((closes - opens) % slotMinutes !== 0) return refuse('offer_hours_slots', { weekday, slotMinutes }, 'hours');
  }
  const sorted = [...hours].sort((a, b) => a.weekday - b.weekday || a.opens - b.opens);
  const meets = sorted.find((each, index) => {
    const before = sorted[index - 1];
    return before !== undefined && before.weekday === each.weekday && each.opens < before.closes;
  });
  return meets === undefined ? ok() : refuse('offer_hours_meet', { weekday: meets.weekday }, 'hours');
}

/** The slots of a day in order, without those that a closing touches. */
export function slotsOf({ hours, slotMinutes, closings }: OfferTimes, day: string): Span[] {
  const closed = closings.filter((one) => one.day === day).map(spanOfClosing);
  const midnight = startOfDay(day);
  const open = hours.filter(({ weekday }) => weekday === weekdayOf(day)).sort((a, b) => a.opens - b.opens);
  const slots = open.flatMap(({ opens, closes }) =>
    Array.from({ length: Math.floor((closes - opens) / slotMinutes) }, (_, nth) => {
      const startsAt = midnight + (opens + nth * slotMinutes) * MINUTE_MS;
      return { startsAt, endsAt: startsAt + slotMinutes * MINUTE_MS };
    }),
  );
  return slots.filter((slot) => !closed.some((span) => overlaps(span, slot)));
}

function refuseClosed({ day, why, ...times }: Closing) {
  if (isWholeDay(times)) return refuse('booking_closed_day', { day, why }, 'starts');
  const { from, until } = times;
  return refuse('booking_closed_time', { day, why, from: timeOfMinutes(from), until: timeOfMinutes(until) }, 'starts');
}

/** Refuses what is no time, is past, is not made of open slots one after another, or meets what is taken. */
export function checkBooking(
  times: OfferTimes,
  span: Span,
  { taken, now }: { taken: readonly TakenSpan[]; now: number },
): Result<undefined> {
  if (!(span.endsAt > span.startsAt)) return refuse('booking_no_time', {}, 'ends');
  if (span.startsAt < now) return refuse('booking_past', {}, 'starts');
  const day = dayOf(span.startsAt);
  const closed = times.closings.find((one) => one.day === day && overlaps(spanOfClosing(one), span));
  if (closed !== undefined) return refuseClosed(closed);
  const inside = slotsOf(times, day).filter((slot) => overlaps(slot, span));
  const covered = inside.reduce((sum, slot) => sum + slot.endsAt - slot.startsAt, 0);
  const fits = inside[0]?.startsAt === span.startsAt && inside.at(-1)?.endsAt === span.endsAt;
  if (!fits || covered !== span.endsAt - span.startsAt) return refuse('booking_closed_hours', { day }, 'starts');
  const other = taken.find((each) => overlaps(each, span));
  if (other === undefined) return ok();
  const { number, startsAt, endsAt } = other;
  return refuse(
    'booking_taken',
    { number, day: dayOf(startsAt), from: timeOf(startsAt), to: timeOf(endsAt) },
    'starts',
  );
}

/** The first free time of so many slots from `now` on, within `days` days; nothing when all is taken. */
export function nextFree(
  times: OfferTimes,
  slots: number,
  given: { taken: readonly TakenSpan[]; now: number; days: number },
): Span | undefined {
  const today = dayOf(given.now);
  for (let nth = 0; nth < given.days; nth++) {
    for (const { startsAt } of slotsOf(times, addDays(today, nth))) {
      const span = { startsAt, endsAt: startsAt + slots * times.slotMinutes * MINUTE_MS };
      if (checkBooking(times, span, given).ok) return span;
    }
  }
  return undefined;
}

/** What the using member owes, valid from a day until the next rate begins. */
export interface Rate {
  from: string;
  per: 'case' | 'hour';
  fen: number;
}

/** The rate of a day; nothing before the first, and a later one never reaches back. */
export function rateOn(rates: readonly Rate[], day: string): Rate | undefined {
  return rates.reduce<Rate | undefined>(
    (best, rate) => (rate.from <= day && (best === undefined || rate.from >= best.from) ? rate : best),
    undefined,
  );
}

/** Compensation in fen by the rate of the day of use; part hours by the minute, half a fen up. */
export function owedFen(rates: readonly Rate[], use: { day: string; minutes: number; cases: number }): number {
  const rate = rateOn(rates, use.day);
  if (rate === undefined) return 0;
  if (rate.per === 'case') return rate.fen * use.cases;
  return Number((BigInt(rate.fen) * BigInt(use.minutes) * 2n + 60n) / 120n);
}

export const BOOKING_TABS = ['open', 'late', 'all'] as const;
export type BookingTab = (typeof BOOKING_TABS)[number];

export const BOOKING_STATES = ['asked', 'agreed', 'in_use', 'done', 'refused', 'cancelled'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
export const LIVE_BOOKINGS = ['asked', 'agreed', 'in_use'] as const;

export const BOOKING_ACTS = {
  agree: { from: ['asked'], to: ['agreed'] },
  refuse: { from: ['asked'], to: ['refused'] },
  cancel: { from: ['asked', 'agreed'], to: ['cancelled'] },
  start: { from: ['agreed'], to: ['in_use'] },
  finish: { from: ['in_use'], to: ['done'] },
} as const satisfies Transitions<BookingState>;
export type BookingAct = keyof typeof BOOKING_ACTS;

/** Whether what is there stands in the way of a new wish: an urgent one may be asked for beside routine wishes. */
export function standsInTheWay(there: { status: string; urgent: boolean }, urgent: boolean): boolean {
  if (there.status === 'agreed' || there.status === 'in_use') return true;
  return there.status === 'asked' && (there.urgent || !urgent);
}

/** Slots lie within one day, and so does their use. */
const MOST_MINUTES = 24 * 60;

/** Refuses uses without time, of more than a day, and negative cases. */
export function checkUse(use: { minutes: number; cases: number }): Result<undefined> {
  if (!Number.isInteger(use.minutes) || use.minutes < 1 || use.minutes > MOST_MINUTES) {
    return refuse('booking_minutes', {}, 'minutes');
  }
  return Number.isInteger(use.cases) && use.cases >= 0 ? ok() : refuse('booking_cases', {}, 'cases');
}

/** Refuses to begin on another day than that of the slots. */
export function checkStart(startsAt: number, now: number): Result<undefined> {
  const day = dayOf(startsAt);
  return dayOf(now) === day ? ok() : refuse('booking_other_day', { day });
}

/** The same hours as people type them, a weekday on each line. */
export function hoursText(hours: readonly OpenHours[]): string {
  const days = new Map<number, OpenHours[]>();
  for (const one of [...hours].sort((a, b) => a.weekday - b.weekday || a.opens - b.opens)) {
    days.set(one.weekday, [...(days.get(one.weekday) ?? []), one]);
  }
  return [...days]
    .map(
      ([day, spans]) =>
        `${day} ${spans.map((one) => `${timeOfMinutes(one.opens)}-${timeOfMinutes(one.closes)}`).join(' ')}`,
    )
    .join('\n');
}
