/** Slow and dead stock of every member in reach, as a page and as a file. */
import { SlowMembersPage } from '../../views/stock/slow-members-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { pageOf } from '../web/paging.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { recordStockExport } from './export-commands.ts';
import { said } from './forms.ts';
import { type Reach, reachOf } from './reach.ts';
import { noSlowSums, type SlowMember, type SlowSums, slowMembers } from './slow-member-queries.ts';
import { VIEW_SIZE } from './view-cursors.ts';
import { slowMembersQuery } from './view-forms.ts';
import { slowMembersSheet } from './view-sheets.ts';

async function membersOf(services: Services, reach: Reach, q: string | undefined) {
  const db = services.db.read;
  const limits = await ruleOn(db, 'slow_stock_days', reach.today);
  const rows = await slowMembers(db, { scopePath: reach.viewer.scopePath, q, day: reach.today, limits });
  return { limits, rows };
}

function sumsOf(rows: readonly SlowMember[]): SlowSums {
  const all = noSlowSums();
  for (const { sums } of rows) {
    for (const grade of ['slow', 'dead'] as const) {
      all[grade].items += sums[grade].items;
      all[grade].amountFen += sums[grade].amountFen;
    }
  }
  return all;
}

async function showMembers(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const { q, page } = slowMembersQuery.parse(c.req.query());
  const { limits, rows } = await membersOf(services, reach, q);
  const view = {
    t: reach.t,
    page: pageOf(rows, page, VIEW_SIZE),
    sums: sumsOf(rows),
    limits,
    q,
    seesPrices: reach.can('stock.read.prices'),
    mayExport: reach.can('export'),
  };
  const title = reach.t.stockViews.slow.membersTitle;
  return c.render(<SlowMembersPage {...view} />, { title, active: 'stock' });
}

async function exportMembers(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const query = slowMembersQuery.parse(c.req.query());
  const { rows } = await membersOf(services, reach, query.q);
  const taken = { list: 'slow' as const, subject: 'stock', format, rows: rows.length, filters: said({ q: query.q }) };
  await recordStockExport(services, viewerToActor(reach.viewer), taken);
  const name = `${reach.t.stockViews.slow.membersTitle}-${reach.today}`;
  return spreadsheet(c, name, slowMembersSheet(reach.t, reach.can('stock.read.prices')), rows);
}

export function slowMemberRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock/slow/members', (c) => showMembers(services, c));
  router.get('/stock/slow/members/export.csv', (c) => exportMembers(services, c, 'csv'));
  router.get('/stock/slow/members/export.xlsx', (c) => exportMembers(services, c, 'xlsx'));
  return router;
}
