/** English words of the P&T committee. */
import type { committee as zh } from '../zh/committee.ts';

export const committee: typeof zh = {
  title: 'P&T committee',
};
