/** Pages of rounds: the list, planning one, one with its acts, its manifest; and those of ways and carriers. */
import type { z } from 'zod';
import { RoundsPage } from '../../views/rounds/list-page.tsx';
import { NewRoundPage } from '../../views/rounds/new-page.tsx';
import { RoundPage } from '../../views/rounds/show-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { designOn } from '../print/layout-queries.ts';
import { printsOf } from '../print/print-queries.ts';
import type { Services } from '../services.ts';
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
import { carrierRoutes } from './carrier-routes.tsx';
import { driveRoutes, showDrive } from './drive-routes.tsx';
import { driversOf } from './driver-queries.ts';
import { roundColumns } from './exports.ts';
import { crewForm, listQuery, loadForm, planForm, planQuery, unloadForm, whyForm } from './forms.ts';
import { listRounds } from './list-queries.ts';
import { type RoundView, roundView } from './page-queries.ts';
import { drawManifest } from './paper.ts';
import { cancelRound, changeCrew, loadDispatches, planRound, unloadDispatch } from './plan-commands.ts';
import { roadActs } from './road-routes.ts';
import { listCarriers, listRoutes, waitingLoads } from './route-queries.ts';
import { wayRoutes } from './way-routes.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/rounds/:number{PC-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).rounds;

/** Every address of rounds, drives, ways and carriers. */
export function roundRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('stock.read');
  const planners = requirePermission('round.plan');
  router.get(paths.rounds(), readers, (c) => showList(c, services));
  router.get('/rounds/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newRound(), planners, (c) => showNew(c, services, emptyForm()));
  router.post(paths.rounds(), planners, (c) => handlePlan(c, services));
  router.get(ONE, readers, (c) => showOne(c, services));
  router.get(`${ONE}/manifest.pdf`, requirePermission('stock.read', 'round.drive'), (c) => sendManifest(c, services));
  planActs(router, services);
  roadActs(router, { services, act: (c, name, schema, work) => act(c, services, name, schema, work) });
  router.route('/', driveRoutes(services));
  router.route('/', wayRoutes(services));
  router.route('/', carrierRoutes(services));
  return router;
}

function planActs(router: Router, services: Services): void {
  const planners = requirePermission('round.plan');
  router.post(`${ONE}/loads`, planners, (c) =>
    act(c, services, 'loads', loadForm, async (actor, value) => {
      const done = await loadDispatches(services, actor, seenBy(numberOf(c), value), value.dispatch);
      return done.ok ? wordsOf(c).loaded(done.value.loads) : done;
    }),
  );
  router.post(`${ONE}/unloading`, planners, (c) =>
    act(c, services, 'unloading', unloadForm, async (actor, value) => {
      const done = await unloadDispatch(services, actor, seenBy(numberOf(c), value), value.dispatch);
      return done.ok ? wordsOf(c).unloaded(done.value.dispatch) : done;
    }),
  );
  router.post(`${ONE}/crew`, planners, (c) =>
    act(c, services, 'crew', crewForm, async (actor, value) => {
      const { driver: driverId, vehicle: vehicleId, coldBox: coldBoxIds } = value;
      const crew = { driverId, vehicleId, coldBoxIds };
      const done = await changeCrew(services, actor, seenBy(numberOf(c), value), crew);
      return done.ok ? wordsOf(c).crewChanged : done;
    }),
  );
  router.post(`${ONE}/cancellation`, planners, (c) =>
    act(c, services, 'cancellation', whyForm, async (actor, value) => {
      const done = await cancelRound(services, actor, seenBy(numberOf(c), value), value.reason);
      return done.ok ? wordsOf(c).cancelled(done.value.loads) : done;
    }),
  );
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  // Who only drives has no page of the desk to come back to
  if (!may(signedIn(c).roles, 'stock.read')) {
    const page = paths.drive(numberOf(c));
    return actOnPage(c, { name, schema, work, page, show: (back) => showDrive(c, services, back) });
  }
  const page = paths.round(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showOne(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['string', 'number']) as [string, number] | undefined;
  const within = { scopePath: viewer.scopePath };
  const fetched = await listRounds(services.db.read, within, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.day, row.id]);
  const can = { plan: may(viewer.roles, 'round.plan'), export: may(viewer.roles, 'export') };
  const today = dayOf(services.clock.now());
  const page = (
    <RoundsPage t={t} filter={filter} rows={rows} next={next} paged={cursor !== undefined} can={can} today={today} />
  );
  return c.render(page, { title: t.rounds.title, active: 'rounds' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const within = { scopePath: signedIn(c).scopePath };
  const rows = await listRounds(services.db.read, within, filter, { size: MOST_EXPORTED });
  const name = `${t.rounds.exportName}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, roundColumns(t), rows.slice(0, MOST_EXPORTED));
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const asked = planQuery.parse(c.req.query());
  const routes = (await listRoutes(db, viewer.scopePath)).filter(
    (route) => route.active && worksAt(viewer, { id: route.houseId, path: route.housePath }),
  );
  const typedRoute = Number(form.values['route']?.[0] ?? asked.route ?? Number.NaN);
  const route = routes.find((one) => one.id === typedRoute);
  const houseId = route?.houseId ?? viewer.organisationId;
  const waiting = await waitingLoads(db, houseId);
  const carriers = (await listCarriers(db, viewer.scopePath)).filter(
    (one) => one.active && one.organisationId === houseId,
  );
  const shown = { t, routes, route, waiting, carriers, form, today, formKey: newFormKey(), day: asked.day ?? today };
  const drivers = await driversOf(db, houseId);
  return c.render(<NewRoundPage {...shown} drivers={drivers} />, { title: t.rounds.newTitle, active: 'rounds' });
}

async function handlePlan(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, planForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, route: routeId, day, driver, vehicle, coldBox, dispatch } = form.value;
  const crew = { driverId: driver, vehicleId: vehicle, coldBoxIds: coldBox };
  const input = { routeId, day, ...crew, dispatches: dispatch };
  const done = await planRound(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showNew(c, services, refusedForm(c, form.values, done));
  }
  const { number, loads } = done.value;
  return redirectWith(c, paths.round(number), { tone: 'accent', title: wordsOf(c).plannedDone(number, loads) });
}

async function wanted(c: AppContext, services: Services): Promise<RoundView> {
  const view = await roundView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await wanted(c, services);
  const { number, status } = view.document;
  const plans = view.can.plan && status === 'planned';
  const carriers = plans ? await listCarriers(db, view.house.path) : [];
  const shown = {
    t,
    view,
    drivers: plans ? await driversOf(db, view.house.id) : [],
    carriers: carriers.filter((one) => one.active && one.organisationId === view.house.id),
    files: await attachmentsOf(db, `document ${number}`),
    prints: await printsOf(db, view.document.id),
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    now: services.clock.now(),
  };
  return c.render(<RoundPage {...shown} />, { title: `${number} ${t.rounds.title}`, active: 'rounds' });
}

async function sendManifest(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const { number } = view.document;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.round(number), origin).toString();
  const printedAt = services.clock.now();
  const { design } = await designOn(services.db.read, 'manifest', view.house.path, dayOf(printedAt));
  const printing = { t, url, printedBy: signedIn(c).name, printedAt, design };
  return sendPaper(c, number, () => drawManifest(view, printing));
}
