/** Pages of losses: the list, opening a paper, one of them with its acts, its file and its paper. */

import type { z } from 'zod';
import { LossesPage } from '../../views/losses/list-page.tsx';
import { NewLossPage } from '../../views/losses/new-page.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { placesToCount } from '../counts/place-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { designOn } from '../print/layout-queries.ts';
import { drawReport } from '../print/report.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { proveWitness } from '../web/witness.ts';
import { approveLoss, cancelLoss, returnLoss, reverseLoss, submitLoss } from './decide-commands.ts';
import { withdrawDestruction } from './destroy-commands.ts';
import { destructionRoutes } from './destruction-routes.tsx';
import { openLoss, removeLossLine, setLossLines } from './draft-commands.ts';
import { listColumns } from './exports.ts';
import { approveForm, keyForm, linesForm, listQuery, newQuery, openForm, seenForm, whyForm } from './forms.ts';
import { listLosses } from './list-queries.ts';
import { lossReport } from './paper.ts';
import { showLoss, wantedLoss } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/losses/:number{(?:BS|TZ|XH)-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).losses;

export function lossesRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const reporters = requirePermission('loss.report');
  router.get(paths.losses(), readers, (c) => showList(c, services));
  router.get('/losses/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newLoss(), reporters, (c) => showNew(c, services, emptyForm()));
  router.post(paths.losses(), reporters, (c) => handleNew(c, services));
  router.route('/', destructionRoutes(services));
  router.get(ONE, readers, (c) => showLoss(c, services));
  router.get(`${ONE}/paper.pdf`, readers, (c) => sendLoss(c, services));
  draftRoutes(router, services);
  decisionRoutes(router, services);
  return router;
}

function draftRoutes(router: Router, services: Services): void {
  const reporters = requirePermission('loss.report');
  router.post(`${ONE}/lines`, reporters, (c) =>
    act(c, services, 'lines', linesForm, async (actor, { idempotency_key: key, direction, lot: lots }) => {
      const done = await setLossLines(services, actor, { key, number: numberOf(c) }, { lots, direction });
      return done.ok ? wordsOf(c).linesSet(done.value.lines) : done;
    }),
  );
  router.post(`${ONE}/lines/:line{[0-9]{1,12}}/removal`, reporters, (c) =>
    act(c, services, 'removal', keyForm, async (actor, { idempotency_key: key }) => {
      const line = Number(c.req.param('line'));
      const done = await removeLossLine(services, actor, { key, number: numberOf(c) }, line);
      return done.ok ? wordsOf(c).lineRemoved(done.value.lot) : done;
    }),
  );
  router.post(`${ONE}/submission`, reporters, (c) =>
    act(c, services, 'submission', seenForm, async (actor, value) => {
      const done = await submitLoss(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).submitted : done;
    }),
  );
  router.post(`${ONE}/cancellation`, reporters, (c) =>
    act(c, services, 'cancellation', whyForm, async (actor, value) => {
      const done = await cancelLoss(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).cancelled : done;
    }),
  );
}

/** Who stands by where controlled drugs are lost or come back; nobody when nobody was typed. */
async function secondOf(c: AppContext, services: Services, value: z.infer<typeof approveForm>) {
  const { place } = await wantedLoss(c, services);
  const proved = await proveWitness(c, services, place.path, value, ['controlled.act', 'loss.witness']);
  if (!proved.ok || proved.value === null) return proved.ok ? ok(undefined) : proved;
  return ok({ personId: proved.value.userId, provedAt: proved.value.provedAt });
}

function decisionRoutes(router: Router, services: Services): void {
  const approvers = requirePermission('loss.approve');
  router.post(`${ONE}/approval`, approvers, (c) =>
    act(c, services, 'approval', approveForm, async (actor, value) => {
      const proved = await secondOf(c, services, value);
      if (!proved.ok) return proved;
      const done = await approveLoss(services, actor, seenBy(numberOf(c), value), proved.value);
      return done.ok ? wordsOf(c).posted(numberOf(c)) : done;
    }),
  );
  const whys = [
    ['return', returnLoss, (c: AppContext) => wordsOf(c).returned],
    ['reversal', reverseLoss, (c: AppContext) => wordsOf(c).reversed(numberOf(c))],
    ['withdrawal', withdrawDestruction, (c: AppContext) => wordsOf(c).withdrawn(numberOf(c))],
  ] as const;
  for (const [name, perform, said] of whys) {
    router.post(`${ONE}/${name}`, approvers, (c) =>
      act(c, services, name, whyForm, async (actor, value) => {
        const proved = await secondOf(c, services, value);
        if (!proved.ok) return proved;
        const done = await perform(services, actor, seenBy(numberOf(c), value), { why: value.why }, proved.value);
        return done.ok ? said(c) : done;
      }),
    );
  }
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.loss(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showLoss(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listLosses(services.db.read, scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const can = {
    report: may(roles, 'loss.report'),
    export: may(roles, 'export'),
    prices: may(roles, 'stock.read.prices'),
  };
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can, now: services.clock.now() };
  return c.render(<LossesPage {...shown} />, { title: t.losses.title, active: 'losses' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listLosses(services.db.read, scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.losses.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t, may(roles, 'stock.read.prices')), rows);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const places = await placesToCount(services.db.read, signedIn(c));
  const { kind } = newQuery.parse({ kind: form.values.kind?.[0] ?? c.req.query('kind') });
  const shown = { t, form, formKey: newFormKey(), places, kind };
  return c.render(<NewLossPage {...shown} />, { title: t.losses.newTitles[kind], active: 'losses' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, openForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, kind, organisation: organisationCode, reasonCode, reason = '' } = form.value;
  const input = { kind, organisationCode, reasonCode, reason };
  const opened = await openLoss(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    if (statusOf(opened) === 404) throw refusalError(c, opened);
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  return redirectWith(c, paths.loss(number), { tone: 'accent', title: wordsOf(c).opened(number) });
}

async function sendLoss(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedLoss(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.loss(number), origin).toString();
  const printedAt = services.clock.now();
  const { name: printedBy } = signedIn(c);
  const { design } = await designOn(services.db.read, 'loss_note', view.place.path, dayOf(printedAt));
  const printed = t.papers.viewed(fullMoment(printedAt), printedBy);
  const printing = { t, url, printedBy, printedAt, printed, design };
  return sendPaper(c, number, () => drawReport(lossReport(view, printing)));
}
