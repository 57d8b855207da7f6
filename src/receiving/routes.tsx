/** Pages of inspections: the list, opening one, one of them with its acts, its paper, and returns. */
import { ReceiptsPage } from '../../views/receiving/list-page.tsx';
import { NewReceiptPage } from '../../views/receiving/new-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf, timeOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { receiptActRoutes } from './act-routes.tsx';
import { headerFrom, listQuery, newQuery, openForm } from './forms.ts';
import { receiptLineRoutes } from './line-routes.tsx';
import { countReceipts, deliveriesAwaited, type ListedReceipt, listReceipts } from './list-queries.ts';
import { openInspection } from './open-commands.ts';
import { returnRoutes } from './return-routes.tsx';
import { mayInspect } from './rules.ts';
import { showReceipt } from './show.tsx';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;

export function receivingRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('receipt.read');
  const inspectors = requirePermission('receipt.inspect');
  router.get(paths.receiving(), readers, (c) => showList(c, services));
  router.get('/receiving/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.newReceipt(), inspectors, (c) => showNew(c, services, emptyForm()));
  router.post(paths.receiving(), inspectors, (c) => handleOpen(c, services));
  router.get(paths.receipt(':number'), readers, (c) => showReceipt(c, services));
  router.route('/', receiptActRoutes(services));
  router.route('/', receiptLineRoutes(services));
  router.route('/', returnRoutes(services));
  return router;
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['number', 'number']) as [number, number] | undefined;
  const fetched = await listReceipts(db, viewer.scopePath, filter, { cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.createdAt, row.id]);
  const counts = await countReceipts(db, viewer.scopePath);
  const awaited = (await deliveriesAwaited(db, viewer.scopePath)).map((delivery) => {
    return { ...delivery, mine: mayInspect(viewer, delivery.place) };
  });
  const can = {
    inspect: may(viewer.roles, 'receipt.inspect'),
    export: may(viewer.roles, 'export'),
    prices: may(viewer.roles, 'stock.read.prices'),
  };
  const now = services.clock.now();
  const shown = { t, filter, counts, rows, awaited, next, paged: cursor !== undefined, can, now, today: dayOf(now) };
  return c.render(<ReceiptsPage {...shown} />, { title: t.receiving.title, active: 'receiving' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const words = t.receiving;
  const viewer = signedIn(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listReceipts(services.db.read, viewer.scopePath, filter, { size: MOST_EXPORTED });
  const columns = [
    { head: words.number, value: (row: ListedReceipt) => row.number, width: 20 },
    { head: words.supplier, value: (row: ListedReceipt) => row.supplier, width: 24 },
    { head: words.state, value: (row: ListedReceipt) => words.states[row.status] },
    { head: words.order, value: (row: ListedReceipt) => row.order, width: 20 },
    { head: words.noteNumber, value: (row: ListedReceipt) => row.noteNumber, width: 20 },
    { head: words.place, value: (row: ListedReceipt) => row.place },
    { head: words.arrivedDay, value: (row: ListedReceipt) => dayOf(row.arrivedAt) },
    { head: words.arrivedTime, value: (row: ListedReceipt) => timeOf(row.arrivedAt) },
    { head: words.lines, value: (row: ListedReceipt) => row.lines },
    ...(may(viewer.roles, 'stock.read.prices')
      ? [{ head: words.amount, value: (row: ListedReceipt) => row.amountFen / 100 }]
      : []),
  ];
  return spreadsheet(c, `${words.exportName}-${dayOf(services.clock.now())}`, columns, rows);
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const query = newQuery.parse(c.req.query());
  const viewer = signedIn(c);
  const awaited = await deliveriesAwaited(services.db.read, viewer.scopePath);
  const delivery = awaited.find((one) => one.number === query.delivery);
  // A delivery knows its order and its place: who comes from its page types neither
  const asked = { order: delivery?.order, place: delivery?.place.code, ...query };
  const given = {
    noteNumber: delivery?.noteNumber ?? '',
    arrivedAt: services.clock.now(),
    departedAt: null,
    transport: '',
    temperatureMin: null,
    temperatureMax: null,
    temperatureArrival: null,
    invoices: undefined,
    invoicesNote: '',
  };
  const shown = { t, form, formKey: newFormKey(), asked, given };
  return c.render(<NewReceiptPage {...shown} />, { title: t.receiving.newTitle, active: 'receiving' });
}

async function handleOpen(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, openForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, order, delivery, place, ...header } = form.value;
  const input = { order, delivery, place, ...headerFrom(header) };
  const opened = await openInspection(services, viewerToActor(signedIn(c)), { key, input });
  if (!opened.ok) {
    if (statusOf(opened) === 403) throw refusalError(c, opened);
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  return redirectWith(c, paths.receipt(number), { tone: 'accent', title: wordsFor(c).receiving.opened(number) });
}
