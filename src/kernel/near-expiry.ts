/** How near a lot is to its last day, in bands whose limits are a dated rule: nothing here knows a number of days. */

/** Days left at or under which each tone begins: the value of the rule `near_expiry_days`. */
export interface NearExpiryBands {
  danger: number;
  warn: number;
  caution: number;
}

export type NearExpiryBand = keyof NearExpiryBands;

/** What a page needs to mark expiries: the business day and the bands in force on it. */
export interface ExpiryView {
  today: string;
  bands: NearExpiryBands;
}

/** The narrowest band that holds so many days left; undefined when the end is far. On its last day a lot has 0 left. */
export function bandOf(daysLeft: number, bands: NearExpiryBands): NearExpiryBand | 'expired' | undefined {
  if (daysLeft < 0) return 'expired';
  if (daysLeft <= bands.danger) return 'danger';
  if (daysLeft <= bands.warn) return 'warn';
  return daysLeft <= bands.caution ? 'caution' : undefined;
}
