/** The acts on one session and its matters: each reads its form, asks its command, and shows the page when refused. */
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { ADDRESSES, type LeadForm } from '../../views/committee/lead-forms.tsx';
import type { MatterForm } from '../../views/committee/matter-panel.tsx';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, type AppEnv, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { attendSession, cancelSession, changeSession, closeSession, openSession } from './commands.ts';
import * as forms from './forms.ts';
import { addMatter, adjournMatter, removeMatter } from './matter-commands.ts';
import { requireSeatOrLead } from './reading.ts';
import { type Refused, renderSession, sessionOf } from './session-view.tsx';
import { castOwnVote, decideMatter } from './vote-commands.ts';

interface Keyed {
  idempotency_key: string;
}

interface SessionRoute<S extends z.ZodType<Keyed>> {
  of: LeadForm;
  guard: MiddlewareHandler<AppEnv>;
  schema: S;
  run: (services: Services, actor: Actor, form: z.infer<S>, number: string) => Promise<Answer<unknown>>;
}

/** Fields of the forms stand under their form's name. */
function told(refusal: Refusal, of: LeadForm | MatterForm): Refusal {
  const reason = refusal.reason === 'wrong_state' ? 'session_moved_on' : refusal.reason;
  const { field } = refusal;
  if (field === undefined || of === 'vote' || of === 'decide') return { ...refusal, reason };
  return { ...refusal, reason, field: `${of}.${field}` };
}

function thrown(c: AppContext, refusal: Refusal): void {
  if (refusal.reason === 'forbidden' || refusal.reason === 'not_found') throw refusalError(c, refusal);
}

function mount<S extends z.ZodType<Keyed>>(router: Router, services: Services, route: SessionRoute<S>): void {
  const { of } = route;
  router.post(paths.sessionAct(':number', ADDRESSES[of]), route.guard, async (c) => {
    const before = await sessionOf(c, services);
    const form = await readForm(c, route.schema);
    if (!form.ok) {
      c.status(422);
      return renderSession(c, services, before, { refused: { form, of } });
    }
    const { number } = before.document;
    const answer = await route.run(services, viewerToActor(signedIn(c)), form.value, number);
    if (answer.ok) {
      return redirectWith(c, paths.session(number), { tone: 'accent', title: wordsFor(c).committee[of].done });
    }
    thrown(c, answer);
    c.status(statusOf(answer));
    const refused = { form: refusedForm(c, form.values, told(answer, of)), of };
    return renderSession(c, services, await sessionOf(c, services), { refused });
  });
}

function mountLeading(router: Router, services: Services, guard: MiddlewareHandler<AppEnv>): void {
  mount(router, services, {
    of: 'change',
    guard,
    schema: forms.changeForm,
    run: (s, actor, { idempotency_key: key, version, plan }, number) =>
      changeSession(s, actor, key, { number, version, plan }),
  });
  mount(router, services, {
    of: 'open',
    guard,
    schema: forms.openForm,
    run: (s, actor, { idempotency_key: key, version }, number) => openSession(s, actor, key, { number, version }),
  });
  mount(router, services, {
    of: 'cancel',
    guard,
    schema: forms.cancelForm,
    run: (s, actor, { idempotency_key: key, version, cancel }, number) =>
      cancelSession(s, actor, key, { number, version, note: cancel.note }),
  });
  mount(router, services, {
    of: 'close',
    guard,
    schema: forms.closeForm,
    run: (s, actor, { idempotency_key: key, version, close }, number) =>
      closeSession(s, actor, key, { number, version, minutes: close.minutes }),
  });
  mount(router, services, {
    of: 'matter',
    guard,
    schema: forms.matterForm,
    run: (s, actor, { idempotency_key: key, matter }, number) =>
      addMatter(s, actor, key, { number, kind: matter.kind, dossierNumber: matter.dossier, text: matter.text }),
  });
}

/** The matter's number in the address. Throws 404 for what is none. */
function matterIdOf(c: AppContext): number {
  const text = c.req.param('matter') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw new WebError(404, 'notFound');
  return Number(text);
}

