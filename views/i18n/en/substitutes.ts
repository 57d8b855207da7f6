/** English words of substitutes. */
import type { substitutes as zh } from '../zh/substitutes.ts';

export const substitutes: typeof zh = {
  title: 'Substitutes',
};
