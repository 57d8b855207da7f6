/** Time of shared equipment: which slots its keeper opens, which bookings collide, and what is free next. Pure. */
import { addDays, dayOf, startOfDay, timeOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

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

export interface OfferTimes {
  hours: readonly OpenHours[];
  slotMinutes: number;
  /** Days `YYYY-MM-DD` on which it is not given at all. */
  closedOn: readonly string[];
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

/** The slots of a day in order; none on a closing day. */
export function slotsOf({ hours, slotMinutes, closedOn }: OfferTimes, day: string): Span[] {
  if (closedOn.includes(day)) return [];
  const midnight = startOfDay(day);
  const open = hours.filter(({ weekday }) => weekday === weekdayOf(day)).sort((a, b) => a.opens - b.opens);
  return open.flatMap(({ opens, closes }) =>
    Array.from({ length: Math.floor((closes - opens) / slotMinutes) }, (_, nth) => {
      const startsAt = midnight + (opens + nth * slotMinutes) * MINUTE_MS;
      return { startsAt, endsAt: startsAt + slotMinutes * MINUTE_MS };
    }),
  );
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
  if (times.closedOn.includes(day)) return refuse('booking_closed_day', { day }, 'starts');
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
