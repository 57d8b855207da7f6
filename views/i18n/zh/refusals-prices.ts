/** Why an act on prices and contracts was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsPrices = {} satisfies Record<string, RefusalSentence>;
