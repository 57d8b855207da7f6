/** Why an act on dossiers and the committee was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsSelection = {} satisfies Record<string, RefusalSentence>;
