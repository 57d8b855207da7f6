/** GET /plans/…/orders shows the orders that a plan will become; POST makes them. */
import { refusalText } from '../../views/i18n/index.ts';
import { PlacingPage } from '../../views/orders/placing-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { interestsOf } from '../parties/queries.ts';
import { documentPath, paths } from '../paths.ts';
import { planByNumber } from '../plans/plan-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { keyForm } from './forms.ts';
import { placeOrders } from './issue-commands.ts';
import { ordersToPlace } from './placing-queries.ts';

const PLAN = ':number{JH-[0-9]{8}-[0-9]{4,}}';

export function placingRoutes(services: Services): Router {
  const router = createRouter();
  const buyers = requirePermission('order.place');
  router.get(paths.planOrders(PLAN), buyers, (c) => show(c, services, emptyForm()));
  router.post(paths.planOrders(PLAN), buyers, (c) => handle(c, services));
  return router;
}

async function wanted(c: AppContext, services: Services) {
  const plan = await planByNumber(services.db.read, c.req.param('number') ?? '');
  if (plan === undefined) throw new WebError(404, 'notFound');
  return plan;
}

async function show(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const { document, plan } = await wanted(c, services);
  const today = dayOf(services.clock.now());
  const { orders, barred, heldFen } = await ordersToPlace(
    db,
    { id: document.id, hubId: document.organisationId },
    today,
  );
  const ready = document.status === 'approved' || (plan.urgent && document.status === 'submitted');
  const why = refuse(document.status === 'ordered' ? 'plan_ordered' : 'plan_not_approved');
  const partyIds = orders.flatMap(({ partyId }) => (partyId === null ? [] : [partyId]));
  const members = await interestsOf(db, partyIds);
  const shown = {
    t,
    number: document.number,
    orders,
    heldFen,
    notReady: ready ? undefined : refusalText(t, why),
    barred: new Map([...barred].map(([id, refusal]) => [id, refusalText(t, refusal)])),
    members: new Map([...members].map(([id, { name }]) => [id, name])),
    form,
    formKey: newFormKey(),
  };
  return c.render(<PlacingPage {...shown} />, { title: t.orders.placing.title(document.number), active: 'orders' });
}

async function handle(c: AppContext, services: Services) {
  const { document } = await wanted(c, services);
  const form = await readForm(c, keyForm);
  if (!form.ok) {
    c.status(422);
    return show(c, services, form);
  }
  const request = { key: form.value.idempotency_key, planNumber: document.number };
  const placed = await placeOrders(services, viewerToActor(signedIn(c)), request);
  if (!placed.ok) {
    c.status(statusOf(placed));
    return show(c, services, refusedForm(c, form.values, placed));
  }
  const { orders } = placed.value;
  const title = wordsFor(c).orders.placing.flash(orders.map((order) => order.number).join(' '));
  const [only] = orders;
  const to =
    orders.length === 1 && only !== undefined ? paths.order(only.number) : documentPath('plan', document.number);
  return redirectWith(c, to, { tone: 'accent', title: title.slice(0, 280) });
}
