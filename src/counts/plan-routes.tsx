/** Pages of the plans by which counts open: the list, laying one, stopping it, opening what it wants now. */
import { CountPlansPage, NewCountPlanPage } from '../../views/counts/plan-pages.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { detailOf, keyForm, planForm } from './forms.ts';
import { listCountPlans } from './list-queries.ts';
import { placesToCount } from './place-queries.ts';
import { addCountPlan, openFromPlan, setCountPlan } from './plan-commands.ts';

const ONE = '/counts/plans/:id{[0-9]{1,12}}';
const idOf = (c: AppContext) => Number(c.req.param('id'));

export function countPlanRoutes(services: Services): Router {
  const router = createRouter();
  const counters = requirePermission('count.make');
  router.get(paths.countPlans(), requirePermission('stock.read'), (c) => showPlans(c, services, []));
  router.get(paths.newCountPlan(), counters, (c) => showNew(c, services, emptyForm()));
  router.post(paths.countPlans(), counters, (c) => handleNew(c, services));
  router.post(`${ONE}/opening`, counters, (c) => handleOpening(c, services));
  router.post(`${ONE}/ending`, counters, (c) => handleState(c, services, false));
  router.post(`${ONE}/resumption`, counters, (c) => handleState(c, services, true));
  return router;
}

async function showPlans(c: AppContext, services: Services, errors: string[]): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const rows = (await listCountPlans(services.db.read, viewer.scopePath)).map((row) => {
    return { ...row, mine: may(viewer.roles, 'count.make') && worksAt(viewer, row.place) };
  });
  const can = { plan: may(viewer.roles, 'count.make') };
  const today = dayOf(services.clock.now());
  const page = <CountPlansPage t={t} rows={rows} can={can} errors={errors} formKey={newFormKey} today={today} />;
  return c.render(page, { title: t.counts.plans.title, active: 'counts' });
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const places = await placesToCount(services.db.read, signedIn(c));
  const preset = c.req.query('preset');
  const shown = { t, form, formKey: newFormKey(), places, today: dayOf(services.clock.now()), preset };
  return c.render(<NewCountPlanPage {...shown} />, { title: t.counts.plans.newTitle, active: 'counts' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, planForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const {
    idempotency_key: key,
    organisation: organisationCode,
    title,
    scope,
    everyDays,
    eachShift,
    nextOn,
  } = form.value;
  const input = { organisationCode, title, scope, detail: detailOf(form.value), everyDays, eachShift, nextOn };
  const done = await addCountPlan(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showNew(c, services, refusedForm(c, form.values, done));
  }
  const words = wordsFor(c).counts.plans;
  return redirectWith(c, paths.countPlans(), { tone: 'accent', title: words.added(title, nextOn) });
}

function refused(c: AppContext, services: Services, refusal: Refusal): Promise<Response> {
  if (statusOf(refusal) === 404) throw refusalError(c, refusal);
  c.status(statusOf(refusal));
  return showPlans(
    c,
    services,
    refusedForm(c, {}, { ok: false, reason: refusal.reason, detail: refusal.detail }).formErrors,
  );
}

async function handleOpening(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, keyForm);
  if (!form.ok) {
    c.status(422);
    return showPlans(c, services, Object.values(form.errors));
  }
  const given = { id: idOf(c) };
  const done = await openFromPlan(services, viewerToActor(signedIn(c)), form.value.idempotency_key, given);
  if (!done.ok) return refused(c, services, done);
  const { numbers } = done.value;
  const [first = ''] = numbers;
  const title = wordsFor(c).counts.plans.opened(numbers.length);
  return redirectWith(c, numbers.length === 1 ? paths.count(first) : paths.counts(), { tone: 'accent', title });
}

async function handleState(c: AppContext, services: Services, active: boolean): Promise<Response> {
  const form = await readForm(c, keyForm);
  if (!form.ok) {
    c.status(422);
    return showPlans(c, services, Object.values(form.errors));
  }
  const input = { id: idOf(c), active };
  const done = await setCountPlan(services, viewerToActor(signedIn(c)), form.value.idempotency_key, input);
  if (!done.ok) return refused(c, services, done);
  const words = wordsFor(c).counts.plans;
  const title = active ? words.resumed(done.value.title) : words.ended(done.value.title);
  return redirectWith(c, paths.countPlans(), { tone: 'accent', title });
}
