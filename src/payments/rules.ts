/** Payment runs: what each act leads to, and how payables and credit notes become one payment a supplier. Pure. */
import type { Transitions } from '../kernel/transitions.ts';

export const RUN_STATES = ['prepared', 'approved', 'exported', 'partly_confirmed', 'confirmed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

const SENT = ['exported', 'partly_confirmed', 'confirmed', 'cancelled'] as const;

export const RUN_TRANSITIONS: Transitions<RunState> = {
  approve: { from: ['prepared'], to: ['approved'] },
  export: { from: ['approved'], to: ['exported'] },
  cancel: { from: ['prepared', 'approved'], to: ['cancelled'] },
  confirm: { from: ['exported', 'partly_confirmed'], to: ['partly_confirmed', 'confirmed'] },
  fail: { from: ['exported', 'partly_confirmed', 'confirmed'], to: ['exported', 'partly_confirmed', 'cancelled'] },
  undo: { from: SENT, to: SENT },
};

export type PaymentState = 'prepared' | 'approved' | 'confirmed' | 'failed' | 'cancelled';

/** The state of a run that the bank has, by the states of its payments. */
export function stateOfRun(payments: readonly PaymentState[]): RunState {
  const count = (state: PaymentState) => payments.filter((one) => one === state).length;
  if (count('confirmed') === payments.length) return 'confirmed';
  if (count('failed') === payments.length) return 'cancelled';
  return count('confirmed') > 0 ? 'partly_confirmed' : 'exported';
}

export interface Owing {
  payableId: number;
  openFen: number;
}

export interface Credit {
  noteId: number;
  leftFen: number;
}

export interface PaymentShare {
  payableId: number;
  /** Paid in money, fen. */
  amountFen: number;
  noteId: number | null;
  /** Set off, fen. */
  creditFen: number;
}

/**
 * What one supplier is paid: its credit notes go first, oldest first, against the payables in their order; the rest is
 * money. Each share names at most one note.
 */
export function sharesFor(owing: readonly Owing[], credits: readonly Credit[]): PaymentShare[] {
  const shares: PaymentShare[] = [];
  const notes = credits.map((credit) => ({ ...credit }));
  for (const { payableId, openFen } of owing) {
    let left = openFen;
    const own: PaymentShare[] = [];
    for (const note of notes) {
      const creditFen = Math.min(note.leftFen, left);
      if (creditFen <= 0) continue;
      note.leftFen -= creditFen;
      left -= creditFen;
      own.push({ payableId, amountFen: 0, noteId: note.noteId, creditFen });
    }
    if (own[0] !== undefined) own[0].amountFen = left;
    else own.push({ payableId, amountFen: left, noteId: null, creditFen: 0 });
    shares.push(...own);
  }
  return shares;
}

export function moneyOf(shares: readonly PaymentShare[]): number {
  return shares.reduce((sum, share) => sum + share.amountFen, 0);
}
