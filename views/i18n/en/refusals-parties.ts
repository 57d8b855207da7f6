/** Why an act on suppliers and makers was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsParties as zh } from '../zh/refusals-parties.ts';

export const refusalsParties: Record<keyof typeof zh, RefusalSentence> = {};
