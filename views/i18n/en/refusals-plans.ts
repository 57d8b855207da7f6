/** Why an act on plans, approvals and budgets was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPlans as zh } from '../zh/refusals-plans.ts';

export const refusalsPlans: Record<keyof typeof zh, RefusalSentence> = {};
