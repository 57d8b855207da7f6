/** What may happen to a redistribution proposal (TP): its lines are answered until none is left, or it is put away. */
import type { Transitions } from '../kernel/transitions.ts';

export const PROPOSAL_STATES = ['open', 'closed'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const LINE_STATES = ['proposed', 'accepted', 'declined'] as const;
export type LineState = (typeof LINE_STATES)[number];

export const AIMS = ['all', 'short', 'near'] as const;
export type Aim = (typeof AIMS)[number];

export const ROUTES = ['direct', 'hub'] as const;

export const proposalTransitions = {
  change: { from: ['open'], to: ['open'] },
  accept: { from: ['open'], to: ['open', 'closed'] },
  decline: { from: ['open'], to: ['open', 'closed'] },
  close: { from: ['open'], to: ['closed'] },
} as const satisfies Transitions<ProposalState>;

const MICRO = 1_000_000;

/** Millionths of a degree as people read them: `26.337812`. */
export function degreesText(micro: number): string {
  return String(micro / MICRO);
}