async function sendVote(c: AppContext, services: Services): Promise<Response> {
  const matterId = matterIdOf(c);
  const { number } = (await sessionOf(c, services)).document;
  const form = await readForm(c, forms.voteForm);
  if (!form.ok) {
    c.status(422);
    return sendBack(c, services, { form, of: 'vote', matterId });
  }
  const { idempotency_key: key, documentVersion = null, choice, reason } = form.value;
  const ballot = { number, matterId, documentVersion, choice, reason };
  const answer = await castOwnVote(services, viewerToActor(signedIn(c)), key, ballot);
  if (answer.ok) {
    return redirectWith(c, paths.session(number), { tone: 'accent', title: wordsFor(c).committee.vote.done });
  }
  thrown(c, answer);
  c.status(statusOf(answer));
  return sendBack(c, services, { form: refusedForm(c, form.values, told(answer, 'vote')), of: 'vote', matterId });
}

/** Sends the page of a session again with the refused form of one matter. */
async function sendBack(c: AppContext, services: Services, refused: NonNullable<Refused['refusedMatter']>) {
  return renderSession(c, services, await sessionOf(c, services), { refusedMatter: refused });
}

async function sendDecision(c: AppContext, services: Services): Promise<Response> {
  const of = 'decide';
  const matterId = matterIdOf(c);
  const { number } = (await sessionOf(c, services)).document;
  const form = await readForm(c, forms.decideForm);
  if (!form.ok) {
    c.status(422);
    return sendBack(c, services, { form, of, matterId });
  }
  const { idempotency_key: key, reason } = form.value;
  const answer = await decideMatter(services, viewerToActor(signedIn(c)), key, { number, matterId, reason });
  if (answer.ok) {
    const title = wordsFor(c).committee.decide.done[answer.value.outcome];
    return redirectWith(c, paths.session(number), { tone: 'accent', title });
  }
  thrown(c, answer);
  c.status(statusOf(answer));
  return sendBack(c, services, { form: refusedForm(c, form.values, told(answer, of)), of, matterId });
}

async function sendAdjournment(c: AppContext, services: Services): Promise<Response> {
  const of = 'adjourn';
  const matterId = matterIdOf(c);
  const { number } = (await sessionOf(c, services)).document;
  const form = await readForm(c, forms.adjournForm);
  if (!form.ok) {
    c.status(422);
    return sendBack(c, services, { form, of, matterId });
  }
  const { idempotency_key: key, adjourn } = form.value;
  const input = { number, matterId, note: adjourn.note };
  const answer = await adjournMatter(services, viewerToActor(signedIn(c)), key, input);
  if (answer.ok) {
    return redirectWith(c, paths.session(number), { tone: 'accent', title: wordsFor(c).committee.adjourn.done });
  }
  thrown(c, answer);
  c.status(statusOf(answer));
  return sendBack(c, services, { form: refusedForm(c, form.values, told(answer, of)), of, matterId });
}

async function sendRemoval(c: AppContext, services: Services): Promise<Response> {
  const matterId = matterIdOf(c);
  const { number } = (await sessionOf(c, services)).document;
  const form = await readForm(c, forms.removeForm);
  if (!form.ok) throw new WebError(422, 'refused');
  const answer = await removeMatter(services, viewerToActor(signedIn(c)), form.value.idempotency_key, {
    number,
    matterId,
  });
  if (!answer.ok) throw refusalError(c, told(answer, 'vote'));
  return redirectWith(c, paths.session(number), { tone: 'accent', title: wordsFor(c).committee.matter.removed });
}

/** POST routes of sessions, matters and votes. */
export function actRoutes(services: Services): Router {
  const router = createRouter();
  const leading = requirePermission('committee.manage');
  mountLeading(router, services, leading);
  mount(router, services, {
    of: 'attend',
    guard: requireSeatOrLead(),
    schema: forms.attendForm,
    run: (s, actor, { idempotency_key: key, attend }, number) =>
      attendSession(s, actor, key, { number, personId: attend.person, note: attend.note }),
  });
  const vote = paths.matterAct(':number', ':matter', 'vote');
  router.post(vote, requirePermission('committee.vote'), (c) => sendVote(c, services));
  router.post(paths.matterAct(':number', ':matter', 'decision'), leading, (c) => sendDecision(c, services));
  router.post(paths.matterAct(':number', ':matter', 'adjournment'), leading, (c) => sendAdjournment(c, services));
  router.post(paths.matterAct(':number', ':matter', 'removal'), leading, (c) => sendRemoval(c, services));
  return router;
}
