/** A member's slow and dead stock as a page and as a file. */
import { SlowStockPage } from '../../views/stock/slow-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn, ruleOn } from '../settings/queries.ts';
import { decodeCursor, encodeCursor } from '../web/paging.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { recordStockExport } from './export-commands.ts';
import { said } from './forms.ts';
import { filteredItems, itemsOf } from './item-filter-queries.ts';
import { membersInReach } from './members-in-reach.ts';
import { type Reach, reachOf } from './reach.ts';
import { type SlowGrade, type SlowItem, slowItems } from './slow-queries.ts';
import { VIEW_SIZE } from './view-cursors.ts';
import { slowQuery } from './view-forms.ts';
import { slowSheet } from './view-sheets.ts';

type SlowQuery = ReturnType<typeof slowQuery.parse>;

async function slowOf(services: Services, reach: Reach, query: SlowQuery) {
  const db = services.db.read;
  const [inReach, found, limits] = await Promise.all([
    membersInReach(services, reach, query.org),
    filteredItems(db, query),
    ruleOn(db, 'slow_stock_days', reach.today),
  ]);
  const { choices, chosen } = inReach;
  const own = choices.find((one) => one.id === reach.viewer.organisationId);
  const organisation: OrganisationRow | undefined = chosen ?? own ?? choices[0];
  if (organisation === undefined) throw new WebError(404, 'notFound');
  const all = await slowItems(db, { memberId: organisation.id, found, day: reach.today, limits });
  const rows = query.grade === undefined ? all : all.filter((row) => row.grade === query.grade);
  return { choices, organisation, limits, all, rows };
}

function sumsOf(rows: readonly SlowItem[]): Record<SlowGrade, { items: number; amountFen: number }> {
  const sums = { slow: { items: 0, amountFen: 0 }, dead: { items: 0, amountFen: 0 } };
  for (const row of rows) {
    sums[row.grade].items += 1;
    sums[row.grade].amountFen += row.amountFen;
  }
  return sums;
}

/** Rows after the cursor: the dearest first, then by item. */
function rowsAfter(rows: readonly SlowItem[], cursor: string | undefined): SlowItem[] {
  const values = decodeCursor(cursor, ['number', 'number']);
  if (values === undefined) return [...rows];
  const [fen, itemId] = [Number(values[0]), Number(values[1])];
  return rows.filter((row) => row.amountFen < fen || (row.amountFen === fen && row.itemId > itemId));
}

async function withItems(services: Services, rows: readonly SlowItem[]) {
  const items = await itemsOf(
    services.db.read,
    rows.map((row) => row.itemId),
  );
  return rows.flatMap((row) => {
    const item = items.get(row.itemId);
    return item === undefined ? [] : [{ ...row, item }];
  });
}

async function showSlow(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const query = slowQuery.parse(c.req.query());
  const after = c.req.query('after');
  const { choices, organisation, limits, all, rows } = await slowOf(services, reach, query);
  const rest = rowsAfter(rows, after);
  const shown = rest.slice(0, VIEW_SIZE);
  const last = shown.at(-1);
  const more = rest.length > VIEW_SIZE && last !== undefined;
  const view = {
    t: reach.t,
    organisation,
    choices,
    rows: await withItems(services, shown),
    sums: sumsOf(all),
    limits,
    total: rows.length,
    query: said(query),
    first: after && paths.stockSlow(said(query)),
    next: more ? paths.stockSlow({ ...said(query), after: encodeCursor([last.amountFen, last.itemId]) }) : undefined,
    seesPrices: reach.can('stock.read.prices'),
    seesOthers: choices.length > 1,
    mayExport: reach.can('export'),
    expiry: await expiryOn(services.db.read, reach.today),
  };
  const title = `${reach.t.stockViews.slow.title} ${organisation.shortName}`;
  return c.render(<SlowStockPage {...view} />, { title, active: 'stock', landscape: true });
}

async function exportSlow(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const query = slowQuery.parse(c.req.query());
  const { organisation, rows } = await slowOf(services, reach, query);
  const taken = { list: 'slow' as const, subject: organisation.code, format, rows: rows.length };
  await recordStockExport(services, viewerToActor(reach.viewer), { ...taken, filters: said(query) });
  const columns = slowSheet(reach.t, organisation.shortName, reach.can('stock.read.prices'));
  const name = `${reach.t.stockViews.slow.title}-${organisation.shortName}-${reach.today}`;
  return spreadsheet(c, name, columns, await withItems(services, rows));
}

export function slowRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock/slow', (c) => showSlow(services, c));
  router.get('/stock/slow/export.csv', (c) => exportSlow(services, c, 'csv'));
  router.get('/stock/slow/export.xlsx', (c) => exportSlow(services, c, 'xlsx'));
  return router;
}
