/** Keeping goods as they must be kept: which place suits which item, what a reading may say, who decides. Pure. */
import { DAY_MS, dayOf, HOUR_MS, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import type { Zone } from '../ledger/usable.ts';
import type { RuleValue } from '../settings/rules.ts';

/** A calibration that holds longer is a slip of the pen: nobody would be told that it lapses. */
export const MOST_CALIBRATED_DAYS = 5 * 366;

export const EXCURSION_STATES = ['open', 'closed', 'withdrawn'] as const;
export type ExcursionState = (typeof EXCURSION_STATES)[number];

/** `end` and `reopen` and `withdraw` are done by what the probes say, the rest by people. */
export const EXCURSION_ACTS = {
  end: { from: ['open'], to: ['open'] },
  explain: { from: ['open'], to: ['open'] },
  decide: { from: ['open'], to: ['open'] },
  close: { from: ['open'], to: ['closed'] },
  reopen: { from: ['closed'], to: ['open'] },
  withdraw: { from: ['open'], to: ['withdrawn'] },
} as const satisfies Transitions<ExcursionState>;

export const MEASURES = ['temperature', 'humidity'] as const;
export type Measure = (typeof MEASURES)[number];

export const DECISIONS = ['released', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Range {
  /** Tenths of a degree or of a percent. */
  lowTenths: number;
  highTenths: number;
}

/** What the pharmacopoeia and GSP ask of a place (常温 10–30, 阴凉 ≤20, 冷藏 2–8, 冷冻 −25–−10), tenths of a degree. */
export const ZONE_RANGES: Partial<Record<Zone, Range>> = {
  room: { lowTenths: 100, highTenths: 300 },
  cool: { lowTenths: 0, highTenths: 200 },
  cold: { lowTenths: 20, highTenths: 80 },
  frozen: { lowTenths: -250, highTenths: -100 },
  controlled: { lowTenths: 100, highTenths: 300 },
};

/** Relative humidity of a store by GSP: 35–75%. */
export const HUMIDITY_RANGE: Range = { lowTenths: 350, highTenths: 750 };

const SUITS: Record<string, readonly Zone[]> = {
  room: ['room', 'cool', 'controlled'],
  cool: ['cool', 'cold'],
  cold: ['cold'],
  frozen: ['frozen'],
  controlled: ['controlled'],
};

/** Whether an item may lie in a place of that zone. What is set apart (rejected, reserve) is not judged. */
export function suits(itemZone: string, placeZone: Zone): boolean {
  if (placeZone === 'rejected' || placeZone === 'reserve') return true;
  return SUITS[itemZone]?.includes(placeZone) ?? true;
}

export interface GivenReading {
  /** UTC ms. */
  at: number;
  temperatureTenths: number;
  humidityTenths: number | null;
}

/** How far a device's clock may run ahead of ours. */
export const SKEW_MS = 5 * 60_000;
/** Readings that are pushed or typed are of these days; files of loggers reach farther back. */
export const OLDEST_DAYS = { push: 31, manual: 31, file: 400 } as const;
export type Source = keyof typeof OLDEST_DAYS;

/** Nothing is kept warmer or colder than this: broken sensors say 85.0 and −127.0. */
const SANE = { low: -900, high: 600 };

/** Refuses the future, the far past and what no store can be. */
export function checkReading(reading: GivenReading, now: number, source: Source): Result<undefined> {
  const { at, temperatureTenths: degrees, humidityTenths: humidity } = reading;
  if (at > now + SKEW_MS) return refuse('reading_future', {}, 'time');
  if (at < now - OLDEST_DAYS[source] * DAY_MS) return refuse('reading_old', { days: OLDEST_DAYS[source] }, 'time');
  if (degrees < SANE.low || degrees > SANE.high) return refuse('reading_nonsense', {}, 'temperature');
  if (humidity !== null && (humidity < 0 || humidity > 1000)) return refuse('reading_nonsense', {}, 'humidity');
  return ok();
}

const TENTHS = /^([+-]?)(\d{1,3})(?:\.(\d{1,6}))?$/;

/**
 * Tenths from what devices and people write: `5.2`, `−18`, `５．２℃`, `5,2`, `48%`; more decimals are rounded. Refuses
 * everything else.
 */
export function readTenths(text: string): Result<number> {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s℃%]|°C?|[cC]$|RH$/g, '')
    .replace(/[−–]/, '-')
    .replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
  const parts = TENTHS.exec(plain);
  if (parts === null) return refuse('reading_unreadable', { typed: text.slice(0, 20) });
  const value = Math.round(Number(`${parts[2]}.${parts[3] ?? '0'}`) * 10);
  return ok(parts[1] === '-' && value !== 0 ? -value : value);
}

/** Silent when nothing came for three times what is usual, and at least half an hour. */
export function isSilent(logger: { everyMinutes: number; lastReadingAt: number | null }, now: number): boolean {
  const { everyMinutes, lastReadingAt } = logger;
  return lastReadingAt === null || now - lastReadingAt > Math.max(30, 3 * everyMinutes) * 60_000;
}

/** Days before a calibration lapses in which it is said. */
export const CALIBRATION_WARN_DAYS = 30;

/** Two people: whoever measured by hand what made the case does not decide it. */
export function checkDecider(personId: number, measuredBy: readonly (number | null)[]): Result<undefined> {
  return measuredBy.includes(personId) ? refuse('excursion_own') : ok();
}

/** What must be there before a case is closed: it is over, its cause and measures are said, its lots are decided. */
export function checkClosing(
  case_: { endedAt: number | null; cause: string; measures: string },
  undecided: number,
): Result<undefined> {
  if (case_.endedAt === null) return refuse('excursion_lasts');
  if (undecided > 0) return refuse('excursion_undecided', { lots: undecided });
  if (case_.cause === '' || case_.measures === '') return refuse('excursion_unexplained');
  return ok();
}

const ITEM_ZONES = ['room', 'cool', 'cold', 'frozen', 'controlled'] as const;
const PLACE_ZONES = ['room', 'cool', 'cold', 'frozen', 'controlled'] as const;

/** Pairs of item and place that do not suit each other, for looking up what lies in the wrong place. */
export const UNSUITED: readonly { item_zone: string; place_zone: string }[] = ITEM_ZONES.flatMap((item) =>
  PLACE_ZONES.filter((place) => !suits(item, place)).map((place) => ({ item_zone: item, place_zone: place })),
);

export const LOGGER_STATES = ['out', 'silent', 'calibration', 'retired'] as const;
export type LoggerState = (typeof LOGGER_STATES)[number];

/** Days that the curve of a probe shows. */
export const CURVE_DAYS = [1, 7, 31] as const;

export interface ReadingHalf {
  name: 'morning' | 'afternoon';
  /** UTC ms: readings from here on count for it. */
  since: number;
  /** UTC ms by which it should be done. */
  dueAt: number;
}

/** The half of the business day in which a store is read by hand, and by when. */
export function readingHalf(now: number, hours: RuleValue<'reading_hours'>): ReadingHalf {
  const begin = startOfDay(dayOf(now));
  const noon = begin + 12 * HOUR_MS;
  if (now < noon) return { name: 'morning', since: begin, dueAt: begin + hours.morning * HOUR_MS };
  return { name: 'afternoon', since: noon, dueAt: begin + hours.afternoon * HOUR_MS };
}
