/** Why an act on payables and payments was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsPayables = {} satisfies Record<string, RefusalSentence>;
