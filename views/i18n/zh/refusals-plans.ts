/** Why an act on plans, approvals and budgets was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsPlans = {} satisfies Record<string, RefusalSentence>;
