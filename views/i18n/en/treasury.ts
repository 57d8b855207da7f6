/** English words of the page of the procurement account. */
import type { treasury as zh } from '../zh/treasury.ts';

export const treasury: typeof zh = {
  title: 'Procurement account',
};
