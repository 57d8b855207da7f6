/** Pages of orders for buyers and members: the list, one order with its acts, what a plan will become, its papers. */
import type { z } from 'zod';
import { OrdersPage } from '../../views/orders/index-page.tsx';
import { RemainderPage } from '../../views/orders/remainder-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { cancelRest, sendOrder } from './commands.ts';
import { deliveryRoutes } from './delivery-routes.tsx';
import { listQuery, remainderForm, sendingForm } from './forms.ts';
import { countOrders, listOrders, type OrderListed } from './list-queries.ts';
import { paperRoutes } from './paper-routes.ts';
import { placingRoutes } from './placing-routes.tsx';
import { portalRoutes } from './portal-routes.tsx';
import { orderLines } from './record-queries.ts';
import { showOrder } from './record-view.tsx';
import { BUYER, wantedOrder } from './side.ts';
import { ORDER, speakingRoutes } from './speaking-routes.tsx';

const PAGE_SIZE = 50;
const EXPORT_MOST = 20_000;

export function ordersRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('order.read');
  const buyers = requirePermission('order.place');
  router.get(paths.orders(), readers, (c) => showList(c, services));
  router.get('/orders/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.order(ORDER), readers, (c) => showOrder(c, services, { name: '', state: emptyForm() }));
  router.post(paths.orderSending(ORDER), buyers, (c) =>
    act(
      c,
      services,
      sendingForm,
      (state) => showOrder(c, services, { name: 'sending', state }),
      async (actor, value) => {
        const { idempotency_key: key, version, way } = value;
        const sent = await sendOrder(services, actor, { key, version, way, number: numberOf(c) });
        return sent.ok ? wordsFor(c).orders.sentFlash(sent.value.number) : sent;
      },
    ),
  );
  router.get(paths.orderRemainder(ORDER), buyers, (c) => showRemainder(c, services, emptyForm()));
  router.post(paths.orderRemainder(ORDER), buyers, (c) =>
    act(
      c,
      services,
      remainderForm,
      (state) => showRemainder(c, services, state),
      async (actor, value) => {
        const { idempotency_key: key, version, which, line, reason } = value;
        if (which === 'some' && line.length === 0)
          return { ok: false, reason: 'order_no_lines', detail: {}, field: 'line' };
        const lineIds = which === 'all' ? ('all' as const) : line;
        const given = await cancelRest(services, actor, { key, version, lineIds, reason, number: numberOf(c) });
        return given.ok ? wordsFor(c).orders.remainderFlash(given.value.lines, given.value.amountFen) : given;
      },
    ),
  );
  for (const part of [speakingRoutes, placingRoutes, deliveryRoutes, portalRoutes, paperRoutes]) {
    router.route('/', part(services));
  }
  return router;
}

const numberOf = (c: AppContext) => c.req.param('number') ?? '';

/** Reads the form, does the act, and goes back to the order: with its message, or with the form as it was typed. */
async function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  schema: S,
  show: (state: FormState) => Response | Promise<Response>,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  await wantedOrder(c, services, BUYER);
  const form = await readForm(c, schema);
  if (!form.ok) {
    c.status(422);
    return show(form);
  }
  const done = await work(viewerToActor(signedIn(c)), form.value);
  if (typeof done === 'string') return redirectWith(c, paths.order(numberOf(c)), { tone: 'accent', title: done });
  if (statusOf(done) === 404) throw refusalError(c, done);
  c.status(statusOf(done));
  return show(refusedForm(c, form.values, done));
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { roles, scopePath } = signedIn(c);
  const filter = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const cursor = decodeCursor(c.req.query('after'), ['number']);
  const before = cursor === undefined ? undefined : Number(cursor[0]);
  const ask = { scope: { scopePath }, filter, today };
  const found = await listOrders(services.db.read, { ...ask, before, limit: PAGE_SIZE + 1 });
  const { rows, next } = keysetPage(found, PAGE_SIZE, (row) => [row.id]);
  const total = await countOrders(services.db.read, ask);
  const can = { export: may(roles, 'export'), amounts: scopePath === '/' };
  const shown = { t, filter, today, rows, total, next, paged: before !== undefined, can };
  return c.render(<OrdersPage {...shown} />, { title: t.orders.title, active: 'orders' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.orders;
  const { scopePath } = signedIn(c);
  const today = dayOf(services.clock.now());
  const ask = { scope: { scopePath }, filter: listQuery.parse(c.req.query()), today, limit: EXPORT_MOST };
  const rows = await listOrders(services.db.read, ask);
  const amounts = [
    { head: words.lines, value: (row: OrderListed) => row.lines },
    { head: words.amount, value: (row: OrderListed) => row.amountFen / 100 },
    { head: words.accepted, value: (row: OrderListed) => row.acceptedFen / 100 },
    { head: words.cancelled, value: (row: OrderListed) => row.cancelledFen / 100 },
  ];
  const columns = [
    { head: words.number, value: (row: OrderListed) => row.number, width: 22 },
    { head: words.state, value: (row: OrderListed) => words.states[row.status] },
    { head: words.partyCode, value: (row: OrderListed) => row.partyCode },
    { head: words.party, value: (row: OrderListed) => row.partyName, width: 24 },
    { head: words.channel, value: (row: OrderListed) => words.channels[row.channel] },
    { head: words.deliveryWay, value: (row: OrderListed) => words.deliveries[row.delivery] },
    { head: words.wantedOn, value: (row: OrderListed) => row.wantedOn },
    ...(scopePath === '/' ? amounts : []),
    { head: words.late, value: (row: OrderListed) => row.lateSince },
  ];
  return spreadsheet(c, `${words.exportName}-${today}`, columns, rows);
}

async function showRemainder(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const head = await wantedOrder(c, services, BUYER);
  const today = dayOf(services.clock.now());
  const lines = await orderLines(services.db.read, head, { today, scopePath: '/' });
  const page = <RemainderPage t={t} head={head} lines={lines} form={form} formKey={newFormKey()} />;
  return c.render(page, { title: t.orders.remainderTitle(head.number), active: 'orders' });
}
