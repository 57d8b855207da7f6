/** Blind scores: who reviews, what interests they state, what they give; the last review in opens them all. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { dossier, dossierReview, dossierScore } from '../../db/schema/selection.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { managedDossier, type Numbered, type OnDossier } from './commands.ts';
import { applicantsOf, type DossierRecord, readableDossier } from './dossier-queries.ts';
import { lockDocument, memberIds } from './dossier-statements.ts';
import { proposedFor } from './proposal-queries.ts';
import * as rules from './rules.ts';

type ReviewRow = typeof dossierReview.$inferSelect;
const { dossierTransitions } = rules;

async function reviewsOf(tx: Tx, dossierId: number): Promise<ReviewRow[]> {
  return tx.select().from(dossierReview).where(eq(dossierReview.dossierId, dossierId)).orderBy(dossierReview.id);
}

/** Keeps the mean and its band once all are in; says where the dossier stands then. */
async function settle(tx: Tx, record: DossierRecord, at: number): Promise<'scoring' | 'scored'> {
  const day = dayOf(at);
  const reviews = await reviewsOf(tx, record.dossier.id);
  const { least } = await ruleOn(tx, 'selection_reviews', day);
  if (!rules.allIn(reviews, least)) return 'scoring';
  const totals = reviews.flatMap((review) => review.totalHalf ?? []);
  const { scoreHalf } = rules.outcomeOf(totals);
  const band = rules.bandOf(scoreHalf, await ruleOn(tx, 'selection_bands', day));
  await tx.update(dossier).set({ scoreHalf, band }).where(eq(dossier.id, record.dossier.id));
  return 'scored';
}

/** Gives the dossier to committee members for scoring: from now on nothing in it can be changed. */
export function assignReviewers(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnDossier & { reviewerIds: number[] },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.assign', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await managedDossier(tx, actor, given);
    if (!found.ok) return found;
    const { document, dossier: row, item } = found.value;
    if (item === null) return refuse('dossier_not_identified');
    const assigned = (await reviewsOf(tx, row.id)).map((review) => review.personId);
    const known = await tx.run<{ id: number; name: string }>(memberIds, {});
    const applicants = await applicantsOf(tx, document.id);
    const members = known.map((person) => Number(person.id));
    const chosen = [...new Set(given.reviewerIds)];
    if (chosen.length === 0) return refuse('reviewers_missing', {}, 'reviewers');
    for (const personId of chosen) {
      const fit = rules.checkReviewer(personId, { applicants, members, assigned });
      if (!fit.ok) return fit;
    }
    const { least } = await ruleOn(tx, 'selection_reviews', dayOf(at));
    const together = chosen.length + assigned.length;
    if (together < least) return refuse('reviewers_few', { least }, 'reviewers');
    const detail = { reviewers: chosen.length };
    const step = { act: 'assign', to: 'scoring', transitions: dossierTransitions, actor, at, detail };
    const moved = await advance(tx, document.id, { ...step, seenVersion: given.version });
    if (!moved.ok) return moved;
    const rows = chosen.map((personId) => ({ dossierId: row.id, personId, assignedAt: at }));
    await tx.insert(dossierReview).values(rows);
    return ok({ value: { number: given.number }, subject: given.number, after: { reviewers: chosen.join(',') } });
  });
}

/** Takes back an assignment that has not come in: who is ill or away must not hold up the others. */
export function releaseReviewer(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnDossier & { personId: number; note: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.release', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await managedDossier(tx, actor, given);
    if (!found.ok) return found;
    await tx.run(lockDocument, { id: found.value.document.id });
    const review = (await reviewsOf(tx, found.value.dossier.id)).find((each) => each.personId === given.personId);
    if (review === undefined) return refuse('not_found');
    if (review.submittedAt !== null) return refuse('review_locked');
    await tx.delete(dossierScore).where(eq(dossierScore.reviewId, review.id));
    await tx.delete(dossierReview).where(eq(dossierReview.id, review.id));
    const to = await settle(tx, found.value, at);
    const step = { act: 'release', to, transitions: dossierTransitions, actor, at, note: given.note };
    const moved = await advance(tx, found.value.document.id, step);
    if (!moved.ok) return moved;
    return ok({ value: { number: given.number }, subject: given.number, after: { released: given.personId } });
  });
}

