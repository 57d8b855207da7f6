/** Why an act on requisitions was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsDemand as zh } from '../zh/refusals-demand.ts';

export const refusalsDemand: Record<keyof typeof zh, RefusalSentence> = {};
