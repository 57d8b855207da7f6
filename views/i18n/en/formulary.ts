/** English words of unified formulary. */
import type { formulary as zh } from '../zh/formulary.ts';

export const formulary: typeof zh = {
  title: 'Unified formulary',
};
