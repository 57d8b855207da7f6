/** The page of vehicles and cold boxes. */
import { CarriersPage } from '../../views/rounds/carriers-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { addCarrier, setCarrierActive } from './carrier-commands.ts';
import { carrierForm, carrierQuery, carrierStateForm } from './forms.ts';
import { listCarriers } from './route-queries.ts';

export function carrierRoutes(services: Services): Router {
  const router = createRouter();
  const planners = requirePermission('round.plan');
  router.get(paths.carriers(), requirePermission('stock.read'), (c) => showAll(c, services, emptyForm()));
  router.post(paths.carriers(), planners, (c) => handleAdd(c, services));
  router.post('/carriers/:id{[0-9]{1,12}}/state', planners, (c) => handleState(c, services));
  return router;
}

async function showAll(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const { q } = carrierQuery.parse(c.req.query());
  const rows = await listCarriers(services.db.read, viewer.scopePath, q);
  const canPlan = may(viewer.roles, 'round.plan');
  const shown = { t, rows, q, canPlan, organisationId: viewer.organisationId, form, formKey: newFormKey };
  return c.render(<CarriersPage {...shown} />, { title: t.rounds.carriers, active: 'rounds' });
}

async function handleAdd(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, carrierForm);
  if (!form.ok) {
    c.status(422);
    return showAll(c, services, form);
  }
  const { idempotency_key: key, ...input } = form.value;
  const done = await addCarrier(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) {
    c.status(statusOf(done));
    return showAll(c, services, refusedForm(c, form.values, done));
  }
  return redirectWith(c, paths.carriers(), { tone: 'accent', title: wordsFor(c).rounds.carrierAdded(done.value.code) });
}

async function handleState(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, carrierStateForm);
  if (!form.ok) throw refusalError(c, { ok: false, reason: 'field_wrong', detail: {} });
  const { idempotency_key: key, active } = form.value;
  const input = { id: Number(c.req.param('id')), active };
  const done = await setCarrierActive(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) throw refusalError(c, done);
  const words = wordsFor(c).rounds;
  const { code } = done.value;
  return redirectWith(c, paths.carriers(), {
    tone: 'accent',
    title: active ? words.carrierResumed(code) : words.carrierEnded(code),
  });
}
