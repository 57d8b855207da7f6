/** How a rate is said: a tenth of a percent, and a word of its own where there is nothing to judge. */

/** Tenths of a percent as text; `none` where there is no rate. */
export function percentOf(tenths: number | null, none: string): string {
  return tenths === null ? none : `${(tenths / 10).toFixed(1)}%`;
}

export type Narrowed = Record<'from' | 'to' | 'member' | 'item' | 'reason' | 'cause', string | undefined>;
