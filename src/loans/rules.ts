/** Loans of equipment between members (借用): states, who says what, how long, when somebody is reminded. Pure. */
import { addDays, daysBetween } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const LOAN_TABS = ['open', 'late', 'all'] as const;
export type LoanTab = (typeof LOAN_TABS)[number];

export const LOAN_STATES = ['asked', 'agreed', 'out', 'returned', 'refused', 'cancelled'] as const;
export type LoanState = (typeof LOAN_STATES)[number];
export const OPEN_LOANS = ['asked', 'agreed', 'out'] as const;

export const LOAN_ACTS = {
  agree: { from: ['asked'], to: ['agreed'] },
  refuse: { from: ['asked'], to: ['refused'] },
  cancel: { from: ['asked', 'agreed'], to: ['cancelled'] },
  hand_over: { from: ['agreed'], to: ['out'] },
  extend: { from: ['out'], to: ['out'] },
  take_back: { from: ['out'], to: ['returned'] },
} as const satisfies Transitions<LoanState>;
export type LoanAct = keyof typeof LOAN_ACTS;

/** Longer than this it is no loan: the thing is transferred. */
const MOST_DAYS = 365;
/** Days before the last on which the borrower is reminded. */
const REMINDED_DAYS = 3;

/** Refuses a last day that is past, and one so late that it is a transfer. */
export function checkDue(dueOn: string, today: string): Result<undefined> {
  if (dueOn < today) return refuse('loan_due_past', { today }, 'dueOn');
  const latest = addDays(today, MOST_DAYS);
  return dueOn > latest ? refuse('loan_due_far', { latest }, 'dueOn') : ok();
}

/** Refuses what a loan cannot begin with: only what is used or idle where it is kept can be lent. */
export function checkLendable(card: { number: string; status: string; userId: number; keeperId: number }) {
  if (card.status !== 'in_use' && card.status !== 'idle') {
    return refuse('loan_not_lendable', { number: card.number, status: card.status }, 'assetNumber');
  }
  return card.userId === card.keeperId ? ok() : refuse('loan_used_elsewhere', { number: card.number }, 'assetNumber');
}

/** Whether the borrower is reminded: the last day is near or past. */
export const isReminded = (dueOn: string, today: string): boolean => daysBetween(today, dueOn) <= REMINDED_DAYS;

/** Where a thing goes when it comes back: what it was, or stopped where it came back damaged. */
export function statusBack(damaged: boolean, backStatus: 'in_use' | 'idle' | null): 'in_use' | 'idle' | 'stopped' {
  return damaged ? 'stopped' : (backStatus ?? 'idle');
}
