/** When something runs out at current use with what is known to come, and the act that prevents it. Pure. */
import { addDays, daysBetween } from '../kernel/clock.ts';

/** Days that a person may look ahead; the dated rule says which one is usual. */
export const AHEAD = [3, 7, 14, 30, 60, 90] as const;
/** As far as is reckoned and kept. */
export const HORIZON_DAYS = 90;

export interface Arrival {
  /** `YYYY-MM-DD`. */
  on: string;
  base: number;
}

/**
 * The day on which there is nothing left: use goes on each day, and what comes by then is there to be used. What is
 * due in the past has not come and is not counted on. Undefined beyond the horizon, and where nothing is used.
 */
export function runsOutOn(
  given: { hasBase: number; dailyMilli: number; arrivals: readonly Arrival[] },
  today: string,
): string | undefined {
  const { dailyMilli } = given;
  if (dailyMilli <= 0) return undefined;
  const coming = given.arrivals.filter((one) => one.on >= today).sort((a, b) => (a.on < b.on ? -1 : 1));
  let milli = Math.max(0, given.hasBase) * 1000;
  let days = Math.floor(milli / dailyMilli);
  for (const { on, base } of coming) {
    if (daysBetween(today, on) > days) break;
    milli += base * 1000;
    days = Math.floor(milli / dailyMilli);
  }
  return days >= HORIZON_DAYS ? undefined : addDays(today, days);
}

export const ACTS = ['asked', 'expedite', 'shortage', 'requisition', 'card'] as const;
export type PreventingAct = (typeof ACTS)[number];

/** Under so many days a requisition would come too late: what is missing is registered as a shortage. */
export const SHORTAGE_DAYS = 3;

/**
 * What prevents it: nothing more where it was asked for already; the order's supplier is pressed where one is due too
 * late; controlled drugs go by their own book; otherwise a shortage when it is near, a requisition when there is time.
 */
export function actAgainst(given: {
  days: number;
  asked: boolean;
  dueBase: number;
  controlled: boolean;
}): PreventingAct {
  if (given.asked) return 'asked';
  if (given.controlled) return 'card';
  if (given.dueBase > 0) return 'expedite';
  return given.days < SHORTAGE_DAYS ? 'shortage' : 'requisition';
}

/** What to ask for: the use of thirty days less what is there and comes, in whole packs, one at least. */
export function packsToAsk(given: { dailyMilli: number; hasBase: number; packSize: number }): number {
  const missing = Math.ceil((given.dailyMilli * 30) / 1000) - given.hasBase;
  return Math.max(1, Math.ceil(missing / given.packSize));
}
