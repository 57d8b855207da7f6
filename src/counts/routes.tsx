/** Pages of counts: the list, opening one, one of them, its files and papers. */
import { CountsPage } from '../../views/counts/list-page.tsx';
import { NewCountPage } from '../../views/counts/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { countActRoutes } from './act-routes.tsx';
import { lineColumns, listColumns } from './exports.ts';
import { countForm, detailOf, listQuery, momentOf } from './forms.ts';
import { countCounts, listCounts } from './list-queries.ts';
import { openCount } from './open-commands.ts';
import { drawCountResult, drawCountSheet } from './paper.ts';
import { placesToCount } from './place-queries.ts';
import { countPlanRoutes } from './plan-routes.tsx';
import { backToCount, showCount, wantedCount } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
export const ONE_COUNT = '/counts/:number{PD-[0-9]{8}-[0-9]{4,}}';
const FILE = ':file{export\\.(?:csv|xlsx)}';

export function countsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const counters = requirePermission('count.make');
  const exporters = requirePermission('export');
  router.get(paths.counts(), readers, (c) => showList(c, services));
  router.get(`/counts/${FILE}`, readers, exporters, (c) => exportList(c, services));
  router.get(paths.newCount(), counters, (c) => showNew(c, services, presetOf(c)));
  router.post(paths.counts(), counters, (c) => handleNew(c, services));
  router.get(ONE_COUNT, readers, (c) => showCount(c, services));
  router.get(`${ONE_COUNT}/${FILE}`, readers, exporters, (c) => exportLines(c, services));
  router.get(`${ONE_COUNT}/sheet.pdf`, readers, (c) => sendSheet(c, services));
  router.get(`${ONE_COUNT}/result.pdf`, readers, (c) => sendResult(c, services));
  router.route('/', countActRoutes(services));
  router.route('/', countPlanRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listCounts(db, scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const counts = await countCounts(db, scopePath);
  const can = {
    count: may(roles, 'count.make'),
    export: may(roles, 'export'),
    prices: may(roles, 'stock.read.prices'),
  };
  const shown = { t, filter, counts, rows, next, paged: cursor !== undefined, can, now: services.clock.now() };
  return c.render(<CountsPage {...shown} />, { title: t.counts.title, active: 'counts' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listCounts(services.db.read, scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.counts.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, listColumns(t, may(roles, 'stock.read.prices')), rows);
}

async function exportLines(c: AppContext, services: Services): Promise<Response> {
  const view = await wantedCount(c, services);
  return spreadsheet(c, view.document.number, lineColumns(wordsFor(c), view), view.lines);
}

/** A form that begins with the place and the store that an address names; nonsense is no choice of the form. */
function presetOf(c: AppContext): FormState {
  const values: Record<string, string[]> = {};
  for (const name of ['organisation', 'scope', 'store']) {
    const value = c.req.query(name);
    if (value !== undefined) values[name] = [value.slice(0, 40)];
  }
  return { ...emptyForm(), values };
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const places = await placesToCount(services.db.read, signedIn(c));
  const shown = { t, form, formKey: newFormKey(), places, today: dayOf(services.clock.now()) };
  return c.render(<NewCountPage {...shown} />, { title: t.counts.newTitle, active: 'counts' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, countForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, organisation, title, scope, open } = form.value;
  const asOf = momentOf(form.value, dayOf(services.clock.now()));
  const input = { organisationCode: organisation, title, scope, detail: detailOf(form.value), asOf, blind: !open };
  const opened = await openCount(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    if (statusOf(opened) === 404) throw refusalError(c, opened);
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number, lines } = opened.value;
  return backToCount(c, number, wordsFor(c).counts.opened(number, lines));
}

function printing(c: AppContext, services: Services, number: string, issuer: string) {
  const t = wordsFor(c);
  const printedAt = services.clock.now();
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.count(number), origin).toString();
  return { t, issuer, url, printedBy: signedIn(c).name, printedAt };
}

async function sendSheet(c: AppContext, services: Services): Promise<Response> {
  const view = await wantedCount(c, services);
  const { number } = view.document;
  return sendPaper(c, number, () => drawCountSheet(view, printing(c, services, number, view.place.name)));
}

async function sendResult(c: AppContext, services: Services): Promise<Response> {
  const view = await wantedCount(c, services);
  const { number } = view.document;
  return sendPaper(c, number, () => drawCountResult(view, printing(c, services, number, view.place.name)));
}
