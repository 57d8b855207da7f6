/** Acts on one count, each at an address of its own; refused ones show it again with what was typed. */
import type { z } from 'zod';
import { FoundLotPage } from '../../views/counts/found-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { itemByCode, searchItems } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { proveWitness } from '../web/witness.ts';
import { addFoundLot, askRecount, recordFindings } from './find-commands.ts';
import {
  approveForm,
  findingsForm,
  foundForm,
  foundQuery,
  keyForm,
  momentOf,
  reasonForm,
  submitForm,
} from './forms.ts';
import { approveCount, reverseCount } from './post-commands.ts';
import { backToCount, showCount, wantedCount } from './show.tsx';
import { cancelCount, type LineReason, returnCount, submitCount } from './submit-commands.ts';

const ONE = '/counts/:number{PD-[0-9]{8}-[0-9]{4,}}';
const ITEMS_SHOWN = 20;
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).counts;
const actorOf = (c: AppContext) => viewerToActor(signedIn(c));

export function countActRoutes(services: Services): Router {
  const router = createRouter();
  const counters = requirePermission('count.make');
  router.post(`${ONE}/findings`, counters, (c) => handleFindings(c, services));
  router.get(`${ONE}/found`, counters, (c) => showFound(c, services, emptyForm()));
  router.post(`${ONE}/found`, counters, (c) => handleFound(c, services));
  router.post(`${ONE}/lines/:line{[0-9]{1,12}}/recount`, counters, (c) =>
    act(c, services, 'recount', keyForm, async (actor, { idempotency_key: key }) => {
      const done = await askRecount(services, actor, { key, number: numberOf(c) }, Number(c.req.param('line')));
      return done.ok ? wordsOf(c).recountAsked(done.value.line) : done;
    }),
  );
  router.post(`${ONE}/cancellation`, counters, (c) =>
    act(c, services, 'cancellation', reasonForm, async (actor, value) => {
      const done = await cancelCount(services, actor, seenBy(numberOf(c), value), { reason: value.reason });
      return done.ok ? wordsOf(c).cancelled : done;
    }),
  );
  router.post(`${ONE}/submission`, counters, (c) =>
    act(c, services, 'submission', submitForm, submitting(c, services)),
  );
  decisionRoutes(router, services);
  return router;
}

function submitting(c: AppContext, services: Services) {
  return async (actor: Actor, value: z.infer<typeof submitForm>) => {
    const reasons: Record<string, LineReason> = {};
    for (const [id, { code, text = '' }] of Object.entries(value.reason)) reasons[id] = { code, text };
    const done = await submitCount(services, actor, seenBy(numberOf(c), value), { reasons });
    return done.ok ? wordsOf(c).submittedAs[done.value.outcome](done.value.lines) : done;
  };
}

/** Who stands by where a count is about controlled drugs; nobody when nobody was typed or may be asked. */
async function secondOf(c: AppContext, services: Services, value: z.infer<typeof approveForm>) {
  const { place, can } = await wantedCount(c, services);
  if (!can.decide) return ok(undefined);
  const proved = await proveWitness(c, services, place.path, value, ['controlled.act', 'loss.witness']);
  if (!proved.ok || proved.value === null) return proved.ok ? ok(undefined) : proved;
  return ok({ personId: proved.value.userId, provedAt: proved.value.provedAt });
}

function decisionRoutes(router: Router, services: Services): void {
  const approvers = requirePermission('count.approve');
  router.post(`${ONE}/approval`, approvers, (c) =>
    act(c, services, 'approval', approveForm, async (actor, value) => {
      const proved = await secondOf(c, services, value);
      if (!proved.ok) return proved;
      const done = await approveCount(services, actor, seenBy(numberOf(c), value), proved.value);
      return done.ok ? wordsOf(c).posted(numberOf(c), done.value.lines) : done;
    }),
  );
  router.post(`${ONE}/return`, approvers, (c) =>
    act(c, services, 'return', reasonForm, async (actor, value) => {
      const done = await returnCount(services, actor, seenBy(numberOf(c), value), { reason: value.reason });
      return done.ok ? wordsOf(c).returned(done.value.lines) : done;
    }),
  );
  router.post(`${ONE}/reversal`, approvers, (c) =>
    act(c, services, 'reversal', reasonForm, async (actor, value) => {
      const proved = await secondOf(c, services, value);
      if (!proved.ok) return proved;
      const seen = seenBy(numberOf(c), value);
      const done = await reverseCount(services, actor, seen, { reason: value.reason }, proved.value);
      return done.ok ? wordsOf(c).reversed(numberOf(c)) : done;
    }),
  );
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.count(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showCount(c, services, back) });
}

async function handleFindings(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, findingsForm);
  const shown = (state: FormState) => showCount(c, services, { name: 'findings', state });
  if (!form.ok) {
    c.status(422);
    return shown(form);
  }
  const { idempotency_key: key, line: lines } = form.value;
  const countedAt = momentOf(form.value, dayOf(services.clock.now()));
  const number = numberOf(c);
  const done = await recordFindings(services, actorOf(c), { key, number }, { lines, countedAt });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return shown(refusedForm(c, form.values, done));
  }
  // One line after the other: the next that nobody has counted follows
  const view = await wantedCount(c, services);
  const alone = Number(c.req.query('line'));
  const open = view.lines.filter((one) => one.foundBase === null).map((one) => one.line.lineNumber);
  const next = alone > 0 ? (open.find((line) => line > alone) ?? open[0]) : undefined;
  return backToCount(c, number, wordsOf(c).recorded(done.value.counted, done.value.recounts), next);
}

async function showFound(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await wantedCount(c, services);
  const query = foundQuery.parse(c.req.query());
  const code = form.values.item?.[0] ?? query.item;
  const chosen = code === undefined || code === '' ? undefined : await itemByCode(db, code);
  const hits = query.q === undefined ? [] : await searchItems(db, query.q, { limit: ITEMS_SHOWN });
  const shown = { t, view, query, form, hits, formKey: newFormKey(), ...(chosen && { chosen }) };
  return c.render(<FoundLotPage {...shown} />, { title: t.counts.foundTitle, active: 'counts' });
}

async function handleFound(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, foundForm);
  if (!form.ok) {
    c.status(422);
    return showFound(c, services, form);
  }
  const { idempotency_key: key, item: itemCode, lotNumber, expiresOn, store: storeId, quantity } = form.value;
  const number = numberOf(c);
  const input = { itemCode, lotNumber, expiresOn, storeId, quantity };
  const done = await addFoundLot(services, actorOf(c), { key, number }, input);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showFound(c, services, refusedForm(c, form.values, done));
  }
  return backToCount(c, number, wordsOf(c).foundAdded(done.value.line));
}
