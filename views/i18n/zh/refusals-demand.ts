/** Why an act on requisitions was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsDemand = {} satisfies Record<string, RefusalSentence>;
