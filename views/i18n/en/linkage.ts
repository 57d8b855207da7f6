/** English words of linkage. */
import type { linkage as zh } from '../zh/linkage.ts';

export const linkage: typeof zh = {
  title: 'Linkage',
};
