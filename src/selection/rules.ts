/** What may happen to a dossier, what a review must hold, and what the reviews together amount to. Pure. */
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import { CRITERIA, choicesOf, criterionOf, DIMENSIONS, type Dimension } from './criteria.ts';

/* Pages name and order the form's parts by these. */
export { CRITERIA, type Criterion, choicesOf, criteriaOf, DIMENSIONS, type Dimension } from './criteria.ts';

export const DOSSIER_STATES = [
  'draft',
  'submitted',
  'returned',
  'scoring',
  'scored',
  'trial',
  'declined',
  'kept',
  'removed',
  'withdrawn',
] as const;
export type DossierState = (typeof DOSSIER_STATES)[number];

/** States in which a dossier for the same item is not yet decided. */
export const UNDECIDED: readonly DossierState[] = ['draft', 'submitted', 'returned', 'scoring', 'scored'];
/** States from which every score may be read; before, nobody reads another's. */
export const OPENED: readonly DossierState[] = ['scored', 'trial', 'declined', 'kept', 'removed'];
/** States in which the reviewers' names stand beside their scores. */
export const NAMED: readonly DossierState[] = ['trial', 'declined', 'kept', 'removed'];

/** Acts by which somebody takes part in the application. */
export const APPLYING = ['draft', 'edit', 'submit'] as const;

export const dossierTransitions = {
  edit: { from: ['draft', 'returned'], to: ['draft', 'returned'] },
  submit: { from: ['draft', 'returned'], to: ['submitted'] },
  return: { from: ['submitted'], to: ['returned'] },
  identify: { from: ['submitted'], to: ['submitted'] },
  withdraw: { from: ['draft', 'returned', 'submitted'], to: ['withdrawn'] },
  /** The request that wished for it was reopened: the draft stays, with the reason why. */
  detach: { from: ['draft'], to: ['draft'] },
  assign: { from: ['submitted', 'scoring'], to: ['scoring'] },
  release: { from: ['scoring'], to: ['scoring', 'scored'] },
  state_interest: { from: ['scoring'], to: ['scoring', 'scored'] },
  review: { from: ['scoring'], to: ['scoring', 'scored'] },
  adopt: { from: ['scored'], to: ['trial'] },
  decline: { from: ['scored'], to: ['declined'] },
  signal: { from: ['trial', 'kept'], to: ['trial', 'kept'] },
  keep: { from: ['trial', 'kept'], to: ['kept'] },
  remove: { from: ['trial', 'kept'], to: ['removed'] },
} as const satisfies Transitions<DossierState>;

export type DossierAct = keyof typeof dossierTransitions;

export const TIERS = ['county', 'township', 'village'] as const;
export type Tier = (typeof TIERS)[number];

/** The tiers of a stored text such as `county,township`. */
export function tiersIn(text: string): Tier[] {
  const named = text.split(',');
  return TIERS.filter((tier) => named.includes(tier));
}

export interface GivenScore {
  criterion: string;
  half: number;
  evidence: string;
}

export const EVIDENCE_MAX = 300;

/** Everything wrong with scores as they stand, one refusal a field: unknown, out of the steps, too long. */
export function* scoreProblems(scores: readonly GivenScore[]): Generator<Refusal> {
  for (const { criterion, half, evidence } of scores) {
    const known = criterionOf(criterion);
    if (known === undefined) yield refuse('criterion_unknown', {}, `score.${criterion}`);
    else if (!choicesOf(known).includes(half)) {
      yield refuse('score_range', { max: known.maxHalf / 2 }, `score.${criterion}`);
    }
    if (evidence.length > EVIDENCE_MAX) yield refuse('text_too_long', { max: EVIDENCE_MAX }, `evidence.${criterion}`);
  }
}

/** What a review still lacks before it can be handed in: scores, evidence, a reason against a dated fact. */
export function* missingIn(
  scores: readonly GivenScore[],
  proposed: Readonly<Record<string, number>>,
): Generator<Refusal> {
  const given = new Map(scores.map((score) => [score.criterion, score]));
  for (const { id } of CRITERIA) {
    const score = given.get(id);
    if (score === undefined) yield refuse('score_missing', {}, `score.${id}`);
    else if (score.evidence.trim().length < 2) {
      const against = proposed[id] !== undefined && proposed[id] !== score.half;
      yield refuse(against ? 'score_reason_missing' : 'evidence_missing', {}, `evidence.${id}`);
    }
  }
}

