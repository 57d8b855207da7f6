/** Waves: choosing what rides on a day, and one wave with its allocation, its picking in shelf order and its end. */
import type { z } from 'zod';
import { refusalText } from '../../views/i18n/index.ts';
import { NewWavePage } from '../../views/waves/new-page.tsx';
import { WavePage } from '../../views/waves/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { printsOf } from '../print/print-queries.ts';
import { loadDispatches } from '../rounds/plan-commands.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { waveChoices } from './choice-queries.ts';
import { allocates, allocateWave, closeWave, openWave } from './commands.ts';
import { closeForm, dayQuery, goOnForm, lotForm, waveForm, waveScanForm } from './forms.ts';
import { listWaves } from './list-queries.ts';
import { waveListRoutes } from './list-routes.tsx';
import { type PickedLot, pickWaveLot, scanWaveLot } from './pick-commands.ts';
import { entriesOfWave, type WaveView, waveByNumber, waveView } from './wave-queries.ts';

/** Beside the choosing of a new one; the others are in the list. */
const LATEST = 10;
const ONE = '/waves/:number{BC-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).waves;

export function waveRoutes(services: Services): Router {
  const router = createRouter();
  const planners = requirePermission('round.plan');
  const pickers = requirePermission('dispatch.pick');
  router.get(paths.waves(), requirePermission('stock.read'), (c) => showNew(c, services, emptyForm()));
  router.route('/', waveListRoutes(services));
  router.post(paths.waves(), planners, (c) => handleNew(c, services));
  router.get(ONE, requirePermission('stock.read'), (c) => showOne(c, services));
  router.post(`${ONE}/allocation`, planners, (c) =>
    act(c, services, 'allocation', goOnForm, (actor) => goOn(c, services, actor)),
  );
  router.post(`${ONE}/picks`, pickers, (c) =>
    act(c, services, 'picks', lotForm, async (actor, value) => {
      const { idempotency_key: key, lot: lotId, location: locationId } = value;
      const done = await pickWaveLot(services, actor, key, { number: numberOf(c), lotId, locationId });
      return done.ok ? said(c, done.value) : done;
    }),
  );
  router.post(`${ONE}/scans`, pickers, (c) => scan(c, services));
  router.post(`${ONE}/closing`, planners, (c) =>
    act(c, services, 'closing', closeForm, async (actor, value) => {
      const { idempotency_key: key, version } = value;
      const done = await closeWave(services, actor, key, { number: numberOf(c), version });
      return done.ok ? wordsOf(c).closed : done;
    }),
  );
  return router;
}

const said = (c: AppContext, { item, lot, dispatches, left }: PickedLot): string =>
  wordsOf(c).picked(item, lot, dispatches, left);

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.wave(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showOne(c, services, { back }) });
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const today = dayOf(services.clock.now());
  const asked = dayQuery.parse({ day: form.values['day']?.[0] ?? c.req.query('day') });
  const day = asked.day ?? today;
  const house = await organisationById(db, viewer.organisationId);
  const plan = may(viewer.roles, 'round.plan');
  const routes = plan && house !== undefined ? await waveChoices(db, house, day, allocates(viewer)) : [];
  const waves = await listWaves(db, viewer.scopePath, {}, { size: LATEST });
  const page = { t, day, today, routes, waves, form, formKey: newFormKey(), can: { plan } };
  return c.render(<NewWavePage {...page} />, { title: t.waves.title, active: 'rounds' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, waveForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, day, pick: chosen } = form.value;
  const actor = viewerToActor(signedIn(c));
  const opened = await openWave(services, actor, key, { day, chosen });
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  const title = await allocated(c, services, actor, number);
  return redirectWith(c, paths.wave(number), { tone: 'accent', title: typeof title === 'string' ? title : number });
}

/** Allocates what waits and takes everything aboard the rounds that are planned for the day. */
async function allocated(c: AppContext, services: Services, actor: Actor, number: string): Promise<string | Refusal> {
  const done = await allocateWave(services, actor, number);
  if (!done.ok) return done;
  const db = services.db.read;
  const record = await waveByNumber(db, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  const entries = await entriesOfWave(db, record.document.id);
  const routes = await waveChoices(db, record.house, record.wave.day, false);
  for (const { id, round } of routes) {
    const riding = (entry: (typeof entries)[number]) =>
      entry.routeId === id && entry.round === null && ['picking', 'in_transit'].includes(entry.dispatchStatus ?? '');
    const numbers = [...new Set(entries.filter(riding).flatMap((entry) => entry.dispatch ?? []))];
    // One that another planner was quicker with stays where it is: the page of the wave shows where each rides
    if (round !== null && numbers.length > 0)
      await loadDispatches(services, actor, { key: null, number: round }, numbers);
  }
  const taken = entries.filter((entry) => entry.outcome === 'taken').length;
  return wordsOf(c).allocated(taken, entries.length - taken);
}

const goOn = (c: AppContext, services: Services, actor: Actor) => allocated(c, services, actor, numberOf(c));

async function wanted(c: AppContext, services: Services): Promise<WaveView> {
  const view = await waveView(services.db.read, signedIn(c), numberOf(c));
  if (view === undefined) throw new WebError(404, 'notFound');
  return view;
}

interface Shown {
  back?: FormBack;
  scanned?: { ok: boolean; title: string; text: string; refusal?: Refusal };
}

async function showOne(c: AppContext, services: Services, { back, scanned }: Shown = {}): Promise<Response> {
  const t = wordsFor(c);
  const view = await wanted(c, services);
  const page = {
    t,
    view,
    prints: await printsOf(services.db.read, view.document.id),
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
    scanned,
  };
  return c.render(<WavePage {...page} />, { title: `${view.document.number} ${t.waves.title}`, active: 'rounds' });
}

async function scan(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const form = await readForm(c, waveScanForm);
  if (!form.ok) throw refusalError(c, refuse('key_reused'));
  const { idempotency_key: key, code: text } = form.value;
  const number = numberOf(c);
  const done = await scanWaveLot(services, viewerToActor(signedIn(c)), key, { number, text });
  if (!done.ok) {
    if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
    c.status(statusOf(done));
    const scanned = { ok: false, title: t.waves.notPicked, text: refusalText(t, done), refusal: done };
    return showOne(c, services, { scanned });
  }
  const title = said(c, done.value);
  if (isFragment(c)) return showOne(c, services, { scanned: { ok: true, title, text: '' } });
  return redirectWith(c, paths.wave(number), { tone: 'accent', title });
}
