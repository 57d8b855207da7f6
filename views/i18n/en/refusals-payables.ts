/** Why an act on payables and payments was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPayables as zh } from '../zh/refusals-payables.ts';

export const refusalsPayables: Record<keyof typeof zh, RefusalSentence> = {};
