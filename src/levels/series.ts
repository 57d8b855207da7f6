/** The days a proposal rests on: what was used on each, and whether there was anything to use. Pure. */

export interface DayRow {
  /** `YYYY-MM-DD`. */
  day: string;
  /** Base units; a reversal may leave less than nothing. */
  useBase: number;
  cameBase: number;
  wentBase: number;
}

export interface SeriesDay {
  day: string;
  useBase: number;
  /** On hand when the day ended. */
  endBase: number;
  /** Nothing was there, nothing came, nothing was used: the day says nothing of how much is needed. */
  out: boolean;
}

/**
 * The series of an item at a member over `days` (oldest first), told backwards from what is on hand at the end of the
 * last of `rows`. Rows may reach beyond the window; days without a row had no movement.
 */
export function seriesOf(days: readonly string[], rows: readonly DayRow[], onHandBase: number): SeriesDay[] {
  const last = days.at(-1);
  if (last === undefined) return [];
  const byDay = new Map(rows.map((row) => [row.day, row]));
  const after = rows.filter((row) => row.day > last);
  let end = onHandBase - after.reduce((sum, row) => sum + row.cameBase - row.wentBase, 0);
  const series: SeriesDay[] = [];
  for (const day of days.toReversed()) {
    const { useBase = 0, cameBase = 0, wentBase = 0 } = byDay.get(day) ?? {};
    const begin = end - cameBase + wentBase;
    const out = begin <= 0 && cameBase <= 0 && useBase <= 0;
    series.push({ day, useBase: Math.max(0, useBase), endBase: end, out });
    end = begin;
  }
  return series.reverse();
}

/** Use on the days on which there was something to use: what average use and its methods are taken of. */
export function usableDays(series: readonly SeriesDay[]): number[] {
  return series.filter((one) => !one.out).map((one) => one.useBase);
}
