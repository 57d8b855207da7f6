/** Why an act on suppliers and makers was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsParties = {} satisfies Record<string, RefusalSentence>;
