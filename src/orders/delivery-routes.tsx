/** Announced deliveries: what is coming, for receivers and buyers; of its own, for a supplier. */
import { DeliveriesPage } from '../../views/orders/deliveries-page.tsx';
import { DeliveryPage } from '../../views/orders/delivery-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { accessTo } from '../attachments/subject-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths, type Query } from '../paths.ts';
import { judgedLots } from '../receiving/order-queries.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { withdrawDelivery } from './delivery-commands.ts';
import { announcedLots, type DeliveryListed, listDeliveries } from './delivery-queries.ts';
import { deliveryQuery, withdrawalForm } from './forms.ts';
import { BUYER, type Side, SUPPLIER } from './side.ts';

const NUMBER = ':number{SH-[0-9]{8}-[0-9]{4,}}';
const PAGE_SIZE = 50;
const EXPORT_MOST = 20_000;

interface Shelf {
  side: Side;
  list: (query?: Query) => string;
  withdrawal: (number: string) => string;
}

const BUYERS: Shelf = { side: BUYER, list: paths.deliveries, withdrawal: paths.deliveryWithdrawal };
const SUPPLIERS: Shelf = { side: SUPPLIER, list: paths.portalDeliveries, withdrawal: paths.portalWithdrawal };

export function deliveryRoutes(services: Services): Router {
  const router = createRouter();
  for (const shelf of [BUYERS, SUPPLIERS]) {
    const readers = requirePermission(shelf === BUYERS ? 'order.read' : 'supplier.portal');
    const speakers = requirePermission(shelf === BUYERS ? 'order.place' : 'supplier.portal');
    router.get(shelf.list(), readers, (c) => showList(c, services, shelf));
    router.get(shelf.side.delivery(NUMBER), readers, (c) => showOne(c, services, shelf, emptyForm()));
    router.post(shelf.withdrawal(NUMBER), speakers, (c) => handleWithdrawal(c, services, shelf));
  }
  router.get(
    '/deliveries/:file{export\\.(?:csv|xlsx)}',
    requirePermission('order.read'),
    requirePermission('export'),
    (c) => exportList(c, services),
  );
  return router;
}

async function showList(c: AppContext, services: Services, { side, list }: Shelf) {
  const t = wordsFor(c);
  const filter = deliveryQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const cursor = decodeCursor(c.req.query('after'), ['number']);
  const before = cursor === undefined ? undefined : Number(cursor[0]);
  const scope = await side.scope(c, services);
  const found = await listDeliveries(services.db.read, { scope, filter, today, before, limit: PAGE_SIZE + 1 });
  const { rows, next } = keysetPage(found, PAGE_SIZE, (row) => [row.id]);
  const own = side === SUPPLIER;
  const title = own ? t.portal.deliveries : t.orders.deliveryList.title;
  const intro = own ? t.portal.deliveriesIntro : t.orders.deliveryList.intro;
  const exports = !own && may(signedIn(c).roles, 'export') ? paths.deliveriesExport : undefined;
  const at = { list, delivery: side.delivery, order: side.order, exports };
  const shown = { t, title, intro, filter, today, rows, next, paged: before !== undefined, own, at };
  return c.render(<DeliveriesPage {...shown} />, { title, active: own ? 'portalDeliveries' : 'deliveries' });
}

async function exportList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.orders.deliveryList;
  const today = dayOf(services.clock.now());
  const scope = await BUYER.scope(c, services);
  const ask = { scope, filter: deliveryQuery.parse(c.req.query()), today, limit: EXPORT_MOST };
  const rows = await listDeliveries(services.db.read, ask);
  const columns = [
    { head: words.number, value: (row: DeliveryListed) => row.number, width: 22 },
    { head: words.order, value: (row: DeliveryListed) => row.orderNumber, width: 22 },
    { head: t.orders.party, value: (row: DeliveryListed) => row.partyName, width: 24 },
    { head: words.place, value: (row: DeliveryListed) => row.place.shortName },
    { head: words.note, value: (row: DeliveryListed) => row.noteNumber },
    { head: t.orders.shippedOn, value: (row: DeliveryListed) => row.shippedOn },
    { head: words.expected, value: (row: DeliveryListed) => row.expectedOn },
    { head: words.state, value: (row: DeliveryListed) => words.states[row.status] },
  ];
  return spreadsheet(c, `${words.exportName}-${today}`, columns, rows);
}

async function wanted(c: AppContext, services: Services, { side }: Shelf): Promise<DeliveryListed> {
  const scope = await side.scope(c, services);
  const number = c.req.param('number') ?? '';
  const [row] = await listDeliveries(services.db.read, { scope, number, limit: 1 });
  if (row === undefined) throw new WebError(404, 'notFound');
  return row;
}

async function showOne(c: AppContext, services: Services, shelf: Shelf, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const row = await wanted(c, services, shelf);
  const { side } = shelf;
  const own = side === SUPPLIER;
  const subject = `document ${row.number}`;
  const open = row.status === 'announced' || row.status === 'inspecting';
  const speaks = may(viewer.roles, own ? 'supplier.portal' : 'order.place');
  const inspects = !own && open && may(viewer.roles, 'receipt.inspect');
  const can = {
    withdraw: speaks && row.status === 'announced',
    keep: (await accessTo(db, viewer, subject))?.keeps ?? false,
    inspect: inspects ? paths.deliveryInspection(row.number) : undefined,
  };
  const at = {
    listTitle: own ? t.portal.deliveries : t.orders.deliveryList.title,
    list: shelf.list(),
    order: side.order(row.orderNumber),
    withdrawal: shelf.withdrawal(row.number),
  };
  const shown = {
    t,
    row,
    lots: await announcedLots(db, row.id),
    judged: await judgedLots(db, row.id),
    acts: await timelineOf(db, row.id),
    files: await attachmentsOf(db, subject),
    expiry: await expiryOn(db, dayOf(services.clock.now())),
    can,
    form,
    formKey: newFormKey,
    at,
    filesHint: own ? t.portal.invoiceHint : undefined,
  };
  return c.render(<DeliveryPage {...shown} />, { title: row.number, active: own ? 'portalDeliveries' : 'deliveries' });
}

async function handleWithdrawal(c: AppContext, services: Services, shelf: Shelf) {
  const { number } = await wanted(c, services, shelf);
  const form = await readForm(c, withdrawalForm);
  if (!form.ok) {
    c.status(422);
    return showOne(c, services, shelf, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const done = await withdrawDelivery(services, viewerToActor(signedIn(c)), { key, number, reason });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showOne(c, services, shelf, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).orders.deliveryPage.withdrawnFlash(number);
  return redirectWith(c, shelf.side.delivery(number), { tone: 'accent', title });
}
