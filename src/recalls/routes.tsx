/** Pages of recalls: the list, entering a notice, one of them with its acts, its files and its report. */
import type { z } from 'zod';
import { RecallsPage } from '../../views/recalls/list-page.tsx';
import { NewRecallPage } from '../../views/recalls/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf, startOfDay } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormResult, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { actRoutes } from './act-routes.tsx';
import { openRecall } from './draft-commands.ts';
import { listColumns, memberColumns, memberLots } from './exports.ts';
import { listQuery, newQuery, openForm } from './forms.ts';
import { listRecalls } from './list-queries.ts';
import { otherRecallLists } from './list-rules.ts';
import { memberRoutes } from './member-routes.tsx';
import { drawRecall } from './paper.ts';
import { scanTarget, type TargetScan, withScanned } from './scan-queries.ts';
import { showRecall, wantedRecall } from './show.tsx';
import { readTargets, type TargetText } from './target-rules.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const MINUTE_MS = 60_000;
const LONGEST_SCAN = 400;
const ONE = '/recalls/:number{ZH-[0-9]{8}-[0-9]{4,}}';

export function recallsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const managers = requirePermission('recall.manage');
  const exporters = requirePermission('export');
  router.get(paths.recalls(), readers, (c) => showList(c, services));
  router.get('/recalls/:file{export\\.(?:csv|xlsx)}', readers, exporters, (c) => exportList(c, services));
  router.get(paths.newRecall(), managers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.recalls(), managers, (c) => handleNew(c, services));
  router.post(paths.recallDraft(), managers, (c) => handleScan(c, services));
  router.get(ONE, readers, (c) => showRecall(c, services));
  router.get(`${ONE}/:file{export\\.(?:csv|xlsx)}`, readers, exporters, (c) => exportMembers(c, services));
  router.get(`${ONE}/report.pdf`, readers, (c) => sendReport(c, services));
  router.route('/', actRoutes(services));
  router.route('/', memberRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const now = services.clock.now();
  const fetched = await listRecalls(services.db.read, scopePath, filter, { cursor, size: PAGE_SIZE, now });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const can = { manage: may(roles, 'recall.manage'), export: may(roles, 'export') };
  const others = otherRecallLists(roles, 'recalls');
  const shown = { t, filter, rows, next, paged: cursor !== undefined, can, now, others };
  return c.render(<RecallsPage {...shown} />, { title: t.recalls.title, active: 'recalls' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const now = services.clock.now();
  const rows = await listRecalls(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED, now });
  return spreadsheet(c, `${t.recalls.exportName}-${dayOf(now)}`, listColumns(t), rows);
}

async function exportMembers(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedRecall(c, services);
  const name = `${view.document.number}${view.recall.drill ? `-${t.recalls.drill}` : ''}`;
  return spreadsheet(c, name, memberColumns(t), memberLots(view.notices, view.lots));
}

async function showNew(c: AppContext, services: Services, form: FormState, scan?: TargetScan): Promise<Response> {
  const t = wordsFor(c);
  const { drill = false } = newQuery.parse({ drill: form.values.drill?.[0] ?? c.req.query('drill') });
  const today = dayOf(services.clock.now());
  const shown = { t, form, formKey: newFormKey(), drill, today, scan };
  return c.render(<NewRecallPage {...shown} />, { title: t.recalls.newTitle(drill), active: 'recalls' });
}

/** UTC ms of what was typed; null when nothing was: now. */
function momentOf(day: string | undefined, time: string | undefined, today: string): number | null {
  if (day === undefined && time === undefined) return null;
  const [hours = 0, minutes = 0] = (time ?? '00:00').split(':').map(Number);
  return startOfDay(day ?? today) + (hours * 60 + minutes) * MINUTE_MS;
}

type OpenForm = FormResult<z.infer<typeof openForm>>;

/** The form again with what a pack told; an empty box is Enter in another field, which sends the form. */
async function handleScan(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, openForm);
  const { find, code } = form.values;
  const text = (find?.[0] === undefined || find[0] === '1' ? code?.[0] : find[0]) ?? '';
  if (text.trim() === '') return handleNew(c, services, form);
  const scan = await scanTarget(services.db.read, text.slice(0, LONGEST_SCAN));
  return showNew(c, services, { ...emptyForm(), values: withScanned(form.values, scan) }, scan);
}

async function handleNew(c: AppContext, services: Services, read?: OpenForm): Promise<Response> {
  const form = read ?? (await readForm(c, openForm));
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const refused = (refusal: Refusal) => {
    if (statusOf(refusal) === 404) throw refusalError(c, refusal);
    c.status(statusOf(refusal));
    return showNew(c, services, refusedForm(c, form.values, refusal));
  };
  const { idempotency_key: key, item = '', lots = '', match, receivedOn, receivedTime, ...notice } = form.value;
  const targets = targetsTyped(item, lots, match);
  if (!targets.ok) return refused(targets);
  const { noticeNumber = '', ...rest } = notice;
  const receivedAt = momentOf(receivedOn, receivedTime, dayOf(services.clock.now()));
  const input = { ...rest, noticeNumber, receivedAt, targets: targets.value };
  const opened = await openRecall(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) return refused(opened);
  const { number } = opened.value;
  return redirectWith(c, paths.recall(number), { tone: 'accent', title: wordsFor(c).recalls.opened(number) });
}

/** Nothing typed at all is no target yet: a sheet may bring them. */
function targetsTyped(item: string, lots: string, match: TargetText['match']) {
  const none: TargetText[] = [];
  return item === '' && lots === '' ? { ok: true as const, value: none } : readTargets(item, lots, match);
}

async function sendReport(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedRecall(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.recall(number), origin).toString();
  const printing = { t, url, printedBy: signedIn(c).name, printedAt: services.clock.now() };
  return sendPaper(c, number, () => drawRecall(view, printing));
}