/** Half points of all criteria together. */
export function totalOf(scores: readonly Pick<GivenScore, 'half'>[]): number {
  return scores.reduce((sum, score) => sum + score.half, 0);
}

/** Half points of one dimension. */
export function dimensionTotal(scores: readonly GivenScore[], dimension: Dimension): number {
  return totalOf(scores.filter((score) => criterionOf(score.criterion)?.dimension === dimension));
}

/** The mean in whole half points; what lies between two is rounded to the nearer, the middle upwards. */
export function meanHalf(totals: readonly number[]): number {
  const sum = totals.reduce((all, total) => all + total, 0);
  return totals.length === 0 ? 0 : Math.floor((2 * sum + totals.length) / (2 * totals.length));
}

export interface Outcome {
  scoreHalf: number;
  /** Half points between the highest and the lowest total. */
  spreadHalf: number;
}

export function outcomeOf(totals: readonly number[]): Outcome {
  const spreadHalf = totals.length === 0 ? 0 : Math.max(...totals) - Math.min(...totals);
  return { scoreHalf: meanHalf(totals), spreadHalf };
}

export const BANDS = ['recommended', 'weak', 'refused'] as const;
export type Band = (typeof BANDS)[number];

/** The band of a mean by the rule of the day. */
export function bandOf(scoreHalf: number, rule: { recommended: number; weak: number }): Band {
  if (scoreHalf >= rule.recommended) return 'recommended';
  return scoreHalf >= rule.weak ? 'weak' : 'refused';
}

/** Half points as points: 143 is `71.5`. */
export function pointsText(half: number): string {
  return half % 2 === 0 ? String(half / 2) : `${Math.floor(half / 2)}.5`;
}

export interface ReviewState {
  interest: 'none' | 'declared' | null;
  submittedAt: number | null;
  totalHalf: number | null;
}

/** True when every assigned review has come in and enough of them hold scores. */
export function allIn(reviews: readonly ReviewState[], least: number): boolean {
  const scored = reviews.filter((review) => review.totalHalf !== null);
  return reviews.every((review) => review.submittedAt !== null) && scored.length >= least;
}

/** Refuses a reviewer who wrote or handed in the application, who is no member, or who is assigned already. */
export function checkReviewer(
  personId: number,
  dossier: { applicants: readonly number[]; members: readonly number[]; assigned: readonly number[] },
): Result<undefined> {
  if (dossier.applicants.includes(personId)) return refuse('reviewer_applied', {}, 'reviewers');
  if (!dossier.members.includes(personId)) return refuse('reviewer_no_member', {}, 'reviewers');
  if (dossier.assigned.includes(personId)) return refuse('reviewer_assigned', {}, 'reviewers');
  return ok();
}

/** A weak band is taken up only with a reason; what lies under both bands is not put to the vote at all. */
export function checkAdoption(band: Band | null, reason: string): Result<undefined> {
  if (band === null) return refuse('dossier_not_scored');
  if (band === 'refused') return refuse('dossier_band_refused');
  if (band === 'weak' && reason.trim().length < 4) return refuse('weak_reason_missing', {}, 'reason');
  return ok();
}

/** `day` moved by whole months; the last day where the month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The mean of half points times 100, so that two places of points can be shown. */
export function meanHundredths(halves: readonly number[]): number {
  const sum = halves.reduce((all, half) => all + half, 0);
  return halves.length === 0 ? 0 : Math.round((sum * 100) / halves.length);
}

/** Sums of each dimension, in the order of the guide. */
export function dimensionSums(scores: readonly GivenScore[]): Record<Dimension, number> {
  const sums = DIMENSIONS.map((dimension) => [dimension, dimensionTotal(scores, dimension)] as const);
  return Object.fromEntries(sums) as Record<Dimension, number>;
}
