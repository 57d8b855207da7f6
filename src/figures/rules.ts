/** How supply is judged: the period looked at, rates that may be unknown, and days without stock as spans. Pure. */
import { addDays, daysBetween, earlierDay, isDay, laterDay } from '../kernel/clock.ts';

/** What the figures are told apart by. */
export const BYS = ['member', 'item', 'cause'] as const;
export type By = (typeof BYS)[number];

/** What a number counts among the requests of the period; each opens into just these. */
export const MEASURES = [
  'asked',
  'answer_in',
  'answer_late',
  'answer_judged',
  'resolve_in',
  'resolve_late',
  'resolve_judged',
  'collected',
  'no_show',
  'settled',
  'open',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Why there was none, as far as the way it was helped tells. */
export const CAUSES = ['spread', 'bought', 'substituted', 'outside', 'rejected', 'withdrawn', 'unknown'] as const;
export type Cause = (typeof CAUSES)[number];

export interface Period {
  /** `YYYY-MM-DD`, both days are in it. */
  from: string;
  to: string;
}

export const USUAL_DAYS = 30;
const MOST_DAYS = 1096;

/**
 * The period that was asked for: thirty days up to today where nothing sensible was said, turned round where it was
 * said the wrong way round, never beyond today, and of three years at most.
 */
export function periodOf(asked: { from?: string | undefined; to?: string | undefined }, today: string): Period {
  const said = (day: string | undefined) => (day !== undefined && isDay(day) ? day : undefined);
  const given = [said(asked.from), said(asked.to)];
  const [from, to] = given[0] !== undefined && given[1] !== undefined ? given.sort() : given;
  const last = to === undefined || to > today ? today : to;
  const first = from ?? addDays(last, 1 - USUAL_DAYS);
  const earliest = addDays(last, 1 - MOST_DAYS);
  return { from: earlierDay(last, laterDay(first, earliest)), to: last };
}

/** Tenths of a percent; null where there is nothing to judge: no rate is neither all nor nothing. */
export function rateOf(part: number, whole: number): number | null {
  return whole <= 0 ? null : Math.round((part * 1000) / whole);
}

const ZERO_DAY = '1970-01-01';

/** Days since 1970-01-01, and back. */
export const numberOfDay = (day: string): number => daysBetween(ZERO_DAY, day);
export const dayOfNumber = (number: number): string => addDays(ZERO_DAY, number);

export interface Span {
  fromDay: number;
  untilDay: number;
}

/**
 * The days without stock as spans, told of a series of days that follow each other. Days before `since`, on which the
 * member first had any, are no outage: what never was there is not missed.
 */
export function outagesOf(series: readonly { day: string; out: boolean }[], since: string | undefined): Span[] {
  if (since === undefined) return [];
  const spans: Span[] = [];
  let open: Span | undefined;
  for (const { day, out } of series) {
    if (!out || day < since) {
      open = undefined;
      continue;
    }
    const number = numberOfDay(day);
    if (open === undefined) {
      open = { fromDay: number, untilDay: number };
      spans.push(open);
    } else open.untilDay = number;
  }
  return spans;
}

/** Days that a span and a period share. */
export function sharedDays(span: Span, period: Span): number {
  return Math.max(0, Math.min(span.untilDay, period.untilDay) - Math.max(span.fromDay, period.fromDay) + 1);
}
