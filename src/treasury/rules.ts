/** What can be spent is a sum of three parts. */

/** In the order of the sum. */
export const PARTS = ['balance', 'owed', 'committed'] as const;
export type Part = (typeof PARTS)[number];
