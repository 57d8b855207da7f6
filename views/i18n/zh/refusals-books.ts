/** Why an act on members' books was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsBooks = {} satisfies Record<string, RefusalSentence>;
