/** Why an act on receiving was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsReceiving = {} satisfies Record<string, RefusalSentence>;
