/** English words of receiving inspection, fair shares and returns. */
import type { receiving as zh } from '../zh/receiving.ts';

export const receiving: typeof zh = {
  title: 'Receiving inspection',
};
