/** What may happen to a requisition, what its needs say of its state, and when a number asks for a word. Pure. */
import type { Transitions } from '../kernel/transitions.ts';

export const REQUISITION_STATES = ['draft', 'submitted', 'returned', 'withdrawn'] as const;
export type RequisitionState = (typeof REQUISITION_STATES)[number];

export const requisitionTransitions = {
  edit: { from: ['draft', 'returned'], to: ['draft', 'returned'] },
  submit: { from: ['draft', 'returned'], to: ['submitted'] },
  withdraw: { from: ['draft', 'returned', 'submitted'], to: ['withdrawn'] },
  return: { from: ['submitted'], to: ['returned'] },
  close_rest: { from: ['submitted'], to: ['submitted'] },
  supply: { from: ['submitted'], to: ['submitted'] },
  ship: { from: ['submitted'], to: ['submitted'] },
  arrive: { from: ['submitted'], to: ['submitted'] },
  bring: { from: ['submitted'], to: ['submitted'] },
  give_back: { from: ['submitted'], to: ['submitted'] },
} as const satisfies Transitions<RequisitionState>;

export type RequisitionAct = keyof typeof requisitionTransitions;
