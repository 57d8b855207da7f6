/** Pages of tracing: the rate of capture and what it lacks, scans, alarms, boxes, and one code. */
import { TraceAlarmPage, TraceAlarmsPage } from '../../views/tracing/alarm-pages.tsx';
import { TraceCodePage } from '../../views/tracing/code-page.tsx';
import { TraceMissingPage } from '../../views/tracing/missing-page.tsx';
import { TraceRatesPage } from '../../views/tracing/rates-page.tsx';
import { TraceScansPage } from '../../views/tracing/scans-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage, pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { closeAlarm } from './alarm-commands.ts';
import { codeView } from './code-queries.ts';
import { alarmColumns, missingColumns, rateColumns, scanColumns } from './exports.ts';
import { alarmQuery, closeForm, listQuery, rateQuery } from './forms.ts';
import { alarmById, captureRates, listAlarms, listScans, missingPapers, type Span } from './list-queries.ts';
import { packRoutes } from './packs/routes.tsx';
import { tracePaperRoutes } from './paper-routes.tsx';
import { isTraceCode } from './rules.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const FILE = ':file{export\\.(?:csv|xlsx)}';

export function tracingRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('trace.read');
  const exporters = requirePermission('export');
  router.get(paths.trace(), readers, (c) => showRates(c, services));
  router.get(`/trace/${FILE}`, readers, exporters, (c) => exportRates(c, services));
  router.get(paths.traceMissing(), readers, (c) => showMissing(c, services));
  router.get(`/trace/missing/${FILE}`, readers, exporters, (c) => exportMissing(c, services));
  router.get(paths.traceScans(), readers, (c) => showScans(c, services));
  router.get(`/trace/scans/${FILE}`, readers, exporters, (c) => exportScans(c, services));
  router.get(paths.traceAlarms(), readers, (c) => showAlarms(c, services));
  router.get(`/trace/alarms/${FILE}`, readers, exporters, (c) => exportAlarms(c, services));
  router.get('/trace/alarms/:id{[0-9]{1,12}}', readers, (c) => showAlarm(c, services, emptyForm()));
  router.post('/trace/alarms/:id{[0-9]{1,12}}/closing', requirePermission('alert.manage'), (c) =>
    handleClose(c, services),
  );
  router.route('/', packRoutes(services));
  router.route('/', tracePaperRoutes(services));
  router.get(paths.traceCode(':code{8[0-9]{19}}'), readers, (c) => showCode(c, services));
  return router;
}

/** The days an address asks for: this month when it says none. */
function spanOf(c: AppContext, services: Services): Span {
  const { from, to, member = '', act = '' } = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const last = to ?? today;
  const [first = last] = [from ?? `${last.slice(0, 7)}-01`, last].sort();
  return { from: first, to: last, member, act };
}

async function membersOf(c: AppContext, services: Services) {
  const all = await organisationsUnder(services.db.read, signedIn(c).scopePath);
  return all.map(({ code, shortName }) => ({ value: code, label: shortName }));
}

const canExport = (c: AppContext) => may(signedIn(c).roles, 'export');

async function showRates(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { by, code } = rateQuery.parse(c.req.query());
  if (code !== undefined && isTraceCode(code)) return c.redirect(paths.traceCode(code.trim()), 303);
  const span = spanOf(c, services);
  const { scopePath } = signedIn(c);
  const rates = await captureRates(db, scopePath, span, by);
  const open = await listAlarms(db, scopePath, { tab: 'open', q: '' }, { size: 99 });
  const shown = { t, span, by, rates, code, alarms: open.length, members: await membersOf(c, services) };
  return c.render(<TraceRatesPage {...shown} canExport={canExport(c)} />, { title: t.tracing.title, active: 'trace' });
}

async function exportRates(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { by } = rateQuery.parse(c.req.query());
  const span = spanOf(c, services);
  const rates = await captureRates(services.db.read, signedIn(c).scopePath, span, by);
  return spreadsheet(c, `${t.tracing.rateExport}-${span.from}-${span.to}`, rateColumns(t, by), rates);
}

