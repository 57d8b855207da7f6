/** Why an act on dossiers and the committee was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsSelection as zh } from '../zh/refusals-selection.ts';

export const refusalsSelection: Record<keyof typeof zh, RefusalSentence> = {};
