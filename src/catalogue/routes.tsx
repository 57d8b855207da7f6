/** Pages of the catalogue: the list and its export, one item, the results that item pickers show. */
import { CataloguePage } from '../../views/catalogue/index-page.tsx';
import { ItemResults } from '../../views/catalogue/item-picker.tsx';
import { ItemPage } from '../../views/catalogue/show-page.tsx';
import { WhereStocked } from '../../views/catalogue/where-stocked.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may, type Permission } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { supplyOf } from '../stock/supply-queries.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { listQuery } from './forms.ts';
import { exportColumns } from './import/template-sheet.ts';
import { catalogueImportRoutes } from './import-routes.tsx';
import type { Tier } from './item.ts';
import { codesOfItems, type ItemRow, itemByCode, listItems, searchItems } from './queries.ts';
import { whereStocked } from './where-stocked.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 50_000;
const RESULTS = 20;

export function catalogueRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('catalogue.read');
  router.get(paths.catalogue(), readers, (c) => showList(c, services));
  router.get(paths.itemSearch(), readers, (c) => showResults(c, services));
  router.get('/catalogue/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  // Before the page of an item, which would take `import` for a code
  router.route('/', catalogueImportRoutes(services));
  router.get('/catalogue/:code', readers, (c) => showItem(c, services));
  return router;
}

function can(c: AppContext, permission: Permission): boolean {
  return may(signedIn(c).roles, permission);
}

/** The price order tells prices: it is for those who may see them. */
function filtersOf(c: AppContext) {
  const { sort, ...filters } = listQuery.parse(c.req.query());
  const byPrice = sort === 'price' || sort === '-price';
  return { filters, sort: byPrice && !can(c, 'stock.read.prices') ? ('code' as const) : sort };
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { filters, sort } = filtersOf(c);
  const { total } = await listItems(services.db.read, filters, { sort, page: 1, size: 1 });
  const page = pageNumber(c.req.query('page'), total, PAGE_SIZE);
  const { rows } = await listItems(services.db.read, filters, { sort, page, size: PAGE_SIZE });
  const allowed = {
    import: can(c, 'catalogue.import'),
    export: can(c, 'export'),
    seePrices: can(c, 'stock.read.prices'),
  };
  return c.render(
    <CataloguePage
      t={t}
      filters={filters}
      sort={sort}
      rows={rows}
      total={total}
      page={page}
      size={PAGE_SIZE}
      can={allowed}
    />,
    { title: t.catalogue.title, active: 'catalogue' },
  );
}

/** The whole filtered list in the columns of the import table: mend it in a spreadsheet, import it again. */
async function exportList(c: AppContext, services: Services) {
  const { filters, sort } = filtersOf(c);
  const db = services.db.read;
  const { rows } = await listItems(db, filters, { sort, page: 1, size: MOST_EXPORTED });
  const codes = await codesOfItems(
    db,
    rows.map((row) => row.id),
  );
  const format = c.req.path.endsWith('.csv') ? 'csv' : 'xlsx';
  const name = `${wordsFor(c).catalogue.title}-${dayOf(services.clock.now())}`;
  const columns = exportColumns(can(c, 'stock.read.prices'));
  const whole = rows.map((row) => ({ ...row, codes: codes.get(row.id) ?? [] }));
  return spreadsheet(c, format, name, columns, whole);
}

/** Results for a picker, which swaps them in; `tier` keeps to what that tier may have. Alone they are no page. */
async function showResults(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const q = (c.req.query('q') ?? '').slice(0, 200);
  if (!isFragment(c)) return c.redirect(paths.catalogue({ q }), 302);
  const tier = tierOf(c.req.query('tier'));
  const found = await searchItems(services.db.read, q, { ...(tier && { tier }), limit: RESULTS + 1 });
  const results = (
    <ItemResults t={t} items={found.slice(0, RESULTS)} q={q.trim()} more={found.length > RESULTS} offList={false} />
  );
  return c.render(results, { title: t.catalogue.search, active: 'catalogue' });
}

function tierOf(text: string | undefined): Tier | undefined {
  return text === 'county' || text === 'township' || text === 'village' ? text : undefined;
}

async function showItem(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const item = await itemByCode(services.db.read, (c.req.param('code') ?? '').toUpperCase());
  if (item === undefined) throw new WebError(404, 'notFound');
  const allowed = { import: can(c, 'catalogue.import'), seePrices: can(c, 'stock.read.prices') };
  const stock = can(c, 'stock.read') ? await stockSection(c, services, item) : null;
  return c.render(<ItemPage t={t} item={item} can={allowed} stock={stock} />, {
    title: item.genericName,
    active: 'catalogue',
  });
}

/** The members in the person's scope that keep the item. */
async function stockSection(c: AppContext, services: Services, item: ItemRow) {
  const today = dayOf(services.clock.now());
  const { lots } = await supplyOf(services.db.read, item.id, today);
  const members = whereStocked(lots, signedIn(c).scopePath);
  const expiry = await expiryOn(services.db.read, today);
  return <WhereStocked t={wordsFor(c)} itemCode={item.code} shape={item} members={members} expiry={expiry} />;
}
