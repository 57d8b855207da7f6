/** A member's stock as a page and as a file. */
import { MemberStockPage } from '../../views/stock/member-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { recordStockExport } from './export-commands.ts';
import { matrixPlace, memberQuery, said } from './forms.ts';
import { lotsByBand } from './member-band-queries.ts';
import { MEMBER_SIZE, memberStock, wholeMemberStock } from './member-queries.ts';
import { countStocked, zonesOf } from './place-queries.ts';
import { reachMember, reachOf } from './reach.ts';
import { memberSheet } from './sheets.ts';

async function showMember(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const db = services.db.read;
  const organisation = await reachMember(services, reach.viewer, c.req.param('organisation') ?? '');
  const query = memberQuery.parse(c.req.query());
  const { page } = matrixPlace.parse(c.req.query());
  const asked = { organisationId: organisation.id, ...query, day: reach.today };
  const own = organisation.id === reach.viewer.organisationId;
  const view = {
    t: reach.t,
    organisation,
    stock: await memberStock(db, { ...asked, page: page ?? 1 }),
    bandLots: await lotsByBand(db, organisation.id, reach.today),
    zones: await zonesOf(db, organisation.id),
    query: said(query),
    mayExport: reach.can('export'),
    mayRegister: own && reach.can('shortage.register'),
    seesPrices: reach.can('stock.read.prices'),
    hasMatrix: (await countStocked(db, reach.viewer.scopePath)) > 1,
    size: MEMBER_SIZE,
    expiry: await expiryOn(db, reach.today),
  };
  const title = reach.t.stock.memberPage.title(organisation.shortName);
  return c.render(<MemberStockPage {...view} />, { title, active: 'stock', landscape: true });
}

async function exportMember(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const organisation = await reachMember(services, reach.viewer, c.req.param('organisation') ?? '');
  const query = memberQuery.parse(c.req.query());
  const asked = { organisationId: organisation.id, ...query, day: reach.today };
  const stock = await wholeMemberStock(services.db.read, asked);
  const rows = stock.items.flatMap((item) => item.lots.map((lot) => ({ item, lot })));
  const taken = {
    list: 'member' as const,
    subject: organisation.code,
    format,
    rows: rows.length,
    filters: said(query),
  };
  await recordStockExport(services, viewerToActor(reach.viewer), taken);
  const columns = memberSheet(reach.t, organisation.shortName, reach.can('stock.read.prices'));
  const name = `${reach.t.stock.memberPage.title(organisation.shortName)}-${reach.today}`;
  return spreadsheet(c, name, columns, rows);
}

export function memberRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock/:organisation{[A-Z0-9]+}', (c) => showMember(services, c));
  router.get('/stock/:organisation{[A-Z0-9]+}/export.csv', (c) => exportMember(services, c, 'csv'));
  router.get('/stock/:organisation{[A-Z0-9]+}/export.xlsx', (c) => exportMember(services, c, 'xlsx'));
  return router;
}
