/** Pages of the usual ways of rounds: all of them, a new one, one to change. */
import { RouteFormPage } from '../../views/rounds/route-form-page.tsx';
import { RoutesPage } from '../../views/rounds/routes-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { routeForm, routeStateForm } from './forms.ts';
import { addRoute, changeRoute, setRouteActive } from './route-commands.ts';
import { listRoutes, type RouteLine } from './route-queries.ts';
import { writeStops } from './route-rules.ts';

const ONE = '/routes/:id{[0-9]{1,12}}';
const idOf = (c: AppContext) => Number(c.req.param('id'));

export function wayRoutes(services: Services): Router {
  const router = createRouter();
  const planners = requirePermission('round.plan');
  router.get(paths.routes(), requirePermission('stock.read'), async (c) => {
    const t = wordsFor(c);
    const { roles, scopePath } = signedIn(c);
    const rows = await listRoutes(services.db.read, scopePath);
    const page = <RoutesPage t={t} rows={rows} canPlan={may(roles, 'round.plan')} formKey={newFormKey} />;
    return c.render(page, { title: t.rounds.routes, active: 'rounds' });
  });
  router.get(paths.newRoute(), planners, (c) => showForm(c, undefined, emptyForm()));
  router.post(paths.routes(), planners, (c) => save(c, services, undefined));
  router.get(ONE, planners, async (c) => showForm(c, await wanted(c, services), emptyForm()));
  router.post(ONE, planners, async (c) => save(c, services, await wanted(c, services)));
  router.post(`${ONE}/state`, planners, (c) => handleState(c, services));
  return router;
}

async function wanted(c: AppContext, services: Services): Promise<RouteLine> {
  const viewer = signedIn(c);
  const rows = await listRoutes(services.db.read, viewer.scopePath);
  const route = rows.find((one) => one.id === idOf(c));
  if (route === undefined || !worksAt(viewer, { id: route.houseId, path: route.housePath })) {
    throw new WebError(404, 'notFound');
  }
  return route;
}

function showForm(c: AppContext, route: RouteLine | undefined, form: FormState) {
  const t = wordsFor(c);
  const title = route?.name ?? t.rounds.newRoute;
  const stops = writeStops(route?.stops ?? []);
  const page = <RouteFormPage t={t} route={route} stops={stops} form={form} formKey={newFormKey()} />;
  return c.render(page, { title, active: 'rounds' });
}

async function save(c: AppContext, services: Services, route: RouteLine | undefined): Promise<Response> {
  const form = await readForm(c, routeForm);
  if (!form.ok) {
    c.status(422);
    return showForm(c, route, form);
  }
  const { idempotency_key: key, version, ...input } = form.value;
  const actor = viewerToActor(signedIn(c));
  const done =
    route === undefined
      ? await addRoute(services, actor, key, input)
      : await changeRoute(services, actor, { key, id: route.id, version }, input);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showForm(c, route, refusedForm(c, form.values, done));
  }
  return redirectWith(c, paths.routes(), { tone: 'accent', title: wordsFor(c).rounds.routeSaved(done.value.name) });
}

async function handleState(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, routeStateForm);
  if (!form.ok) throw refusalError(c, { ok: false, reason: 'field_wrong', detail: {} });
  const { idempotency_key: key, version, active } = form.value;
  const actor = viewerToActor(signedIn(c));
  const done = await setRouteActive(services, actor, { key, id: idOf(c), version }, active);
  if (!done.ok) throw refusalError(c, done);
  const words = wordsFor(c).rounds;
  const { name } = done.value;
  return redirectWith(c, paths.routes(), {
    tone: 'accent',
    title: active ? words.routeResumed(name) : words.routeEnded(name),
  });
}
