/** English words of selection. */
import type { selection as zh } from '../zh/selection.ts';

export const selection: typeof zh = {
  title: 'Selection',
};
