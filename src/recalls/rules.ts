/** Recalls (召回): which act leads where, who may end what another began, and what must be done before closing. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import type { RuleValue } from '../settings/rules.ts';

const MINUTE_MS = 60_000;

export const RECALL_STATES = ['draft', 'open', 'closed', 'withdrawn'] as const;
export type RecallState = (typeof RECALL_STATES)[number];

export const RECALL_LEVELS = [1, 2, 3] as const;
export type RecallLevel = (typeof RECALL_LEVELS)[number];

/** The parts of a recall's page. */
export const RECALL_PARTS = ['lots', 'members', 'places', 'people', 'sources', 'report'] as const;
export type RecallPart = (typeof RECALL_PARTS)[number];

/** How a notice names lots: by the whole number, by a part of it, or all of them. */
export const MATCHES = ['exact', 'part', 'all'] as const;
export type Match = (typeof MATCHES)[number];

export const HANDLINGS = ['return', 'destroy', 'rework'] as const;
export type Handling = (typeof HANDLINGS)[number];

/** A drill tells and freezes nothing; a lot that comes in again opens a closed recall anew. */
export const RECALL_ACTS = {
  change: { from: ['draft'], to: ['draft'] },
  freeze: { from: ['draft'], to: ['open'] },
  tell: { from: ['draft'], to: ['open'] },
  widen: { from: ['open'], to: ['open'] },
  release: { from: ['open'], to: ['open'] },
  catch: { from: ['open', 'closed'], to: ['open'] },
  close: { from: ['open'], to: ['closed'] },
  withdraw: { from: ['draft', 'open'], to: ['withdrawn'] },
} as const satisfies Transitions<RecallState>;

/** Acts after which lots stand frozen: who did one of them does not let go again. */
const FREEZING = new Set(['freeze', 'tell', 'widen', 'catch']);

/** Four eyes: refuses to let go what the same person froze. */
export function checkReleaser(personId: number, acts: readonly { act: string; actorId: number }[]): Result<undefined> {
  const froze = acts.some((one) => FREEZING.has(one.act) && one.actorId === personId);
  return froze ? refuse('recall_own') : ok();
}

/** UTC ms until which a member answers. */
export function answerDue(level: number, sentAt: number, minutes: RuleValue<'recall_answer_minutes'>): number {
  const allowed = level === 1 ? minutes.first : level === 2 ? minutes.second : minutes.third;
  return sentAt + allowed * MINUTE_MS;
}

export interface ClosingFacts {
  drill: boolean;
  unanswered: number;
  /** Base units of lots that are neither released nor gone. */
  leftBase: number;
}

/** Refuses while a member has not answered; what still lies there frozen needs a word of explanation. */
export function checkClosing(facts: ClosingFacts, why: string): Result<undefined> {
  if (facts.unanswered > 0) return refuse('recall_unanswered', { members: facts.unanswered });
  if (!facts.drill && facts.leftBase > 0 && why === '') return refuse('recall_left', {}, 'why');
  return ok();
}

export interface LotAnswer {
  lotId: number;
  /** By the books when it was answered; in the stores of the member. */
  booksBase: number;
  /** Found and put apart. */
  foundBase: number;
  /** Handed out to wards and patients, by the member's own records. */
  usedBase: number;
}

export interface RecallAnswer {
  lots: LotAnswer[];
  /** Patients who were reached. */
  patients: number;
}

export interface LotBooks {
  lotId: number;
  onHandBase: number;
  inTransitBase: number;
  usedBase: number;
}

/** What the books said when the member was told. */
export interface NoticeBooks {
  lots: LotBooks[];
}

/** How much was found more or less than the books had, all lots together. */
export function differenceOf(answer: RecallAnswer | null): number {
  return (answer?.lots ?? []).reduce((sum, lot) => sum + lot.foundBase - lot.booksBase, 0);
}
