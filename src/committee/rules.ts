/** How the committee sits and decides: its sessions' acts, who may vote how, and what the votes amount to. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const SESSION_STATES = ['called', 'open', 'closed', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

const RUNNING: readonly SessionState[] = ['called', 'open'];

export const sessionTransitions = {
  change: { from: ['called'], to: ['called'] },
  open: { from: ['called'], to: ['open'] },
  cancel: { from: ['called'], to: ['cancelled'] },
  add_matter: { from: RUNNING, to: RUNNING },
  remove_matter: { from: RUNNING, to: RUNNING },
  attend: { from: ['open'], to: ['open'] },
  decide: { from: ['open'], to: ['open'] },
  adjourn: { from: ['open'], to: ['open'] },
  close: { from: ['open'], to: ['closed'] },
} as const satisfies Transitions<SessionState>;

export const MATTER_KINDS = ['dossier', 'version', 'exception', 'substitute'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** What became of a matter; an adjourned one was taken off without a decision after votes were cast. */
export type MatterOutcome = 'passed' | 'rejected' | 'no_quorum' | 'adjourned';

export const CHOICES = ['for', 'against', 'abstain', 'recused'] as const;
export type Choice = (typeof CHOICES)[number];

export interface Share {
  of: number;
  outOf: number;
}

/** The smallest whole number that is at least the share of `whole`. */
export function atLeast(share: Share, whole: number): number {
  return Math.ceil((whole * share.of) / share.outOf);
}

export interface Votes {
  votesFor: number;
  votesAgainst: number;
  abstentions: number;
  recusals: number;
}

export interface Count extends Votes {
  /** Seats that had to be present, and votes that had to be for it. */
  quorum: number;
  needed: number;
  outcome: 'passed' | 'rejected' | 'no_quorum';
}

export function countVotes(choices: readonly Choice[]): Votes {
  const of = (choice: Choice) => choices.filter((each) => each === choice).length;
  return { votesFor: of('for'), votesAgainst: of('against'), abstentions: of('abstain'), recusals: of('recused') };
}

/**
 * What a vote amounts to. Recused members are present for the quorum and do not count where the share in favour is
 * taken; who is present and does not vote counts there as not in favour. At least one vote must be for it.
 */
export function judge(
  choices: readonly Choice[],
  room: { seats: number; present: number },
  rule: { present: Share; inFavour: Share },
): Count {
  const votes = countVotes(choices);
  const quorum = Math.max(1, atLeast(rule.present, room.seats));
  const needed = Math.max(1, atLeast(rule.inFavour, room.present - votes.recusals));
  if (room.present < quorum) return { ...votes, quorum, needed, outcome: 'no_quorum' };
  return { ...votes, quorum, needed, outcome: votes.votesFor >= needed ? 'passed' : 'rejected' };
}

/** Refuses a vote against a conflict of interest, and one other than for it without its reason. */
export function checkVote(choice: Choice, reason: string, conflict: string | undefined): Result<undefined> {
  if (conflict !== undefined && choice !== 'recused') return refuse('vote_conflict', { conflict }, 'choice');
  if (choice !== 'for' && reason.trim().length < 2) return refuse('vote_reason_missing', {}, 'reason');
  return ok();
}