interface OwnReview {
  record: DossierRecord;
  review: ReviewRow;
}

/** The actor's own review of a dossier that is being scored, with the dossier locked. */
async function ownReview(tx: Tx, actor: Actor, number: string): Promise<Result<OwnReview>> {
  if (!may(actor.roles, 'dossier.review')) return refuseWithout('dossier.review');
  const record = await readableDossier(tx, number, actor);
  if (record === undefined) return refuse('not_found');
  const [locked] = await tx.run<{ status: string }>(lockDocument, { id: record.document.id });
  const own = and(eq(dossierReview.dossierId, record.dossier.id), eq(dossierReview.personId, actor.userId));
  const [review] = await tx.select().from(dossierReview).where(own);
  if (review === undefined) return refuse('review_not_assigned');
  if (review.submittedAt !== null) return refuse('review_locked');
  if (locked?.status !== 'scoring') return refuse('review_over');
  return ok({ record, review });
}

/** States interests before scoring. A declared one ends the review without scores and recuses from the vote. */
export function stateInterest(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & { interest: 'none' | 'declared'; text: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.state_interest', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const own = await ownReview(tx, actor, given.number);
    if (!own.ok) return own;
    const { record, review } = own.value;
    const declared = given.interest === 'declared';
    if (review.interest !== null && !declared) return refuse('interest_stated');
    if (declared && given.text.trim().length < 4) return refuse('interest_text_missing', {}, 'interestText');
    const values = { interest: given.interest, interestText: given.text, submittedAt: declared ? at : null };
    await tx.update(dossierReview).set(values).where(eq(dossierReview.id, review.id));
    if (declared) await tx.delete(dossierScore).where(eq(dossierScore.reviewId, review.id));
    const to = await settle(tx, record, at);
    const detail = { declared };
    const step = { act: 'state_interest', to, transitions: dossierTransitions, actor, at, detail };
    const moved = await advance(tx, record.document.id, step);
    if (!moved.ok) return moved;
    return ok({ value: { number: given.number }, subject: given.number, after: { interest: given.interest } });
  });
}

/** Numbers and proofs of a review never reach the audit trail, which others read before all are in. */
function untold(given: Numbered & { scores: readonly rules.GivenScore[]; submit: boolean }) {
  return { number: given.number, criteria: given.scores.length, submit: given.submit };
}

async function writeScores(tx: Tx, reviewId: number, scores: readonly rules.GivenScore[]): Promise<void> {
  await tx.delete(dossierScore).where(eq(dossierScore.reviewId, reviewId));
  if (scores.length === 0) return;
  await tx.insert(dossierScore).values(scores.map((score) => ({ reviewId, ...score })));
}

/** Keeps scores for later, or hands the review in: then it is locked, and the last one opens the results. */
export function saveReview(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & { scores: rules.GivenScore[]; submit: boolean },
): Promise<Answer<Numbered & { submitted: boolean }>> {
  const request = { act: 'dossier.review', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const own = await ownReview(tx, actor, given.number);
    if (!own.ok) return own;
    const { record, review } = own.value;
    if (review.interest !== 'none') return refuse('interest_missing', {}, 'interest');
    const [wrong] = rules.scoreProblems(given.scores);
    if (wrong !== undefined) return wrong;
    const done = { value: { number: given.number, submitted: given.submit }, subject: given.number };
    if (!given.submit) {
      await writeScores(tx, review.id, given.scores);
      return ok({ ...done, after: untold(given) });
    }
    const proposed = await proposedFor(tx, record.item?.id ?? null, dayOf(at));
    const proposedHalf = Object.fromEntries(proposed.map((each) => [each.criterion, each.half]));
    const [missing] = rules.missingIn(given.scores, proposedHalf);
    if (missing !== undefined) return missing;
    await writeScores(tx, review.id, given.scores);
    const values = { submittedAt: at, totalHalf: rules.totalOf(given.scores) };
    await tx.update(dossierReview).set(values).where(eq(dossierReview.id, review.id));
    const to = await settle(tx, record, at);
    const step = { act: 'review', to, transitions: dossierTransitions, actor, at };
    const moved = await advance(tx, record.document.id, step);
    return moved.ok ? ok({ ...done, after: untold(given) }) : moved;
  });
}
