/** Why an act on permits and substitutes was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsSupplyRules = {} satisfies Record<string, RefusalSentence>;
