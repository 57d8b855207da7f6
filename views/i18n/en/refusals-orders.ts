/** Why an act on orders was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsOrders as zh } from '../zh/refusals-orders.ts';

export const refusalsOrders: Record<keyof typeof zh, RefusalSentence> = {};
