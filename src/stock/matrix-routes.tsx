/** The overview's page, its region when a cell is opened, and its file. */
import { MatrixRegion, type MatrixView, type Named, StockMatrixPage } from '../../views/stock/matrix-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import { type OrganisationRow, organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { type ColumnGroup, columnGroups, withClinics } from './columns.ts';
import { type Drill, drillInto } from './drill-queries.ts';
import { recordStockExport } from './export-commands.ts';
import { matrixPlace, matrixQuery, said } from './forms.ts';
import { MATRIX_SIZE, type MatrixAsked, matrixItemIds, matrixRows, stockMatrix } from './matrix-queries.ts';
import { storeKeepers } from './place-queries.ts';
import { type Reach, reachOf } from './reach.ts';
import { matrixSheet } from './sheets.ts';

type MatrixQuery = ReturnType<typeof matrixQuery.parse>;

interface County {
  scope: OrganisationRow[];
  /** The scope's organisations that keep stores. */
  stocked: OrganisationRow[];
  groups: ColumnGroup[];
  asked: MatrixAsked;
}

async function countyOf(services: Services, reach: Reach, query: MatrixQuery): Promise<County> {
  const db = services.db.read;
  const [scope, keepers] = await Promise.all([organisationsUnder(db, reach.viewer.scopePath), storeKeepers(db)]);
  const groups = columnGroups(scope, keepers, { campus: query.campus, villages: query.villages });
  const columns = groups.flatMap((group) => group.columns);
  const wholeCounty = reach.viewer.scopePath === '/';
  const { q, kind, only, control, essential } = query;
  const filters = { q, kind, only, control, essential };
  const asked = { scope, wholeCounty, columns, filters, day: reach.today };
  return { scope, stocked: scope.filter((one) => keepers.has(one.id)), groups, asked };
}

function named(list: readonly OrganisationRow[]): Named[] {
  return list.map(({ code, shortName }) => ({ code, shortName }));
}

async function openedCell(
  services: Services,
  county: County,
  result: MatrixView['result'],
  opened: { code: string | undefined; item: string | undefined; villages: string | undefined },
): Promise<Drill | null> {
  const row = result.rows.find((one) => one.item.code === opened.item);
  if (opened.code === undefined || row === undefined) return null;
  const organisation = county.scope.find((one) => one.code === opened.code);
  if (organisation === undefined) throw new WebError(404, 'notFound');
  const { columns, scope, day } = county.asked;
  return drillInto(services.db.read, { row, columns, scope, organisation, villages: opened.villages, day });
}

async function showMatrix(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const query = matrixQuery.parse(c.req.query());
  const place = matrixPlace.parse(c.req.query());
  const county = await countyOf(services, reach, query);
  const [only] = county.stocked;
  if (county.stocked.length === 1 && only !== undefined) return c.redirect(paths.stockOf(only.code), 303);
  const result = await stockMatrix(services.db.read, { ...county.asked, page: place.page ?? 1 });
  const opened = { code: place.open, item: place.item, villages: query.villages };
  const openable = withClinics(county.scope);
  const view: MatrixView = {
    t: reach.t,
    result,
    groups: county.groups,
    query: said(query),
    drill: await openedCell(services, county, result, opened),
    wholeCounty: county.asked.wholeCounty,
    campuses: named(county.scope.filter((one) => one.kind === 'campus')),
    openable: named(openable),
    members: county.stocked.length,
    mayExport: reach.can('export'),
    seesPrices: reach.can('stock.read.prices'),
    size: MATRIX_SIZE,
    expiry: await expiryOn(services.db.read, reach.today),
    now: reach.now,
  };
  const content = isFragment(c) ? <MatrixRegion {...view} /> : <StockMatrixPage {...view} />;
  return c.render(content, { title: reach.t.stock.matrix.title, active: 'stock', landscape: true });
}

async function exportMatrix(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const query = matrixQuery.parse(c.req.query());
  const { asked } = await countyOf(services, reach, query);
  const ids = await matrixItemIds(services.db.read, asked);
  const rows = await matrixRows(services.db.read, asked, ids);
  const taken = { list: 'matrix' as const, subject: 'stock', format, rows: rows.length, filters: said(query) };
  await recordStockExport(services, viewerToActor(reach.viewer), taken);
  const columns = matrixSheet(reach.t, asked.columns, query.show ?? 'cover');
  return spreadsheet(c, `${reach.t.stock.matrix.title}-${reach.today}`, columns, rows);
}

export function matrixRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock', (c) => showMatrix(services, c));
  router.get('/stock/export.csv', (c) => exportMatrix(services, c, 'csv'));
  router.get('/stock/export.xlsx', (c) => exportMatrix(services, c, 'xlsx'));
  return router;
}
