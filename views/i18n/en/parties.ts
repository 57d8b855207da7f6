/** English words of suppliers and makers. */
import type { parties as zh } from '../zh/parties.ts';

export const parties: typeof zh = {
  title: 'Suppliers',
};
