/** The near-expiry board as a page and as a file. */

import type { JudgedLot } from '../../views/stock/expiry-lots.tsx';
import { ExpiryBoardPage } from '../../views/stock/expiry-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import { lastDayOfMonth } from '../kernel/clock.ts';
import { inboundOf } from '../orders/open-line-queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { adviceFor } from './expiry-advice.ts';
import { type ExpiryQuery, expiryAsked } from './expiry-asked.ts';
import {
  type BoardAsked,
  bandDays,
  bandsOfMembers,
  bandTotals,
  lotsNearEnd,
  type NearLot,
} from './expiry-board-queries.ts';
import { recordStockExport } from './export-commands.ts';
import { said } from './forms.ts';
import { itemsOf } from './item-filter-queries.ts';
import { usesByMember } from './item-use-queries.ts';
import type { InReach } from './members-in-reach.ts';
import { reachOf } from './reach.ts';
import { nearCursor, nearPointOf, VIEW_EXPORT_MAX, VIEW_SIZE } from './view-cursors.ts';
import { expiryQuery } from './view-forms.ts';
import { expirySheet } from './view-sheets.ts';

/** The days that are listed: those of a month, of a band, or of all bands. */
function spanOf({ month, band }: ExpiryQuery, { day, bands }: BoardAsked): { from: string; until: string } {
  if (month === undefined) return bandDays(band, day, bands);
  return { from: `${month}-01`, until: lastDayOfMonth(month) };
}

/** What each lot is, what will be left of it, what to do, and what is still to come. */
async function judged(services: Services, { scope }: InReach, lots: readonly NearLot[], day: string) {
  const db = services.db.read;
  const itemIds = [...new Set(lots.map((lot) => lot.itemId))];
  // Nobody uses what has expired
  const used = [...new Set(lots.filter((lot) => lot.expiresOn >= day).map((lot) => lot.itemId))];
  const [items, uses, inbound] = await Promise.all([
    itemsOf(db, itemIds),
    usesByMember(db, { itemIds: used, scope, day }),
    inboundOf(db, itemIds),
  ]);
  return lots.flatMap((lot): JudgedLot[] => {
    const item = items.get(lot.itemId);
    if (item === undefined) return [];
    const advice = adviceFor(lot, uses.get(lot.itemId) ?? new Map(), day);
    return [{ ...lot, item, advice, inbound: inbound.get(lot.itemId) }];
  });
}

async function showBoard(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const db = services.db.read;
  const query = expiryQuery.parse(c.req.query());
  const after = nearPointOf(c.req.query('after'));
  const { inReach, asked, expiry } = await expiryAsked(services, reach, query);
  // Asked side by side: where several connections read, they do not wait for each other
  const [members, fetched] = await Promise.all([
    bandsOfMembers(db, asked),
    lotsNearEnd(db, { ...asked, ...spanOf(query, asked) }, { after, size: VIEW_SIZE + 1 }),
  ]);
  const shown = fetched.slice(0, VIEW_SIZE);
  const last = shown.at(-1);
  const view = {
    t: reach.t,
    members,
    totals: bandTotals(members),
    lots: await judged(services, inReach, shown, reach.today),
    choices: inReach.choices,
    query: said(query),
    first: after && paths.stockExpiry(said(query)),
    next:
      fetched.length > VIEW_SIZE && last !== undefined
        ? paths.stockExpiry({ ...said(query), after: nearCursor(last) })
        : undefined,
    seesPrices: reach.can('stock.read.prices'),
    mayExport: reach.can('export'),
    mayReport: reach.can('loss.report'),
    mayMove: reach.can('transfer.ask'),
    seesOrders: reach.can('order.read'),
    ownCode: inReach.scope.find((one) => one.id === reach.viewer.organisationId)?.code ?? '',
    expiry,
  };
  const title = reach.t.stockViews.expiry.title;
  return c.render(<ExpiryBoardPage {...view} />, { title, active: 'stockExpiry', landscape: true });
}

async function exportBoard(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const query = expiryQuery.parse(c.req.query());
  const { inReach, asked } = await expiryAsked(services, reach, query);
  const lots = await lotsNearEnd(services.db.read, { ...asked, ...spanOf(query, asked) }, { size: VIEW_EXPORT_MAX });
  const rows = await judged(services, inReach, lots, reach.today);
  const taken = { list: 'expiry' as const, subject: query.org ?? 'stock', format, rows: rows.length };
  await recordStockExport(services, viewerToActor(reach.viewer), { ...taken, filters: said(query) });
  const columns = expirySheet(reach.t, reach.can('stock.read.prices'));
  return spreadsheet(c, `${reach.t.stockViews.expiry.title}-${reach.today}`, columns, rows);
}

export function expiryRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock/expiry', (c) => showBoard(services, c));
  router.get('/stock/expiry/export.csv', (c) => exportBoard(services, c, 'csv'));
  router.get('/stock/expiry/export.xlsx', (c) => exportBoard(services, c, 'xlsx'));
  return router;
}
