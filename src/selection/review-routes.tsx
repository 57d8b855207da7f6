/** A reviewer's own page: the statement of interests, the scores saved and handed in. */
import { refusalText, type Words } from '../../views/i18n/index.ts';
import { nameOf } from '../../views/selection/dossier-words.tsx';
import { factText, ReviewPage } from '../../views/selection/review-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { CRITERIA } from './criteria.ts';
import type { DossierRecord } from './dossier-queries.ts';
import { interestForm, reviewForm } from './forms.ts';
import { type ProposedScore, proposedFor } from './proposal-queries.ts';
import { dossierOf } from './reading.ts';
import { saveReview, stateInterest } from './review-commands.ts';
import { reviewsFor } from './review-queries.ts';
import { type GivenScore, missingIn, scoreProblems } from './rules.ts';

async function render(c: AppContext, services: Services, record: DossierRecord, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const reviews = await reviewsFor(db, record, signedIn(c));
  const proposed = await proposedFor(db, record.item?.id ?? null, dayOf(services.clock.now()));
  return c.render(
    <ReviewPage
      t={t}
      record={record}
      own={reviews.own}
      submitted={reviews.ownSubmitted}
      proposed={proposed}
      form={form}
      idempotencyKey={newFormKey()}
    />,
    { title: `${t.selection.review.title} ${nameOf(record)}`, active: 'selection' },
  );
}

async function refusedHere(
  c: AppContext,
  services: Services,
  refusal: Refusal,
  values: Record<string, string[]>,
): Promise<Response> {
  if (['forbidden', 'not_found', 'review_not_assigned'].includes(refusal.reason)) {
    throw refusalError(c, { ...refusal, reason: refusal.reason === 'not_found' ? 'not_found' : 'forbidden' });
  }
  c.status(statusOf(refusal));
  return render(c, services, await dossierOf(c, services), refusedForm(c, values, refusal));
}

async function sendInterest(c: AppContext, services: Services): Promise<Response> {
  const record = await dossierOf(c, services);
  const form = await readForm(c, interestForm);
  if (!form.ok) {
    c.status(422);
    return render(c, services, record, form);
  }
  const { idempotency_key: key, interest, interestText: text } = form.value;
  const { number } = record.document;
  const answer = await stateInterest(services, viewerToActor(signedIn(c)), key, { number, interest, text });
  if (!answer.ok) return refusedHere(c, services, answer, form.values);
  const words = wordsFor(c).selection.review;
  const declared = interest === 'declared';
  const title = declared ? words.declaredDone : words.noneDone;
  return redirectWith(c, declared ? paths.dossier(number) : paths.dossierReview(number), { tone: 'accent', title });
}

/** The fact's own words are no reason for another score than it proposes. */
function withoutBorrowed(t: Words, scores: GivenScore[], proposed: readonly ProposedScore[]): GivenScore[] {
  return scores.map((score) => {
    const proposal = proposed.find((each) => each.criterion === score.criterion);
    const borrowed = proposal !== undefined && proposal.half !== score.half && score.evidence === factText(t, proposal);
    return borrowed ? { ...score, evidence: '' } : score;
  });
}

/** Scores that were chosen; a criterion with evidence and no score must not be lost without a word. */
function scoresIn(
  score: Record<string, number | undefined>,
  evidence: Record<string, string>,
): { scores: GivenScore[]; alone: Refusal[] } {
  const scores: GivenScore[] = [];
  const alone: Refusal[] = [];
  for (const { id } of CRITERIA) {
    const half = score[id];
    const proof = evidence[id] ?? '';
    if (half !== undefined) scores.push({ criterion: id, half, evidence: proof });
    else if (proof !== '') alone.push(refuse('score_without_points', {}, `score.${id}`));
  }
  return { scores, alone };
}

async function sendReview(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const record = await dossierOf(c, services);
  const form = await readForm(c, reviewForm);
  if (!form.ok) {
    c.status(422);
    return render(c, services, record, form);
  }
  const { idempotency_key: key, score, evidence, act } = form.value;
  const { number } = record.document;
  const submit = act === 'submit';
  const { scores: chosen, alone } = scoresIn(score, evidence);
  const proposed = await proposedFor(services.db.read, record.item?.id ?? null, dayOf(services.clock.now()));
  const scores = withoutBorrowed(t, chosen, proposed);
  const halves = Object.fromEntries(proposed.map((each) => [each.criterion, each.half]));
  const wrong = [...alone, ...scoreProblems(scores), ...(submit ? missingIn(scores, halves) : [])];
  const errors = Object.fromEntries(wrong.map((problem) => [problem.field ?? '', refusalText(t, problem)]));
  const answer = alone[0] ?? (await saveReview(services, viewerToActor(signedIn(c)), key, { number, scores, submit }));
  if (answer.ok) {
    const words = t.selection.review;
    const to = submit ? paths.dossier(number) : paths.dossierReview(number);
    return redirectWith(c, to, { tone: 'accent', title: submit ? words.submitted : words.saved });
  }
  if (answer.field === undefined || wrong.length === 0) return refusedHere(c, services, answer, form.values);
  c.status(statusOf(answer));
  return render(c, services, await dossierOf(c, services), { values: form.values, errors, formErrors: [] });
}

export function reviewRoutes(services: Services): Router {
  const router = createRouter();
  const reviewing = requirePermission('dossier.review');
  router.get(paths.dossierReview(':number'), reviewing, async (c) =>
    render(c, services, await dossierOf(c, services), emptyForm()),
  );
  router.post(paths.dossierReview(':number'), reviewing, (c) => sendReview(c, services));
  router.post(paths.dossierInterest(':number'), reviewing, (c) => sendInterest(c, services));
  return router;
}
