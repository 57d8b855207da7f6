/** How long goods may be on the way, and the bands by which their age is told. Pure. */
import { DAY_MS, HOUR_MS } from '../kernel/clock.ts';
import type { RuleValue } from '../settings/rules.ts';

export interface OnTheRoad {
  /** UTC ms. */
  sentAt: number;
  /** When the driver told that it was handed over; null while nobody has. */
  handedAt: number | null;
}

const MINUTE_MS = 60_000;

/** Until when it should be received, UTC ms: so long after it was handed over, and never longer after it was sent. */
export function arrivalDue({ sentAt, handedAt }: OnTheRoad, rule: RuleValue<'arrival_minutes'>): number {
  const bySending = sentAt + rule.sent * MINUTE_MS;
  return handedAt === null ? bySending : Math.min(bySending, handedAt + rule.handed * MINUTE_MS);
}

export const AGE_BANDS = ['day', 'two_days', 'three_days', 'week', 'older'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

const ENDS: Record<AgeBand, number> = {
  day: DAY_MS,
  two_days: 2 * DAY_MS,
  three_days: 3 * DAY_MS,
  week: 7 * DAY_MS,
  older: Number.POSITIVE_INFINITY,
};

/** The band of an age in ms; each ends before its whole number of days is full. */
export function bandOf(ageMs: number): AgeBand {
  return AGE_BANDS.find((band) => ageMs < ENDS[band]) ?? 'older';
}

/** The instants between which goods of that band were sent, both UTC ms: after `from`, up to `to`. */
export function sentBetween(band: AgeBand, now: number): { after: number; until: number } {
  const index = AGE_BANDS.indexOf(band);
  const younger = AGE_BANDS[index - 1];
  const after = ENDS[band] === Number.POSITIVE_INFINITY ? 0 : now - ENDS[band];
  return { after, until: younger === undefined ? now + HOUR_MS : now - ENDS[younger] };
}

export const TRANSIT_STATES = ['in_transit', 'discrepancy', 'late'] as const;
export type TransitState = (typeof TRANSIT_STATES)[number];

export interface TransitFilter {
  band?: AgeBand | undefined;
  state?: TransitState | undefined;
  q?: string | undefined;
}

export interface TransitRow {
  id: number;
  number: string;
  status: 'in_transit' | 'discrepancy';
  sender: string;
  receiver: string;
  postedAt: number;
  handedAt: number | null;
  dueAt: number;
  lines: number;
  /** What is still on the way, at cost. */
  valueFen: number;
}

export interface BandSum {
  band: AgeBand;
  count: number;
  valueFen: number;
}
