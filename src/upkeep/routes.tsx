/** Pages of upkeep: the lists, one with its lines and acts, its record as paper and file. */
import type { z } from 'zod';
import { UpkeepsPage } from '../../views/upkeep/list-page.tsx';
import { UpkeepPage } from '../../views/upkeep/show-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { placesToCount } from '../counts/place-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { finishRest, recordFinding, releaseLine } from './do-commands.ts';
import { lineColumns, listColumns } from './exports.ts';
import { findForm, linesQuery, listQuery, makeForm, releaseForm, restForm } from './forms.ts';
import { linesOf, listUpkeeps, type UpkeepView, upkeepView } from './list-queries.ts';
import { makeUpkeep } from './make-commands.ts';
import { drawUpkeep } from './paper.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const MOST_PRINTED = 3000;
const ONE = '/upkeep/:number{YH-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).upkeep;

export function upkeepRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const keepers = requirePermission('upkeep.do');
  const exporters = requirePermission('export');
  router.get(paths.upkeeps(), readers, (c) => showList(c, services, emptyForm()));
  router.get('/upkeep/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) => exportList(c, services));
  router.post(paths.upkeeps(), keepers, (c) => handleMake(c, services));
  router.get(ONE, readers, (c) => showOne(c, services));
  router.get(`${ONE}/record.pdf`, readers, (c) => sendRecord(c, services));
  router.get(`${ONE}/:file{export\\.(?:csv|xlsx)}`, readers, exporters, (c) => exportLines(c, services));
  router.post(`${ONE}/findings`, keepers, (c) => handleFinding(c, services));
  router.post(`${ONE}/rest`, keepers, (c) =>
    act(c, services, 'rest', restForm, async (actor, value) => {
      const done = await finishRest(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).restDone(done.value.lines) : done;
    }),
  );
  router.post(`${ONE}/lines/:line{[0-9]{1,12}}/release`, requirePermission('storage.decide'), (c) => {
    const lineId = Number(c.req.param('line'));
    return act(c, services, `release${lineId}`, releaseForm, async (actor, { idempotency_key: key, why }) => {
      const done = await releaseLine(services, actor, { key, number: numberOf(c) }, { lineId, why });
      return done.ok ? wordsOf(c).released(done.value.line) : done;
    });
  });
  return router;
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const { tab, q } = linesQuery.parse(c.req.query());
  const page = paths.upkeep(numberOf(c), { tab, q });
  return actOnPage(c, { name, schema, work, page, show: (back) => showOne(c, services, back) });
}

function handleFinding(c: AppContext, services: Services) {
  return act(c, services, 'findings', findForm, async (actor, value) => {
    const { idempotency_key: key, line: lineId, finding, problem = '', measure = '' } = value;
    const input = { lineId, finding, problem, measure };
    const done = await recordFinding(services, actor, { key, number: numberOf(c) }, input);
    return done.ok ? wordsOf(c).found(done.value.line, done.value.left) : done;
  });
}

async function showList(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const today = dayOf(services.clock.now());
  const fetched = await listUpkeeps(db, viewer.scopePath, filter, { cursor, size: PAGE_SIZE, today });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const does = may(viewer.roles, 'upkeep.do');
  const places = does ? await placesToCount(db, viewer) : [];
  const can = { make: does && places.length > 0, export: may(viewer.roles, 'export') };
  const paged = cursor !== undefined;
  const shown = { t, filter, rows, next, paged, places, form, formKey: newFormKey(), can, today };
  return c.render(<UpkeepsPage {...shown} />, { title: t.upkeep.title, active: 'upkeep' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const page = { size: MOST_EXPORTED, today };
  const rows = await listUpkeeps(services.db.read, signedIn(c).scopePath, filter, page);
  return spreadsheet(c, `${t.upkeep.exportName}-${today}`, listColumns(t), rows);
}

async function handleMake(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, makeForm);
  if (!form.ok) {
    c.status(422);
    return showList(c, services, form);
  }
  const { idempotency_key: key, organisation: organisationCode, kind } = form.value;
  const made = await makeUpkeep(services, viewerToActor(signedIn(c)), key, { organisationCode, kind });
  if (!made.ok) {
    if (statusOf(made) === 404) throw refusalError(c, made);
    c.status(statusOf(made));
    return showList(c, services, refusedForm(c, form.values, made));
  }
  const { number, lines } = made.value;
  return redirectWith(c, paths.upkeep(number), { tone: 'accent', title: wordsOf(c).made(number, lines) });
}

/** The list of the address as this person sees it; 404 outside the scope. */
async function wanted(c: AppContext, services: Services): Promise<UpkeepView> {
  const view = await upkeepView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await wanted(c, services);
  const { tab, q, after } = linesQuery.parse(c.req.query());
  const filter = { tab: tab ?? (view.counts.open > 0 ? ('open' as const) : ('all' as const)), q };
  const cursor = decodeCursor(after, ['number']) as [number] | undefined;
  const fetched = await linesOf(db, view.document.id, filter, { after: cursor?.[0], size: PAGE_SIZE });
  const { rows: lines, next } = keysetPage(fetched, PAGE_SIZE, ({ line }) => [line.lineNumber]);
  const now = services.clock.now();
  const shown = {
    t,
    view,
    filter,
    lines,
    next,
    paged: cursor !== undefined,
    files: await attachmentsOf(db, `document ${view.document.number}`),
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    expiry: await expiryOn(db, dayOf(now)),
    now,
    canExport: may(signedIn(c).roles, 'export'),
  };
  return c.render(<UpkeepPage {...shown} />, { title: `${view.document.number} ${t.upkeep.title}`, active: 'upkeep' });
}

async function exportLines(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const lines = await linesOf(services.db.read, view.document.id, { tab: 'all' }, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.upkeep.exportLines}-${view.document.number}`, lineColumns(t), lines);
}

async function sendRecord(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const { number } = view.document;
  const lines = await linesOf(services.db.read, view.document.id, { tab: 'all' }, { size: MOST_PRINTED });
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.upkeep(number), origin).toString();
  const printing = { t, url, printedBy: signedIn(c).name, printedAt: services.clock.now() };
  return sendPaper(c, number, () => drawUpkeep(view, lines, printing));
}
