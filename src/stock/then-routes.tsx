/** Stock at the end of a past day, as a page and as a file. */
import { StockThenPage, type ThenLevel } from '../../views/stock/then-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { itemsThen, lotsThen, membersThen, type NamePoint } from './as-of-list-queries.ts';
import type { AsOfBasis } from './as-of-queries.ts';
import { recordStockExport } from './export-commands.ts';
import { said } from './forms.ts';
import { filteredItems } from './item-filter-queries.ts';
import { membersInReach } from './members-in-reach.ts';
import { type Reach, reachItem, reachOf } from './reach.ts';
import { nameCursor, namePointOf, VIEW_SIZE } from './view-cursors.ts';
import { thenQuery } from './view-forms.ts';
import { type ThenSheetRow, thenSheet } from './view-sheets.ts';

type ThenQuery = ReturnType<typeof thenQuery.parse>;

async function askedOf(services: Services, reach: Reach, query: ThenQuery) {
  const { choices, chosen } = await membersInReach(services, reach, query.org);
  const day = query.on ?? reach.today;
  const basis: AsOfBasis = query.basis ?? 'happened';
  // A reach of one member is that member, asked for or not: its items open into lots at once
  const organisation = chosen ?? (choices.length === 1 ? choices[0] : undefined);
  const { scopePath } = reach.viewer;
  const asked = { scopePath, memberId: organisation?.id, day, today: reach.today, basis };
  return { choices, organisation, day, basis, asked, wholeCounty: scopePath === '/' };
}

type Asked = Awaited<ReturnType<typeof askedOf>>;

async function levelOf(
  services: Services,
  query: ThenQuery,
  { asked, organisation, wholeCounty }: Asked,
  after: NamePoint | undefined,
): Promise<{ shown: ThenLevel; next: NamePoint | undefined }> {
  const db = services.db.read;
  if (asked.day > asked.today) return { shown: { level: 'refused' }, next: undefined };
  if (query.item === undefined) {
    const found = await filteredItems(db, query);
    const { rows, next } = await itemsThen(db, { ...asked, found, wholeCounty, after, size: VIEW_SIZE });
    return { shown: { level: 'items', rows }, next };
  }
  const item = await reachItem(services, query.item);
  const of = { ...asked, itemId: item.id };
  if (organisation === undefined) {
    return { shown: { level: 'members', item, rows: await membersThen(db, of) }, next: undefined };
  }
  return { shown: { level: 'lots', item, rows: await lotsThen(db, of) }, next: undefined };
}

async function showThen(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const query = thenQuery.parse(c.req.query());
  const after = namePointOf(c.req.query('after'));
  const asked = await askedOf(services, reach, query);
  const { shown, next } = await levelOf(services, query, asked, after);
  const { day, basis, organisation, choices } = asked;
  const view = {
    t: reach.t,
    day,
    today: reach.today,
    basis,
    organisation: organisation ?? null,
    choices,
    shown,
    query: said(query),
    first: after && paths.stockThen(said(query)),
    next: next && paths.stockThen({ ...said(query), after: nameCursor(next) }),
    seesPrices: reach.can('stock.read.prices'),
    mayExport: reach.can('export'),
  };
  if (shown.level === 'refused') c.status(422);
  const title = `${reach.t.stockViews.pastDay.title} ${day}`;
  return c.render(<StockThenPage {...view} />, { title, active: 'stock', landscape: true });
}

const WHOLE = { size: 100_000, goes: 10_000 };

/** What is shown, as rows of one sheet; an item list is taken whole. */
async function sheetRows(services: Services, query: ThenQuery, asked: Asked): Promise<ThenSheetRow[]> {
  if (query.item === undefined) {
    const found = await filteredItems(services.db.read, query);
    const given = { ...asked.asked, found, wholeCounty: asked.wholeCounty, ...WHOLE };
    const { rows } = await itemsThen(services.db.read, given);
    return rows.map(({ item, onHand }) => ({ item, onHand, member: asked.organisation?.shortName ?? '' }));
  }
  const { shown } = await levelOf(services, query, asked, undefined);
  if (shown.level === 'members') {
    return shown.rows.map((row) => ({ item: shown.item, onHand: row.onHand, member: row.organisation.shortName }));
  }
  if (shown.level !== 'lots') return [];
  const member = asked.organisation?.shortName ?? '';
  return shown.rows.map((lot) => ({ item: shown.item, onHand: lot.onHand, member, lot }));
}

async function exportThen(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const query = thenQuery.parse(c.req.query());
  const asked = await askedOf(services, reach, query);
  // Nothing can be taken of a day that has not come
  if (asked.day > reach.today) throw new WebError(404, 'notFound');
  const rows = await sheetRows(services, query, asked);
  const taken = { list: 'as_of' as const, subject: asked.organisation?.code ?? 'stock', format, rows: rows.length };
  await recordStockExport(services, viewerToActor(reach.viewer), { ...taken, filters: said(query) });
  const name = `${reach.t.stockViews.pastDay.title}-${asked.day}`;
  return spreadsheet(c, name, thenSheet(reach.t, asked.day, asked.basis), rows);
}

export function thenRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock/then', (c) => showThen(services, c));
  router.get('/stock/then/export.csv', (c) => exportThen(services, c, 'csv'));
  router.get('/stock/then/export.xlsx', (c) => exportThen(services, c, 'xlsx'));
  return router;
}
