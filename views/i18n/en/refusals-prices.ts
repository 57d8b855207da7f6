/** Why an act on prices and contracts was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPrices as zh } from '../zh/refusals-prices.ts';

export const refusalsPrices: Record<keyof typeof zh, RefusalSentence> = {};
