/** Pages of alerts: by member, row by row, one of them with what may be done; and their files. */
import { AlertPage } from '../../views/alerts/alert-page.tsx';
import { AlertRows, AlertsPage } from '../../views/alerts/list-page.tsx';
import { AlertMembers } from '../../views/alerts/members-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { levelMembers } from '../levels/member-queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage, pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { actsOn, assignAlert, candidatesFor, restAlert, wakeAlert } from './act-commands.ts';
import { alertColumns } from './exports.ts';
import { type AlertQuery, alertQuery, ownerForm, restForm, wakeForm } from './forms.ts';
import { type AlertFilter, alertById, alertsByMember, countAlerts, listAlerts } from './list-queries.ts';
import { MOST_REST_DAYS } from './rules.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/alerts/:id{[0-9]{1,12}}';

export function alertsRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  // Whoever keeps a store, and whoever manages alerts; whose it is, is judged for each
  const owners = requirePermission('alert.manage', 'issue.record');
  router.get(paths.alerts(), readers, (c) => showAlerts(c, services));
  router.get('/alerts/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportAlerts(c, services),
  );
  router.get(ONE, readers, (c) => showAlert(c, services));
  router.post(`${ONE}/owner`, owners, (c) => handleOwner(c, services));
  router.post(`${ONE}/rest`, owners, (c) => handleRest(c, services));
  router.post(`${ONE}/waking`, owners, (c) => handleWaking(c, services));
  return router;
}

function filterOf(c: AppContext, { tab, kind, q, member, mine }: AlertQuery): AlertFilter {
  return { tab, kind, q, member, owner: mine === undefined ? undefined : signedIn(c).userId };
}

/** The filter, for addresses: without what stands for nothing. */
function queryOf({ tab, kind, q, member, mine, view }: AlertQuery) {
  return { tab: tab === 'open' ? undefined : tab, kind, q: q === '' ? undefined : q, member, mine, view };
}

/** Whoever looks after many members sees members first, until something is looked for. */
function byMember(asked: AlertQuery, members: number): boolean {
  const { tab, kind, q, member, mine, view } = asked;
  const narrowed = [kind, member, mine, view].some((one) => one !== undefined) || (q ?? '') !== '';
  return members > 1 && tab === 'open' && !narrowed;
}

async function showAlerts(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const now = services.clock.now();
  const asked = alertQuery.parse(c.req.query());
  const members = await levelMembers(db, viewer.scopePath);
  const grouped = byMember(asked, members.length);
  const cursor = decodeCursor(asked.after, ['number', 'number']) as [number, number] | undefined;
  const query = queryOf(asked);
  const common = { t, query, now, paged: cursor !== undefined, after: asked.after };
  const page = grouped ? pageOf(await alertsByMember(db, viewer.scopePath, now), c.req.query('page'), PAGE_SIZE) : null;
  const fetched = grouped
    ? []
    : await listAlerts(db, viewer.scopePath, filterOf(c, asked), { cursor, size: PAGE_SIZE, now });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [
    asked.tab === 'closed' ? (row.closedAt ?? 0) : row.dueAt,
    row.id,
  ]);
  const body =
    page === null ? <AlertRows {...common} rows={rows} next={next} /> : <AlertMembers {...common} page={page} />;
  if (isFragment(c)) return c.render(body, { title: t.alerts.title, active: 'alerts' });
  const counts = await countAlerts(db, viewer.scopePath, asked.member, now);
  const can = {
    export: may(viewer.roles, 'export'),
    jobs: may(viewer.roles, 'alert.manage') || may(viewer.roles, 'audit.read'),
  };
  const shown = { ...common, asked, counts, members, can };
  return c.render(<AlertsPage {...shown}>{body}</AlertsPage>, { title: t.alerts.title, active: 'alerts' });
}

async function exportAlerts(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const now = services.clock.now();
  const asked = alertQuery.parse(c.req.query());
  const page = { size: MOST_EXPORTED, now };
  const rows = await listAlerts(services.db.read, signedIn(c).scopePath, filterOf(c, asked), page);
  return spreadsheet(c, `${t.alerts.title}-${dayOf(now)}`, alertColumns(t), rows);
}

async function wantedAlert(c: AppContext, services: Services) {
  const view = await alertById(services.db.read, signedIn(c).scopePath, Number(c.req.param('id')));
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

const NO_FORM: FormBack = { name: '', state: emptyForm() };

async function showAlert(c: AppContext, services: Services, back: FormBack = NO_FORM) {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const now = services.clock.now();
  const { alert, before } = await wantedAlert(c, services);
  const acts = alert.closedAt === null && actsOn(viewer, alert, alert.memberPath);
  const candidates = acts ? await candidatesFor(services.db.read, alert) : [];
  const today = dayOf(now);
  const days = { first: addDays(today, 1), last: addDays(today, MOST_REST_DAYS) };
  const shown = { t, alert, before, candidates, may: acts, days, now, back, formKey: newFormKey() };
  return c.render(<AlertPage {...shown} />, { title: t.alerts.kinds[alert.kind], active: 'alerts' });
}

async function handleOwner(c: AppContext, services: Services) {
  const { alert } = await wantedAlert(c, services);
  return actOnPage(c, {
    name: 'owner',
    schema: ownerForm,
    work: async (actor, { idempotency_key: key, owner }) => {
      const done = await assignAlert(services, actor, key, { id: alert.id, ownerId: owner ?? null });
      return done.ok ? wordsFor(c).alerts.assigned : done;
    },
    page: paths.alert(alert.id),
    show: (back) => showAlert(c, services, back),
  });
}

async function handleRest(c: AppContext, services: Services) {
  const { alert } = await wantedAlert(c, services);
  return actOnPage(c, {
    name: 'rest',
    schema: restForm,
    work: async (actor, { idempotency_key: key, until, reason }) => {
      const done = await restAlert(services, actor, key, { id: alert.id, until, reason });
      return done.ok ? wordsFor(c).alerts.rested(until) : done;
    },
    page: paths.alert(alert.id),
    show: (back) => showAlert(c, services, back),
  });
}

async function handleWaking(c: AppContext, services: Services) {
  const { alert } = await wantedAlert(c, services);
  return actOnPage(c, {
    name: 'wake',
    schema: wakeForm,
    work: async (actor, { idempotency_key: key }) => {
      const done = await wakeAlert(services, actor, key, { id: alert.id });
      return done.ok ? wordsFor(c).alerts.woken : done;
    },
    page: paths.alert(alert.id),
    show: (back) => showAlert(c, services, back),
  });
}
