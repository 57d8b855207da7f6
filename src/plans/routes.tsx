/** Pages of plans: the list, making one of open demand, one plan, its files; and where a need went. */
import { PlansPage } from '../../views/plans/index-page.tsx';
import { NewPlanPage } from '../../views/plans/new-page.tsx';
import { DemandTracePage } from '../../views/plans/trace-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import { demandTrace, traceSubject } from '../requisitions/demand-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { planActRoutes } from './act-routes.tsx';
import { openPlan } from './consolidate-commands.ts';
import { planColumns } from './exports.ts';
import { planFileRoutes } from './file-routes.ts';
import { listQuery, newForm } from './forms.ts';
import { planLineRoutes } from './line-routes.tsx';
import { countPlans, listPlans } from './list-queries.ts';
import { poolNow } from './pool-queries.ts';
import { showPlan } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
/** A plan is for the month that begins, unless its maker says otherwise. */
const DAYS_AHEAD = 30;

export function plansRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('plan.read');
  const makers = requirePermission('plan.make');
  router.get(paths.plans(), readers, (c) => showList(c, services));
  router.get('/plans/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newPlan(), makers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.plans(), makers, (c) => handleNew(c, services));
  router.get(paths.plan(':number'), readers, (c) => showPlan(c, services));
  router.get(paths.demandTrace(':id{[0-9]{1,12}}'), requirePermission('demand.read'), (c) => showTrace(c, services));
  router.route('/', planFileRoutes(services));
  router.route('/', planActRoutes(services));
  router.route('/', planLineRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listPlans(services.db.read, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const { roles } = signedIn(c);
  const now = services.clock.now();
  const can = { make: may(roles, 'plan.make'), export: may(roles, 'export') };
  const counts = await countPlans(services.db.read);
  const shown = { t, filter, counts, rows, next, paged: cursor !== undefined, can, now, today: dayOf(now) };
  return c.render(<PlansPage {...shown} />, { title: t.plans.title, active: 'plans' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listPlans(services.db.read, filter, { size: MOST_EXPORTED });
  const name = `${t.plans.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, planColumns(t), rows);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const neededBy = addDays(today, DAYS_AHEAD);
  const given = { title: t.plans.defaultTitle(neededBy), neededBy };
  const pool = await poolNow(services.db.read);
  const shown = { t, form, formKey: newFormKey(), pool, given, today };
  return c.render(<NewPlanPage {...shown} />, { title: t.plans.newTitle, active: 'plans' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, newForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, urgentReason = '', note = '', ...scope } = form.value;
  const opened = await openPlan(services, viewerToActor(signedIn(c)), key, { ...scope, urgentReason, note });
  if (!opened.ok) {
    if (statusOf(opened) === 403) throw refusalError(c, opened);
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number, lines } = opened.value;
  return redirectWith(c, paths.plan(number), { tone: 'accent', title: wordsFor(c).plans.madeFlash(number, lines) });
}

/** Members see where their own needs went, the county sees all of them. */
async function showTrace(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath } = signedIn(c);
  const subject = await traceSubject(services.db.read, Number(c.req.param('id')), scopePath);
  const [trace] = subject === undefined ? [] : await demandTrace(services.db.read, [subject.demandId]);
  if (subject === undefined || trace === undefined) throw new WebError(404, 'notFound');
  const today = dayOf(services.clock.now());
  const title = t.plans.traceOf(trace.organisation, subject.item.name);
  return c.render(<DemandTracePage t={t} trace={trace} item={subject.item} today={today} />, { title });
}
