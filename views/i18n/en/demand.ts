/** English words of requisitions and the pool of demand. */
import type { demand as zh } from '../zh/demand.ts';

export const demand: typeof zh = {
  title: 'Requisitions',
};
