/** Figures of use of equipment: what may be entered for a month, and what they come to. Pure. */
import { lastDayOfMonth, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface UseFigures {
  openMinutes: number;
  usedMinutes: number;
  cases: number;
  /** Null where a result is neither positive nor negative. */
  positives: number | null;
  revenueFen: number;
  directCostFen: number;
}

const MONTH = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/;
export const USE_GROUPS = ['asset', 'class', 'member'] as const;
export type UseGroup = (typeof USE_GROUPS)[number];

/** Hours of a month, all days round the clock. */
export function hoursOf(month: string): number {
  return 24 * Number(lastDayOfMonth(month).slice(8));
}

/** Refuses months to come and before the card, more hours than the month has, and parts above their whole. */
export function checkUse(
  month: string,
  figures: UseFigures,
  about: { number: string; acquiredOn: string; now: number },
): Result<undefined> {
  if (!MONTH.test(month)) return refuse('asset_use_month', {}, 'month');
  const { number, acquiredOn, now } = about;
  if (startOfDay(lastDayOfMonth(month)) + 86_400_000 > now) return refuse('asset_use_future', { month }, 'month');
  if (month < acquiredOn.slice(0, 7)) return refuse('asset_use_early', { number, acquiredOn }, 'month');
  const { openMinutes, usedMinutes, cases, positives } = figures;
  const hours = hoursOf(month);
  if (openMinutes > hours * 60) return refuse('asset_use_month_hours', { hours }, 'open');
  if (usedMinutes > openMinutes) return refuse('asset_use_hours', {}, 'used');
  if (positives !== null && positives > cases) return refuse('asset_use_positives', {}, 'positives');
  return ok();
}

export interface UseSums extends Omit<UseFigures, 'positives'> {
  months: number;
  positives: number;
  /** Cases of the months of which positives were told. */
  judgedCases: number;
  /** Minutes that it could have been on in its months. */
  couldMinutes: number;
  priceFen: number;
  depreciationFen: number;
  fiscalFen: number;
  /** Null where nothing of it is recorded. */
  maintenanceFen: number | null;
}

export interface UseRatios {
  /** Shares of one; null where there is no base. */
  rate: number | null;
  occupancy: number | null;
  positiveRate: number | null;
  resultFen: number;
  /** Years in which revenue less direct cost pays the price; null where it never does. */
  paybackYears: number | null;
  /** Depreciation and maintenance of a case, with all sources and without the treasury's. */
  caseFen: number | null;
  caseNetFen: number | null;
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);

/** What the sums come to. */
export function ratiosOf(sums: UseSums): UseRatios {
  const resultFen = sums.revenueFen - sums.directCostFen;
  const yearFen = sums.months > 0 ? (resultFen / sums.months) * 12 : 0;
  const costFen = sums.depreciationFen + (sums.maintenanceFen ?? 0);
  const perCase = (fen: number) => (sums.cases > 0 ? Math.round(fen / sums.cases) : null);
  return {
    rate: ratio(sums.openMinutes, sums.couldMinutes),
    occupancy: ratio(sums.usedMinutes, sums.openMinutes),
    positiveRate: ratio(sums.positives, sums.judgedCases),
    resultFen,
    paybackYears: yearFen > 0 ? sums.priceFen / yearFen : null,
    caseFen: perCase(costFen),
    caseNetFen: perCase(costFen - sums.fiscalFen),
  };
}
