/** Why an act on the formulary was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsFormulary as zh } from '../zh/refusals-formulary.ts';

export const refusalsFormulary: Record<keyof typeof zh, RefusalSentence> = {};
