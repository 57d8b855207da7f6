/** Why an act on items and their dated facts was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsFacts as zh } from '../zh/refusals-facts.ts';

export const refusalsFacts: Record<keyof typeof zh, RefusalSentence> = {
  fact_value: (d) => `“${d.value}” is no value of ${d.type}.`,
};
