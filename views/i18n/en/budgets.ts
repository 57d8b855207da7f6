/** English words of budgets. */
import type { budgets as zh } from '../zh/budgets.ts';

export const budgets: typeof zh = {
  title: 'Budgets',
};
