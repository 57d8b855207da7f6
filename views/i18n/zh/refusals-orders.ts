/** Why an act on orders was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsOrders = {} satisfies Record<string, RefusalSentence>;
