/** Shared equipment: slots its keeper opens, bookings that collide, what is free next, and a booking's states. Pure. */
import { addDays, dayOf, startOfDay, timeOf } from '../kernel/clock.ts';
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

const HOURS_LINE = /^([1-7])((?:\s+\d{1,2}:\d{2}-\d{1,2}:\d{2})+)$/;
const clockText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function minutesOf(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return minute < 60 ? hour * 60 + minute : Number.NaN;
}

/** Hours as people type them, a weekday on each line: `1 08:00-12:00 14:00-17:30`; undefined when a line is no such. */
export function readHoursText(text: string): OpenHours[] | undefined {
  const hours: OpenHours[] = [];
  for (const line of text.replace(/[：—–~～]/g, (sign) => (sign === '：' ? ':' : '-')).split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const found = HOURS_LINE.exec(line.trim());
    if (found === null) return undefined;
    for (const span of (found[2] ?? '').trim().split(/\s+/)) {
      const [opens = Number.NaN, closes = Number.NaN] = span.split('-').map(minutesOf);
      if (Number.isNaN(opens) || Number.isNaN(closes)) return undefined;
      hours.push({ weekday: Number(found[1]), opens, closes });
    }
  }
  return hours;
}

/** The same hours as `readHoursText` reads them. */
export function hoursText(hours: readonly OpenHours[]): string {
  const days = new Map<number, OpenHours[]>();
  for (const one of [...hours].sort((a, b) => a.weekday - b.weekday || a.opens - b.opens)) {
    days.set(one.weekday, [...(days.get(one.weekday) ?? []), one]);
  }
  return [...days]
    .map(([day, spans]) => `${day} ${spans.map((one) => `${clockText(one.opens)}-${clockText(one.closes)}`).join(' ')}`)
    .join('\n');
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
