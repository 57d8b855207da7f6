/** English words of item editing. */
import type { items as zh } from '../zh/items.ts';

export const items: typeof zh = {
  title: 'Item editing',
};