async function showMissing(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const span = spanOf(c, services);
  const { after, show } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'string']) as [number, string] | undefined;
  const page = { cursor, size: PAGE_SIZE };
  const fetched = await missingPapers(services.db.read, signedIn(c).scopePath, span, show, page);
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.id, row.act]);
  const shown = { t, span, show, rows, next, paged: cursor !== undefined, members: await membersOf(c, services) };
  const title = show === 'all' ? t.tracing.papersTitle : t.tracing.missingTitle;
  return c.render(<TraceMissingPage {...shown} canExport={canExport(c)} />, { title, active: 'trace' });
}

async function exportMissing(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const span = spanOf(c, services);
  const { show } = listQuery.parse(c.req.query());
  const rows = await missingPapers(services.db.read, signedIn(c).scopePath, span, show, { size: MOST_EXPORTED });
  const title = show === 'all' ? t.tracing.papersTitle : t.tracing.missingTitle;
  return spreadsheet(c, `${title}-${span.from}-${span.to}`, missingColumns(t), rows);
}

async function showScans(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const span = spanOf(c, services);
  const { after, q = '' } = listQuery.parse(c.req.query());
  const { scopePath } = signedIn(c);
  const page = await pageById(after, PAGE_SIZE, ({ after: before, size }) =>
    listScans(services.db.read, scopePath, { ...span, q }, { before, size }),
  );
  const lists = { ...page, members: await membersOf(c, services) };
  const shown = { t, span, q, ...lists, now: services.clock.now(), canExport: canExport(c) };
  return c.render(<TraceScansPage {...shown} />, { title: t.tracing.scansTitle, active: 'trace' });
}

async function exportScans(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const span = spanOf(c, services);
  const { q = '' } = listQuery.parse(c.req.query());
  const rows = await listScans(services.db.read, signedIn(c).scopePath, { ...span, q }, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.tracing.scansTitle}-${span.from}-${span.to}`, scanColumns(t), rows);
}

async function showAlarms(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { tab, q = '', after } = alarmQuery.parse(c.req.query());
  const { scopePath } = signedIn(c);
  const page = await pageById(after, PAGE_SIZE, ({ after: before, size }) =>
    listAlarms(services.db.read, scopePath, { tab, q }, { before, size }),
  );
  const shown = { t, tab, q, ...page, now: services.clock.now() };
  return c.render(<TraceAlarmsPage {...shown} canExport={canExport(c)} />, {
    title: t.tracing.alarmsTitle,
    active: 'trace',
  });
}

async function exportAlarms(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { tab, q = '' } = alarmQuery.parse(c.req.query());
  const rows = await listAlarms(services.db.read, signedIn(c).scopePath, { tab, q }, { size: MOST_EXPORTED });
  const name = `${t.tracing.alarmsTitle}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, alarmColumns(t), rows);
}

async function alarmFor(c: AppContext, services: Services) {
  const alarm = await alarmById(services.db.read, signedIn(c).scopePath, Number(c.req.param('id')));
  if (alarm === undefined) throw new WebError(404, 'notFound');
  return alarm;
}

async function showAlarm(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const alarm = await alarmFor(c, services);
  const viewer = signedIn(c);
  const own = alarm.second_by === viewer.userId;
  const can = may(viewer.roles, 'alert.manage') && alarm.closed_at === null;
  const shown = { t, alarm, can: can && !own, own: can && own, form, formKey: newFormKey() };
  return c.render(<TraceAlarmPage {...shown} />, { title: t.tracing.alarmTitle(alarm.id), active: 'trace' });
}

async function handleClose(c: AppContext, services: Services): Promise<Response> {
  const alarm = await alarmFor(c, services);
  const form = await readForm(c, closeForm);
  if (!form.ok) {
    c.status(422);
    return showAlarm(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const done = await closeAlarm(services, viewerToActor(signedIn(c)), key, { id: alarm.id, reason });
  if (!done.ok) {
    if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
    c.status(statusOf(done));
    return showAlarm(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).tracing.alarmClosed(done.value.code);
  return redirectWith(c, paths.traceAlarms(), { tone: 'accent', title });
}

async function showCode(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const code = c.req.param('code') ?? '';
  const view = await codeView(services.db.read, signedIn(c), code);
  if (view === undefined) throw new WebError(404, 'notFound');
  const now = services.clock.now();
  return c.render(<TraceCodePage t={t} view={view} now={now} />, { title: code, active: 'trace' });
}
