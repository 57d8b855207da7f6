/** What least and most use suggests, and why: the choice of method, lead time, safety, whole packs. Pure. */

import { LARGEST_QUANTITY } from '../kernel/quantity.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import {
  type Character,
  characterOf,
  type DemandClass,
  deviationOf,
  type Method,
  meanOf,
  occasionsOf,
  type Smoothing,
  serviceFactor,
  usedADay,
} from './methods.ts';
import { type SeriesDay, usableDays } from './series.ts';

export { DEMAND_CLASSES, type DemandClass, METHODS, type Method } from './methods.ts';

/** Why the method was chosen, or why none was. */
export const WHYS = ['smooth', 'erratic', 'intermittent', 'lumpy', 'fading', 'no_use', 'few_days'] as const;
export type Why = (typeof WHYS)[number];

export interface LevelRules {
  /** Days looked at, and the least of them with stock. */
  lookDays: number;
  leastDays: number;
  adiCut: number;
  cv2Cut: number;
  alpha: number;
  beta: number;
  /** An item not used for this many times its usual interval is fading. */
  fadingTimes: number;
  /** Percent of usual use from which the days ahead are called a season. */
  seasonPercent: number;
}

export interface Supply {
  leadDays: number;
  /** How many deliveries the lead time was taken of; 0 when it is the rule's. */
  leadSamples: number;
  /** Days between two chances to ask. */
  reviewDays: number;
  /** Percent of the rounds in which nothing should be missing. */
  servicePercent: number;
}

export interface Proposal {
  method: Method;
  why: Why;
  leastBase: number;
  mostBase: number;
  /** Use a day in thousandths of a base unit. */
  dailyMilli: number;
  days: number;
  outDays: number;
  usedDays: number;
  usedBase: number;
  /** Hundredths; null where nothing was used. */
  adi: number | null;
  cv2: number | null;
  deviationMilli: number;
  /** Hundredths of standard deviations. */
  factor: number;
  safetyBase: number;
  leadDays: number;
  leadSamples: number;
  reviewDays: number;
  servicePercent: number;
}

/** Which method each class gets: those on whose side the published comparisons are. */
const METHOD_OF: Record<DemandClass, Method> = {
  smooth: 'mean',
  erratic: 'sba',
  intermittent: 'croston',
  lumpy: 'sba',
};

const hundredths = (value: number) => Math.round(value * 100);

function choose(days: readonly number[], character: Character | null, rules: LevelRules): { method: Method; why: Why } {
  if (character === null) return { method: 'none', why: 'no_use' };
  if (days.length < rules.leastDays) return { method: 'none', why: 'few_days' };
  const { since } = occasionsOf(days);
  if (since > rules.fadingTimes * character.adi && since >= rules.leastDays) return { method: 'tsb', why: 'fading' };
  return { method: METHOD_OF[character.kind], why: character.kind };
}

/** Whole packs, upwards. */
function packsUp(base: number, packSize: number): number {
  return Math.ceil(Math.round(base * 1e6) / 1e6 / packSize) * packSize;
}

/**
 * Least and most of an item at a member: the least lasts until what is asked for at the next chance has come, with
 * safety for the service level; the most is the use of one round more. Whole packs; `packSize` in base units.
 */
export function propose(series: readonly SeriesDay[], packSize: number, supply: Supply, rules: LevelRules): Proposal {
  const days = usableDays(series);
  const character = characterOf(days, { adi: rules.adiCut, cv2: rules.cv2Cut });
  const { method, why } = choose(days, character, rules);
  const smoothing: Smoothing = { alpha: rules.alpha, beta: rules.beta, start: 'mean' };
  const daily = usedADay(method, days, smoothing);
  const deviation = method === 'none' ? 0 : deviationOf(days);
  const horizon = Math.max(1, supply.leadDays + supply.reviewDays);
  const factor = serviceFactor(supply.servicePercent / 100);
  const safety = factor * deviation * Math.sqrt(horizon);
  const least = Math.min(LARGEST_QUANTITY, packsUp(daily * horizon + safety, packSize));
  const round = packsUp(daily * Math.max(1, supply.reviewDays), packSize);
  return {
    method,
    why,
    leastBase: least,
    mostBase: Math.min(LARGEST_QUANTITY, least + round),
    dailyMilli: Math.round(daily * 1000),
    days: series.length,
    outDays: series.length - days.length,
    usedDays: days.filter((use) => use > 0).length,
    usedBase: days.reduce((sum, use) => sum + use, 0),
    adi: character === null ? null : hundredths(character.adi),
    cv2: character === null ? null : hundredths(character.cv2),
    deviationMilli: Math.round(deviation * 1000),
    factor: hundredths(factor),
    safetyBase: Math.ceil(safety),
    ...supply,
  };
}

/** Last year's use in the days ahead, as percent of what was usual then; null without a year of use to compare. */
export function seasonPercentOf(
  aheadBase: number,
  aheadDays: number,
  usualBase: number,
  usualDays: number,
): number | null {
  if (usualBase <= 0 || aheadDays <= 0 || usualDays <= 0) return null;
  return Math.round(((aheadBase / aheadDays) * 100) / (usualBase / usualDays));
}

export interface Lead {
  days: number;
  samples: number;
}

/** Deliveries from which a member's own lead time is trusted. */
export const LEAST_LEADS = 3;

/** Days from asking to having, of the deliveries that came: their mean, a part of a day counts whole. */
export function leadOf(tookMs: readonly number[], ruleDays: number): Lead {
  const known = tookMs.filter((ms) => ms >= 0);
  if (known.length < LEAST_LEADS) return { days: ruleDays, samples: 0 };
  return { days: Math.max(1, Math.ceil(meanOf(known) / 86_400_000)), samples: known.length };
}

export interface Limits {
  leastBase: number | null;
  mostBase: number | null;
}

/** What was typed, whole: a least alone is the most too, both empty end the levels. Refuses most below least. */
export function checkLimits({ leastBase, mostBase }: Limits): Result<Limits> {
  if (leastBase === null && mostBase === null) return ok({ leastBase, mostBase });
  const least = leastBase ?? 0;
  const most = mostBase ?? least;
  const whole = Number.isSafeInteger(least) && Number.isSafeInteger(most);
  const wrong: Refusal = refuse('target_span');
  if (!whole || least < 0 || most < least || most > LARGEST_QUANTITY) return wrong;
  return ok({ leastBase: least, mostBase: most });
}

/** Whether two levels say the same. */
export function sameLimits(one: Limits, other: Limits): boolean {
  return one.leastBase === other.leastBase && one.mostBase === other.mostBase;
}
