/** One line of a plan: its page, the buyer's changes, the approver's cuts, answers to proposed transfers. */
import { PlanLinePage } from '../../views/plans/line-page.tsx';
import type { LineForm } from '../../views/plans/line-page-props.ts';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { cutLine, returnLine } from './decide-commands.ts';
import { requireDecider } from './decider-guard.ts';
import { declineTransfer } from './decline-commands.ts';
import { dropLine } from './drop-commands.ts';
import { cutForm, lineForm, reasonForm } from './forms.ts';
import { changeLine } from './line-commands.ts';
import { lineView, sellersOf } from './line-list-queries.ts';
import { openLine, turnOf } from './page-queries.ts';
import { lineOfTransfer } from './provenance-queries.ts';
import { planAsked } from './show.tsx';
import { acceptTransfer } from './transfer-commands.ts';

const LINE = '{[0-9]{1,6}}';

async function lineAsked(c: AppContext, services: Services, lineNumber: number) {
  const record = await planAsked(c, services);
  const line = await lineView(services.db.read, record.document.id, lineNumber);
  if (line === undefined) throw new WebError(404, 'notFound');
  return { record, line };
}

interface Shown {
  form?: FormState;
  refused?: LineForm;
}

async function showLine(c: AppContext, services: Services, lineNumber: number, given: Shown = {}): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const now = services.clock.now();
  const { db } = services;
  const { record, line } = await lineAsked(c, services, lineNumber);
  const turn = await turnOf(db.read, viewer, record, now);
  const changes = may(viewer.roles, 'plan.make') && record.document.status === 'draft';
  const decides = turn.mine && record.document.status === 'submitted' && !record.plan.urgent;
  return c.render(
    <PlanLinePage
      t={t}
      record={record}
      open={await openLine(db.read, line, dayOf(now))}
      sellers={changes ? await sellersOf(db.read) : []}
      can={{ change: changes, decide: decides }}
      form={given.form ?? emptyForm()}
      refused={given.refused}
      formKey={newFormKey()}
    />,
    { title: t.plans.lineTitle(line.lineNumber, line.genericName), active: 'plans' },
  );
}

export function planLineRoutes(services: Services): Router {
  const router = createRouter();
  const makers = requirePermission('plan.make');
  const readers = requirePermission('plan.read');
  const deciders = requireDecider();
  const lineOf = (c: AppContext) => Number(c.req.param('line'));
  const at = `:line${LINE}`;
  router.get(paths.planLine(':number', at), readers, (c) => showLine(c, services, lineOf(c)));
  router.post(paths.planLine(':number', at), makers, (c) => handleChange(c, services));
  router.post(paths.planLineRemoval(':number', at), makers, (c) => handleReason(c, services, 'removal'));
  router.post(paths.planLineReturn(':number', at), deciders, (c) => handleReason(c, services, 'return'));
  router.post(paths.planLineCut(':number', at), deciders, (c) => handleCut(c, services));
  router.post(paths.planTransferDecline(':number', ':transfer{[0-9]{1,12}}'), makers, (c) =>
    handleTransfer(c, services, 'decline'),
  );
  router.post(paths.planTransferAccept(':number', ':transfer{[0-9]{1,12}}'), makers, (c) =>
    handleTransfer(c, services, 'accept'),
  );
  return router;
}

interface Done {
  line: number;
  form: LineForm;
  values: Record<string, string[]>;
  to: string;
  flash: string;
}

async function answered(c: AppContext, services: Services, answer: Answer<unknown>, done: Done) {
  if (answer.ok) return redirectWith(c, done.to, { tone: 'accent', title: done.flash });
  if (statusOf(answer) === 404 || statusOf(answer) === 403) throw refusalError(c, answer);
  const { document } = await planAsked(c, services);
  // A colleague dropped the line meanwhile: who did it is said on a page of its own
  if ((await lineView(services.db.read, document.id, done.line)) === undefined) throw refusalError(c, answer);
  c.status(statusOf(answer));
  return showLine(c, services, done.line, { form: refusedForm(c, done.values, answer), refused: done.form });
}

async function handleChange(c: AppContext, services: Services): Promise<Response> {
  const line = Number(c.req.param('line'));
  const form = await readForm(c, lineForm);
  if (!form.ok) {
    c.status(422);
    return showLine(c, services, line, { form, refused: 'change' });
  }
  const { document } = await planAsked(c, services);
  const shown = await lineView(services.db.read, document.id, line);
  const { idempotency_key: key, packs, party = null, channel = null, price = null, ...given } = form.value;
  const { reason = '', channelReason = '', version, delivery } = given;
  const { number } = document;
  const quantityBase = packs * (shown?.packSize ?? 1);
  const input = {
    number,
    version,
    line,
    quantityBase,
    reason,
    party,
    channel,
    channelReason,
    pricePack: price,
    delivery,
  };
  const answer = await changeLine(services, viewerToActor(signedIn(c)), key, input);
  const flash = wordsFor(c).plans.savedFlash;
  return answered(c, services, answer, {
    line,
    form: 'change',
    values: form.values,
    to: paths.planLine(number, line),
    flash,
  });
}

async function handleReason(c: AppContext, services: Services, act: 'removal' | 'return'): Promise<Response> {
  const line = Number(c.req.param('line'));
  const form = await readForm(c, reasonForm);
  if (!form.ok) {
    c.status(422);
    return showLine(c, services, line, { form, refused: act });
  }
  const number = c.req.param('number') ?? '';
  const { idempotency_key: key, version, reason = '' } = form.value;
  const actor = viewerToActor(signedIn(c));
  const input = { number, version, line, reason };
  const perform = act === 'removal' ? dropLine : returnLine;
  const answer = await perform(services, actor, key, input);
  const flash = wordsFor(c).plans.droppedFlash;
  return answered(c, services, answer, { line, form: act, values: form.values, to: paths.plan(number), flash });
}

async function handleCut(c: AppContext, services: Services): Promise<Response> {
  const line = Number(c.req.param('line'));
  const form = await readForm(c, cutForm);
  if (!form.ok) {
    c.status(422);
    return showLine(c, services, line, { form, refused: 'cut' });
  }
  const { document } = await planAsked(c, services);
  const shown = await lineView(services.db.read, document.id, line);
  const { number } = document;
  const { idempotency_key: key, version, reason = '', packs } = form.value;
  const input = { number, version, line, reason, quantityBase: packs * (shown?.packSize ?? 1) };
  const answer = await cutLine(services, viewerToActor(signedIn(c)), key, input);
  const flash = wordsFor(c).plans.savedFlash;
  return answered(c, services, answer, {
    line,
    form: 'cut',
    values: form.values,
    to: paths.planLine(number, line),
    flash,
  });
}

async function handleTransfer(c: AppContext, services: Services, act: 'accept' | 'decline'): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const transfer = Number(c.req.param('transfer'));
  const line = await lineOfTransfer(services.db.read, number, transfer);
  if (line === undefined) throw new WebError(404, 'notFound');
  const form = await readForm(c, reasonForm);
  if (!form.ok) {
    c.status(422);
    return showLine(c, services, line, { form, refused: 'decline' });
  }
  const { idempotency_key: key, version, reason = '' } = form.value;
  const given = { number, version, transfer };
  const actor = viewerToActor(signedIn(c));
  const answer =
    act === 'accept'
      ? await acceptTransfer(services, actor, key, given)
      : await declineTransfer(services, actor, key, { ...given, reason });
  const flash = wordsFor(c).plans.savedFlash;
  const to = paths.planLine(number, line);
  return answered(c, services, answer, { line, form: 'decline', values: form.values, to, flash });
}
