/** Pages of the catalogue: the list and its export, one item, the results that item pickers show. */
import { CataloguePage } from '../../views/catalogue/index-page.tsx';
import { ItemResults } from '../../views/catalogue/item-picker.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may, type Permission } from '../auth/roles.ts';
import { versionInForce } from '../formulary/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { pageNumber } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { codeRoutes } from './code-routes.tsx';
import { editRoutes } from './edit-routes.tsx';
import { factBatchRoutes } from './fact-batch-routes.tsx';
import { factRoutes } from './fact-routes.tsx';
import { listQuery } from './forms.ts';
import { itemsForExport } from './import/export-queries.ts';
import { exportColumns } from './import/template-sheet.ts';
import { catalogueImportRoutes } from './import-routes.tsx';
import type { Tier } from './item.ts';
import { showItem } from './item-page.tsx';
import { mergeRoutes } from './merge-routes.tsx';
import { newItemRoutes } from './new-item-routes.tsx';
import { listItems, searchItems } from './queries.ts';

/** Pages with addresses of their own below the catalogue's. */
const PARTS = [catalogueImportRoutes, newItemRoutes, factBatchRoutes, editRoutes, mergeRoutes, codeRoutes, factRoutes];

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
  // Before the page of an item, which would take their words for a code
  for (const part of PARTS) router.route('/', part(services));
  router.get('/catalogue/:code', readers, (c) => showItem(c, services));
  return router;
}

function can(c: AppContext, permission: Permission): boolean {
  return may(signedIn(c).roles, permission);
}

/** The price order tells prices: it is for those who may see them. */
async function filtersOf(c: AppContext, services: Services) {
  const { sort, on: typed, ...asked } = listQuery.parse(c.req.query());
  const today = dayOf(services.clock.now());
  const on = typed ?? today;
  const version = on === today ? undefined : await versionInForce(services.db.read, on);
  const otherDay = on === today ? undefined : { day: on, versionId: version?.id ?? null };
  const filters = { ...asked, on, otherDay };
  const byPrice = sort === 'price' || sort === '-price';
  return { filters, sort: byPrice && !can(c, 'stock.read.prices') ? ('code' as const) : sort };
}

async function showList(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { filters, sort } = await filtersOf(c, services);
  const { total } = await listItems(services.db.read, filters, { sort, page: 1, size: 1 });
  const page = pageNumber(c.req.query('page'), total, PAGE_SIZE);
  const { rows } = await listItems(services.db.read, filters, { sort, page, size: PAGE_SIZE });
  const allowed = {
    import: can(c, 'catalogue.import'),
    edit: can(c, 'catalogue.edit'),
    export: can(c, 'export'),
    seePrices: can(c, 'stock.read.prices'),
  };
  return c.render(
    <CataloguePage
      t={t}
      filters={filters}
      sort={sort}
      today={dayOf(services.clock.now())}
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
  const { filters, sort } = await filtersOf(c, services);
  const db = services.db.read;
  const { rows } = await listItems(db, filters, { sort, page: 1, size: MOST_EXPORTED });
  const t = wordsFor(c);
  const name = `${t.catalogue.title}-${filters.on}`;
  const columns = exportColumns(can(c, 'stock.read.prices'));
  // A sheet of another day says so in each line; the import passes over a column it does not know
  if (filters.otherDay) columns.push({ head: t.lists.asOf, value: () => filters.on });
  const whole = await itemsForExport(db, rows, filters.on);
  return spreadsheet(c, name, columns, whole);
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
