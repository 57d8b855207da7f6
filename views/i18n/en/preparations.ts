/** English words of preparation permits. */
import type { preparations as zh } from '../zh/preparations.ts';

export const preparations: typeof zh = {
  title: 'Preparation permits',
};
