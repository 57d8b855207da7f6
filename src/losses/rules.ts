/** Writing off, adjusting and destroying: which act leads where, for which reasons, who decides. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const LOSS_KINDS = ['write_off', 'adjustment', 'destruction'] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

export const LOSS_STATES = ['draft', 'submitted', 'posted', 'reversed', 'cancelled', 'destroyed', 'withdrawn'] as const;
export type LossState = (typeof LOSS_STATES)[number];

export const LOSS_ACTS = {
  change: { from: ['draft'], to: ['draft'] },
  submit: { from: ['draft'], to: ['submitted'] },
  return: { from: ['submitted'], to: ['draft'] },
  approve: { from: ['submitted'], to: ['posted'] },
  reverse: { from: ['posted'], to: ['reversed'] },
  cancel: { from: ['draft', 'submitted'], to: ['cancelled'] },
  withdraw: { from: ['destroyed'], to: ['withdrawn'] },
} as const satisfies Transitions<LossState>;

export const WRITE_OFF_REASONS = ['expired', 'damaged', 'deteriorated', 'recalled', 'other'] as const;
export const ADJUSTMENT_REASONS = ['entry_error', 'unit_error', 'wrong_lot', 'found', 'other'] as const;
export const LOSS_REASONS = [
  'expired',
  'damaged',
  'deteriorated',
  'recalled',
  'entry_error',
  'unit_error',
  'wrong_lot',
  'found',
  'other',
] as const;
export type LossReason = (typeof LOSS_REASONS)[number];

export const METHODS = ['incineration', 'chemical', 'crushing', 'dilution', 'handed_over'] as const;
export type Method = (typeof METHODS)[number];

/** The reasons a paper of that kind may have. */
export function reasonsOf(kind: LossKind): readonly LossReason[] {
  return kind === 'adjustment' ? ADJUSTMENT_REASONS : WRITE_OFF_REASONS;
}

/** Refuses a reason that belongs to the other kind, and `other` without words. */
export function checkReason(kind: LossKind, code: LossReason, text: string): Result<undefined> {
  if (!reasonsOf(kind).includes(code)) return refuse('loss_reason_kind', {}, 'reasonCode');
  return code === 'other' && text === '' ? refuse('loss_reason_text', {}, 'reason') : ok();
}

const OWN = new Set(['open', 'change', 'submit']);

/** Two people: refuses whoever asked for it, changed it or handed it in. */
export function checkApprover(personId: number, acts: readonly { act: string; actorId: number }[]): Result<undefined> {
  return acts.some((one) => OWN.has(one.act) && one.actorId === personId) ? refuse('loss_own') : ok();
}

/** What of written-off goods is still to be destroyed, and what part of their value goes with it. */
export function partOf(line: { quantityBase: number; amountFen: number }, quantityBase: number): number {
  return Math.round((line.amountFen * quantityBase) / line.quantityBase);
}
