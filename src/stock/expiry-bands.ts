/** The bands in which stock is looked at by its last usable day; or by being frozen, whatever the day. */
import { addDays } from '../kernel/clock.ts';

export const EXPIRY_BANDS = ['expired', 'month', 'quarter', 'half', 'frozen'] as const;
/** Past, within 31, 92 or 182 days; or frozen. */
export type ExpiryBand = (typeof EXPIRY_BANDS)[number];

export const BAND_DAYS = { month: 31, quarter: 92, half: 182 } as const;

/** First and last expiry day of a band as seen on `day`; everything without a band. */
export function expiryRange(band: ExpiryBand | undefined, day: string): { expiresFrom: string; expiresTo: string } {
  if (band === 'expired') return { expiresFrom: '', expiresTo: addDays(day, -1) };
  if (band === undefined || band === 'frozen') return { expiresFrom: '', expiresTo: '9999-12-31' };
  return { expiresFrom: day, expiresTo: addDays(day, BAND_DAYS[band]) };
}
