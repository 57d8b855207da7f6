/** Pages of monthly returns of short drugs: the list with what is owed, one return with its acts, lines and files. */
import type { z } from 'zod';
import { MonitoringsPage } from '../../views/monitoring/list-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { approveReturn, cancelReturn, reportReturn, returnReturn, submitReturn } from './decide-commands.ts';
import { owedMonths } from './due-queries.ts';
import { formColumns, formRows, listColumns } from './exports.ts';
import {
  addForm,
  lineForm,
  listQuery,
  noteForm,
  nothingForm,
  prepareForm,
  reportForm,
  seenForm,
  whyForm,
} from './forms.ts';
import { addLine, changeLine, removeLine, setNote, setNothing } from './line-commands.ts';
import { listReturns } from './list-queries.ts';
import { correctReturn, prepareReturn, redrawReturn } from './prepare-commands.ts';
import { showLine, showReturn, wantedReturn } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 10_000;
const ONE = '/monitoring/:number{JC-[0-9]{8}-[0-9]{4,}}';
const LINE = `${ONE}/lines/:line{[0-9]{1,12}}`;
const FILE = ':file{export\\.(?:csv|xlsx)}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).monitoring;

export function monitoringRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('monitoring.read');
  const exporters = requirePermission('export');
  router.get(paths.monitorings(), readers, (c) => showList(c, services, emptyForm()));
  router.get(`/monitoring/${FILE}`, readers, exporters, (c) => exportList(c, services));
  router.post(paths.monitorings(), requirePermission('monitoring.prepare'), (c) => handlePrepare(c, services));
  router.get(ONE, readers, (c) => showReturn(c, services));
  router.get(`${ONE}/${FILE}`, readers, exporters, (c) => exportReturn(c, services));
  router.get(LINE, readers, (c) => showLine(c, services));
  draftRoutes(router, services);
  lineRoutes(router, services);
  decisionRoutes(router, services);
  return router;
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.monitoring(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showReturn(c, services, back) });
}

function draftRoutes(router: Router, services: Services): void {
  const preparers = requirePermission('monitoring.prepare');
  router.post(`${ONE}/lines`, preparers, (c) =>
    act(c, services, 'lines', addForm, async (actor, value) => {
      const done = await addLine(services, actor, seenBy(numberOf(c), value), { itemCode: value.itemCode });
      return done.ok ? wordsOf(c).lineAdded(done.value.name) : done;
    }),
  );
  router.post(`${ONE}/drawing`, preparers, (c) =>
    act(c, services, 'drawing', seenForm, async (actor, value) => {
      const done = await redrawReturn(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).redrawn(done.value.added, done.value.renewed) : done;
    }),
  );
  router.post(`${ONE}/nothing`, preparers, (c) =>
    act(c, services, 'nothing', nothingForm, async (actor, value) => {
      const nothing = value.nothing === 'yes';
      const done = await setNothing(services, actor, seenBy(numberOf(c), value), { nothing });
      return done.ok ? wordsOf(c).nothingSaid[nothing ? 'yes' : 'no'] : done;
    }),
  );
  router.post(`${ONE}/note`, preparers, (c) =>
    act(c, services, 'note', noteForm, async (actor, value) => {
      const done = await setNote(services, actor, seenBy(numberOf(c), value), { note: value.note ?? '' });
      return done.ok ? wordsOf(c).noteKept : done;
    }),
  );
}

function lineRoutes(router: Router, services: Services): void {
  const preparers = requirePermission('monitoring.prepare');
  router.post(LINE, preparers, (c) => {
    const lineId = Number(c.req.param('line'));
    return actOnPage(c, {
      name: 'line',
      schema: lineForm,
      page: paths.monitoringLine(numberOf(c), lineId),
      show: (back) => showLine(c, services, back),
      work: async (actor, value) => {
        const { idempotency_key: _key, version: _version, reason, ...values } = value;
        const done = await changeLine(services, actor, seenBy(numberOf(c), value), { lineId, values, reason });
        return done.ok ? wordsOf(c).lineKept(done.value.fields) : done;
      },
    });
  });
  router.post(`${LINE}/removal`, preparers, (c) =>
    act(c, services, 'removal', whyForm, async (actor, value) => {
      const input = { lineId: Number(c.req.param('line')), why: value.why };
      const done = await removeLine(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).lineRemoved(done.value.name) : done;
    }),
  );
}

function decisionRoutes(router: Router, services: Services): void {
  const preparers = requirePermission('monitoring.prepare');
  const signers = requirePermission('monitoring.approve');
  router.post(`${ONE}/submission`, preparers, (c) =>
    act(c, services, 'submission', seenForm, async (actor, value) => {
      const done = await submitReturn(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).submitted : done;
    }),
  );
  router.post(`${ONE}/approval`, signers, (c) =>
    act(c, services, 'approval', seenForm, async (actor, value) => {
      const done = await approveReturn(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).approved : done;
    }),
  );
  router.post(`${ONE}/return`, signers, (c) =>
    act(c, services, 'return', whyForm, async (actor, value) => {
      const done = await returnReturn(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).returned : done;
    }),
  );
  router.post(`${ONE}/report`, preparers, (c) =>
    act(c, services, 'report', reportForm, async (actor, value) => {
      const { reportedOn, receiptNumber } = value;
      const done = await reportReturn(services, actor, seenBy(numberOf(c), value), { reportedOn, receiptNumber });
      return done.ok ? wordsOf(c).reported : done;
    }),
  );
  router.post(`${ONE}/cancellation`, preparers, (c) =>
    act(c, services, 'cancellation', whyForm, async (actor, value) => {
      const done = await cancelReturn(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).cancelled : done;
    }),
  );
  router.post(`${ONE}/correction`, preparers, (c) =>
    act(c, services, 'correction', whyForm, async (actor, value) => {
      const done = await correctReturn(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).correctionBegan(done.value.number) : done;
    }),
  );
}

async function showList(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['string', 'number']) as [string, number] | undefined;
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const [fetched, { owed }] = await Promise.all([
    listReturns(db, scopePath, filter, { cursor, size: PAGE_SIZE }),
    owedMonths(db, today),
  ]);
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.month, row.id]);
  const can = { prepare: may(roles, 'monitoring.prepare'), export: may(roles, 'export') };
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can, owed, today, form, formKey: newFormKey };
  return c.render(<MonitoringsPage {...shown} />, { title: t.monitoring.title, active: 'monitoring' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listReturns(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.monitoring.title}-${dayOf(services.clock.now())}`, listColumns(t), rows);
}

async function exportReturn(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedReturn(c, services);
  const name = `${t.monitoring.title}-${view.paper.month}-${view.document.number}`;
  return spreadsheet(c, name, formColumns(t, view), formRows(view));
}

async function handlePrepare(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, prepareForm);
  if (!form.ok) {
    c.status(422);
    return showList(c, services, form);
  }
  const { idempotency_key: key, month } = form.value;
  const prepared = await prepareReturn(services, viewerToActor(signedIn(c)), key, { month });
  if (!prepared.ok) {
    if (statusOf(prepared) === 404) throw refusalError(c, prepared);
    c.status(statusOf(prepared));
    return showList(c, services, refusedForm(c, form.values, prepared));
  }
  const { number, lines } = prepared.value;
  return redirectWith(c, paths.monitoring(number), { tone: 'accent', title: wordsOf(c).prepared(month, lines) });
}
