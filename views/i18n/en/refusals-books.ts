/** Why an act on members' books was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsBooks as zh } from '../zh/refusals-books.ts';

export const refusalsBooks: Record<keyof typeof zh, RefusalSentence> = {};
