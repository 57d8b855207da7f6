/** English words of facts. */
import type { facts as zh } from '../zh/facts.ts';

export const facts: typeof zh = {
  title: 'Facts',
};
