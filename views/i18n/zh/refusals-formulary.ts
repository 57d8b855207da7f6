/** Why an act on the formulary was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsFormulary = {} satisfies Record<string, RefusalSentence>;
