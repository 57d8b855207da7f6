/**
 * How much is used a day, from a series of days: the mean where use is steady, and where it comes now and then the
 * methods of Croston (1972), Syntetos and Boylan (2005) and Teunter, Syntetos and Babai (2011). Pure.
 */

export const METHODS = ['mean', 'croston', 'sba', 'tsb', 'none'] as const;
export type Method = (typeof METHODS)[number];

export const DEMAND_CLASSES = ['smooth', 'erratic', 'intermittent', 'lumpy'] as const;
export type DemandClass = (typeof DEMAND_CLASSES)[number];

/** The days with use apart: how much each was, and how many days after the one before (the first: from the start). */
export interface Occasions {
  sizes: number[];
  intervals: number[];
  /** Days since the last occasion. */
  since: number;
}

/** The occasions of a series of daily use; what is not above zero is none. */
export function occasionsOf(days: readonly number[]): Occasions {
  const sizes: number[] = [];
  const intervals: number[] = [];
  let since = 0;
  for (const use of days) {
    since += 1;
    if (!(use > 0)) continue;
    sizes.push(use);
    intervals.push(since);
    since = 0;
  }
  return { sizes, intervals, since };
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of a sample; none of fewer than two. */
export function deviationOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

export interface Character {
  /** Average demand interval: days for each day with use. */
  adi: number;
  /** Squared coefficient of variation of the sizes. */
  cv2: number;
  kind: DemandClass;
}

export interface CutOffs {
  adi: number;
  cv2: number;
}

/** The class of a series by its ADI and CV²; null where nothing was used. A value on a cut-off is beyond it. */
export function characterOf(days: readonly number[], cutOffs: CutOffs): Character | null {
  const { sizes } = occasionsOf(days);
  if (sizes.length === 0) return null;
  const adi = days.length / sizes.length;
  const cv2 = (deviationOf(sizes) / meanOf(sizes)) ** 2;
  const rare = adi >= cutOffs.adi;
  const uneven = cv2 >= cutOffs.cv2;
  return { adi, cv2, kind: rare ? (uneven ? 'lumpy' : 'intermittent') : uneven ? 'erratic' : 'smooth' };
}

export interface Smoothing {
  /** Weight of the newest size and interval, above 0 and up to 1. */
  alpha: number;
  /** Of TSB: weight of the newest day in the chance of use. */
  beta: number;
  /** What smoothing starts from: the first occasion as published, or the mean of all, where the series is short. */
  start: 'first' | 'mean';
}

function smooth(values: readonly number[], alpha: number, start: Smoothing['start']): number {
  let level = start === 'first' ? (values[0] ?? 0) : meanOf(values);
  values.forEach((value, index) => {
    if (start === 'mean' || index > 0) level += alpha * (value - level);
  });
  return level;
}

/** Use a day after Croston: smoothed size over smoothed interval. Days without use after the last change nothing. */
export function croston(days: readonly number[], { alpha, start }: Smoothing): number {
  const { sizes, intervals } = occasionsOf(days);
  return sizes.length === 0 ? 0 : smooth(sizes, alpha, start) / smooth(intervals, alpha, start);
}

/** Croston without its upward bias (Syntetos–Boylan approximation). */
export function sba(days: readonly number[], smoothing: Smoothing): number {
  return (1 - smoothing.alpha / 2) * croston(days, smoothing);
}

/** The chance of use is smoothed each day: what is used no more fades, each day without use leaves 1 − β of it. */
export function tsb(days: readonly number[], { alpha, beta, start }: Smoothing): number {
  const { sizes, intervals } = occasionsOf(days);
  const [first] = intervals;
  if (first === undefined) return 0;
  let chance = start === 'first' ? 1 / first : sizes.length / days.length;
  // From the first occasion on when it starts from it, from the first day on when it starts from the mean
  for (const use of days.slice(start === 'first' ? first : 0)) chance += beta * ((use > 0 ? 1 : 0) - chance);
  return chance * smooth(sizes, alpha, start);
}

/** Use a day by the method. */
export function usedADay(method: Method, days: readonly number[], smoothing: Smoothing): number {
  if (method === 'none') return 0;
  if (method === 'mean') return meanOf(days.map((use) => Math.max(0, use)));
  return { croston, sba, tsb }[method](days, smoothing);
}

/* Coefficients of Acklam's rational approximation of the inverse normal distribution. */
const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
const TAIL = 0.02425;

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

/** Standard deviations that a share of a normal distribution lies below; shares outside 0.5 to 0.9999 are drawn in. */
export function serviceFactor(share: number): number {
  const p = Math.min(0.9999, Math.max(0.5, share));
  if (p <= 1 - TAIL) {
    const q = p - 0.5;
    const r = q * q;
    return (polynomial(A, r) * q) / polynomial([...B, 1], r);
  }
  const q = Math.sqrt(-2 * Math.log(1 - p));
  return -polynomial(C, q) / polynomial([...D, 1], q);
}
