/** The bands in which stock is looked at by its last usable day; or by being frozen, whatever the day. */
import { addDays } from '../kernel/clock.ts';
import type { NearExpiryBands } from '../kernel/near-expiry.ts';

export const EXPIRY_BANDS = ['expired', 'danger', 'warn', 'caution', 'frozen'] as const;
/** Past, within the days that the dated rule gives each tone, or frozen. */
export type ExpiryBand = (typeof EXPIRY_BANDS)[number];

export interface ExpiryRange {
  expiresFrom: string;
  expiresTo: string;
}

/** First and last expiry day of a band as seen on `day`; everything without a band. A wider band holds the narrower. */
export function expiryRange(band: ExpiryBand | undefined, day: string, bands: NearExpiryBands): ExpiryRange {
  if (band === 'expired') return { expiresFrom: '', expiresTo: addDays(day, -1) };
  if (band === undefined || band === 'frozen') return { expiresFrom: '', expiresTo: '9999-12-31' };
  return { expiresFrom: day, expiresTo: addDays(day, bands[band]) };
}

/** The last expiry day that folds the corner of a matrix cell, as seen on `day`. */
export function cornerUntil(day: string, bands: NearExpiryBands): string {
  return addDays(day, bands.warn);
}
