/** What people of a supplier see of themselves: orders sent to them, what they shipped, what they are owed. */
import { PortalOrderPage } from '../../views/orders/portal-order-page.tsx';
import { PortalPage } from '../../views/orders/portal-page.tsx';
import { StatementPage } from '../../views/orders/statement-page.tsx';
import { Empty } from '../../views/ui/notice.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { partyOfOrganisation } from '../parties/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { listDeliveries, placesOf } from './delivery-queries.ts';
import { listQuery, statementQuery } from './forms.ts';
import { countOrders, listOrders, type OrderListed } from './list-queries.ts';
import { orderLines } from './record-queries.ts';
import { SUPPLIER, wantedOrder } from './side.ts';
import { ORDER } from './speaking-routes.tsx';
import { type OwnPayable, ownStatement } from './statement-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;
const DELIVERIES_MOST = 200;

export function portalRoutes(services: Services): Router {
  const router = createRouter();
  const suppliers = requirePermission('supplier.portal');
  router.get(paths.portal(), suppliers, (c) => showList(c, services));
  router.get('/portal/:file{export\\.(?:csv|xlsx)}', suppliers, (c) => exportList(c, services));
  router.get(paths.portalOrder(ORDER), suppliers, (c) => showOne(c, services));
  router.get(paths.portalStatement(), suppliers, (c) => showStatement(c, services));
  router.get('/portal/statement/:file{export\\.(?:csv|xlsx)}', suppliers, (c) => exportStatement(c, services));
  return router;
}

const ownParty = (c: AppContext, services: Services) =>
  partyOfOrganisation(services.db.read, signedIn(c).organisationId);

/** A login whose organisation is no party yet. */
function showUnknown(c: AppContext) {
  const { unknownTitle, unknownText } = wordsFor(c).portal;
  return c.render(<Empty level="h1" title={unknownTitle} text={unknownText} />, { title: unknownTitle });
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const party = await ownParty(c, services);
  if (party === undefined) return showUnknown(c);
  const filter = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const cursor = decodeCursor(c.req.query('after'), ['number']);
  const before = cursor === undefined ? undefined : Number(cursor[0]);
  const ask = { scope: { partyId: party.id }, filter, today };
  const found = await listOrders(services.db.read, { ...ask, before, limit: PAGE_SIZE + 1 });
  const { rows, next } = keysetPage(found, PAGE_SIZE, (row) => [row.id]);
  const total = await countOrders(services.db.read, ask);
  const shown = { t, name: party.name, filter, today, rows, total, next, paged: before !== undefined };
  return c.render(<PortalPage {...shown} />, { title: t.portal.title, active: 'portal' });
}

async function exportList(c: AppContext, services: Services) {
  const words = wordsFor(c).orders;
  const party = await ownParty(c, services);
  if (party === undefined) return showUnknown(c);
  const today = dayOf(services.clock.now());
  const ask = { scope: { partyId: party.id }, filter: listQuery.parse(c.req.query()), today, limit: MOST_EXPORTED };
  const columns = [
    { head: words.number, value: (row: OrderListed) => row.number, width: 22 },
    { head: words.state, value: (row: OrderListed) => words.states[row.status] },
    { head: words.wantedOn, value: (row: OrderListed) => row.wantedOn },
    { head: words.lines, value: (row: OrderListed) => row.lines },
    { head: words.amount, value: (row: OrderListed) => row.amountFen / 100 },
    { head: words.accepted, value: (row: OrderListed) => row.acceptedFen / 100 },
    { head: words.cancelled, value: (row: OrderListed) => row.cancelledFen / 100 },
    { head: words.late, value: (row: OrderListed) => row.lateSince },
  ];
  const rows = await listOrders(services.db.read, ask);
  return spreadsheet(c, `${wordsFor(c).portal.title}-${today}`, columns, rows);
}

async function showOne(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const head = await wantedOrder(c, services, SUPPLIER);
  const today = dayOf(services.clock.now());
  const lines = await orderLines(db, head, { today, scopePath: '/' });
  const places = await placesOf(db, [...new Set(lines.map((row) => row.place.id))]);
  const scope = { partyId: head.party.id };
  const shown = {
    t,
    head,
    lines,
    places: [...places.values()],
    buyer: (await headOrganisation(db))?.name ?? '',
    deliveries: await listDeliveries(db, { scope, orderId: head.id, limit: DELIVERIES_MOST }),
    // How it came about inside the house is not a supplier's
    acts: (await timelineOf(db, head.id)).filter((act) => act.act !== 'issue'),
    today,
  };
  return c.render(<PortalOrderPage {...shown} />, { title: head.number, active: 'portal' });
}

async function showStatement(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const party = await ownParty(c, services);
  if (party === undefined) return showUnknown(c);
  const today = dayOf(services.clock.now());
  const asked = statementQuery.parse(c.req.query());
  const told = await ownStatement(services.db.read, party.id, asked, PAGE_SIZE);
  const shown = { t, name: party.name, today, asked, ...told };
  return c.render(<StatementPage {...shown} />, { title: t.portal.statement, active: 'portalStatement' });
}

async function exportStatement(c: AppContext, services: Services) {
  const words = wordsFor(c).portal;
  const party = await ownParty(c, services);
  if (party === undefined) return showUnknown(c);
  const { q } = statementQuery.parse(c.req.query());
  const { payables } = await ownStatement(services.db.read, party.id, { q }, MOST_EXPORTED);
  const yuan = (fen: number) => fen / 100;
  const columns = [
    { head: words.receipt, value: (row: OwnPayable) => row.receipt, width: 20 },
    { head: words.acceptedOn, value: (row: OwnPayable) => row.acceptedOn },
    { head: words.dueOn, value: (row: OwnPayable) => row.dueOn },
    { head: words.amount, value: (row: OwnPayable) => yuan(row.amountFen) },
    { head: words.credited, value: (row: OwnPayable) => yuan(row.creditedFen) },
    { head: words.paid, value: (row: OwnPayable) => yuan(row.paidFen) },
    { head: words.open, value: (row: OwnPayable) => yuan(row.amountFen - row.creditedFen - row.paidFen) },
  ];
  return spreadsheet(c, `${words.statement}-${dayOf(services.clock.now())}`, columns, payables);
}
