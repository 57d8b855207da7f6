/** English words of purchase plans. */
import type { plans as zh } from '../zh/plans.ts';

export const plans: typeof zh = {
  title: 'Purchase plans',
};
