/** English words of prices, contracts, negotiations and repricing. */
import type { prices as zh } from '../zh/prices.ts';

export const prices: typeof zh = {
  title: 'Prices and contracts',
};
