/** English words of payables, invoices, payment runs and bank statements. */
import type { payables as zh } from '../zh/payables.ts';

export const payables: typeof zh = {
  title: 'Payables',
};
