/** Why an act on permits and substitutes was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsSupplyRules as zh } from '../zh/refusals-supply-rules.ts';

export const refusalsSupplyRules: Record<keyof typeof zh, RefusalSentence> = {};
