/** What stock means against use: days of cover, and the seven grades in which pages show them. */
import { USE_DAYS } from './supply-queries.ts';

/** 0 out of stock, 1 under 7 days, 2 under 15, 3 under 30, 4 enough, 5 above 90, 6 above 180. */
export type Heat = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Whole days that `availableBase` lasts at the pace of the last 30 days; null when nothing was used. */
export function coverDays(availableBase: number, use30Base: number): number | null {
  if (use30Base <= 0) return null;
  return Math.floor((Math.max(0, availableBase) * USE_DAYS) / use30Base);
}

/** The grade of a stock. Stock that nobody used in 30 days is enough: how long it lasts is not known. */
export function heatOf(availableBase: number, cover: number | null): Heat {
  if (availableBase <= 0) return 0;
  if (cover === null) return 4;
  if (cover < 7) return 1;
  if (cover < 15) return 2;
  if (cover < 30) return 3;
  if (cover <= 90) return 4;
  return cover <= 180 ? 5 : 6;
}

export function isGap(heat: Heat): boolean {
  return heat <= 1;
}

export function isSurplus(heat: Heat): boolean {
  return heat >= 5;
}

/** The bands of the near-expiry board, from the gravest. */
export const BOARD_ORDER = ['expired', 'danger', 'warn', 'caution'] as const;

/** Years ahead to which the calendar of expiries leads; nothing is kept longer. */
export const MOST_YEARS = 9;
