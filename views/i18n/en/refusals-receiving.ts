/** Why an act on receiving was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsReceiving as zh } from '../zh/refusals-receiving.ts';

export const refusalsReceiving: Record<keyof typeof zh, RefusalSentence> = {};
