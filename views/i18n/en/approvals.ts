/** English words of approvals and standing in. */
import type { approvals as zh } from '../zh/approvals.ts';

export const approvals: typeof zh = {
  title: 'Approvals',
};
