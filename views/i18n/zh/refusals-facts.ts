/** Why an act on items and their dated facts was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsFacts = {
  fact_value: (d) => `${d.type}不能是“${d.value}”。`,
} satisfies Record<string, RefusalSentence>;
