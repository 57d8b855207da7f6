/** What stock is worth by keeper and owner, as a page and as a file. */
import { type MemberValue, ValuePage, type ValueView } from '../../views/stock/value-page.tsx';
import { viewerToActor } from '../auth/viewer.ts';
import { stockInBooks } from '../books/stock-account-queries.ts';
import { type OrganisationRow, organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type SpreadsheetFormat, spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { recordStockExport } from './export-commands.ts';
import { said } from './forms.ts';
import { itemsOf } from './item-filter-queries.ts';
import { type Reach, reachOf } from './reach.ts';
import { type ValuedLot, type ValuedPlace, valueByPlace, valuedLots } from './value-queries.ts';
import { VIEW_EXPORT_MAX, VIEW_SIZE, valueCursor, valuePointOf } from './view-cursors.ts';
import { valueQuery } from './view-forms.ts';
import { valuedLotSheet, valueSheet } from './view-sheets.ts';

type ValueQuery = ReturnType<typeof valueQuery.parse>;

function named(scope: readonly OrganisationRow[], code: string | undefined): OrganisationRow | undefined {
  const one = scope.find((other) => other.code === code);
  if (code !== undefined && one === undefined) throw new WebError(404, 'notFound');
  return one;
}

/** Throws 404 when the address names an owner or keeper that is not there, or outside the viewer's scope. */
async function reachedValue(services: Services, reach: Reach, query: ValueQuery) {
  const scope = await organisationsUnder(services.db.read, reach.viewer.scopePath);
  const [owner, keeper] = [named(scope, query.owner), named(scope, query.keeper)];
  const asked = { scopePath: reach.viewer.scopePath, ownerId: owner?.id, keeperId: keeper?.id };
  return { asked, owner, keeper };
}

/** One row a member: what it keeps, what it owns, what the books say. The dearest first. */
export function memberValues(places: readonly ValuedPlace[], books: ReadonlyMap<number, number>): MemberValue[] {
  const members = new Map<number, MemberValue>();
  const of = (organisation: ValuedPlace['keeper']) => {
    const fresh = { ownKeptFen: 0, othersKeptFen: 0, elsewhereFen: 0, lots: 0 };
    const known = members.get(organisation.id) ?? {
      organisation,
      ...fresh,
      inBooksFen: books.get(organisation.id) ?? null,
    };
    members.set(organisation.id, known);
    return known;
  };
  for (const { owner, keeper, lots, amountFen } of places) {
    const kept = of(keeper);
    kept.lots += lots;
    if (owner.id === keeper.id) kept.ownKeptFen += amountFen;
    else {
      kept.othersKeptFen += amountFen;
      of(owner).elsewhereFen += amountFen;
    }
  }
  const keeps = (one: MemberValue) => one.ownKeptFen + one.othersKeptFen;
  return [...members.values()].sort((a, b) => keeps(b) - keeps(a) || a.organisation.id - b.organisation.id);
}

/** What is owned by one member and kept by another, the dearest first. */
function pairsOf(places: readonly ValuedPlace[]): ValueView['pairs'] {
  const pairs = new Map<string, ValueView['pairs'][number]>();
  for (const { owner, keeper, lots, amountFen } of places) {
    if (owner.id === keeper.id) continue;
    const key = `${owner.id}-${keeper.id}`;
    const known = pairs.get(key) ?? { owner, keeper, lots: 0, amountFen: 0 };
    pairs.set(key, { ...known, lots: known.lots + lots, amountFen: known.amountFen + amountFen });
  }
  return [...pairs.values()].sort((a, b) => b.amountFen - a.amountFen);
}

/** The books of all owners together; undefined where the viewer does not see those of one of them. */
function booksTotal(places: readonly ValuedPlace[], books: ReadonlyMap<number, number>): number | null {
  if (places.some((place) => !books.has(place.owner.id))) return null;
  return [...books.values()].reduce((sum, fen) => sum + fen, 0);
}

async function withItems(services: Services, lots: readonly ValuedLot[]) {
  const items = await itemsOf(
    services.db.read,
    lots.map((lot) => lot.itemId),
  );
  return lots.flatMap((lot) => {
    const item = items.get(lot.itemId);
    return item === undefined ? [] : [{ ...lot, item }];
  });
}

function openedTitle(reach: Reach, owner: OrganisationRow | undefined, keeper: OrganisationRow | undefined) {
  const words = reach.t.stockViews.value;
  if (owner !== undefined && keeper !== undefined) return words.lotsOf(owner.shortName, keeper.shortName);
  if (owner !== undefined) return words.lotsOfOwner(owner.shortName);
  return words.lotsOfKeeper(keeper?.shortName ?? '');
}

async function showValue(services: Services, c: AppContext): Promise<Response> {
  const reach = reachOf(services, c);
  const db = services.db.read;
  const query = valueQuery.parse(c.req.query());
  const after = valuePointOf(c.req.query('after'));
  const { asked, owner, keeper } = await reachedValue(services, reach, query);
  const opens = owner !== undefined || keeper !== undefined;
  const [places, books, fetched] = await Promise.all([
    valueByPlace(db, asked),
    opens ? new Map<number, number>() : stockInBooks(db, reach.viewer.scopePath),
    opens ? valuedLots(db, asked, { after, size: VIEW_SIZE + 1 }) : [],
  ]);
  const shown = fetched.slice(0, VIEW_SIZE);
  const last = shown.at(-1);
  const more = fetched.length > VIEW_SIZE && last !== undefined;
  const view: ValueView = {
    t: reach.t,
    members: memberValues(places, books),
    pairs: pairsOf(places),
    placesFen: places.reduce((sum, place) => sum + place.amountFen, 0),
    booksFen: opens ? null : booksTotal(places, books),
    opened: opens ? { title: openedTitle(reach, owner, keeper), rows: await withItems(services, shown) } : null,
    query: said(query),
    first: after && paths.stockValue(said(query)),
    next: more ? paths.stockValue({ ...said(query), after: valueCursor(last) }) : undefined,
    mayExport: reach.can('export'),
  };
  const title = view.opened?.title ?? reach.t.stockViews.value.title;
  return c.render(<ValuePage {...view} />, { title, active: 'stock', landscape: true });
}

async function exportValue(services: Services, c: AppContext, format: SpreadsheetFormat): Promise<Response> {
  const reach = reachOf(services, c);
  const db = services.db.read;
  const query = valueQuery.parse(c.req.query());
  const { asked, owner, keeper } = await reachedValue(services, reach, query);
  const opens = owner !== undefined || keeper !== undefined;
  const title = opens ? openedTitle(reach, owner, keeper) : reach.t.stockViews.value.title;
  const name = `${title}-${reach.today}`;
  const taken = { list: 'value' as const, subject: query.keeper ?? query.owner ?? 'stock', format };
  const record = (rows: number) =>
    recordStockExport(services, viewerToActor(reach.viewer), { ...taken, rows, filters: said(query) });
  if (opens) {
    const rows = await withItems(services, await valuedLots(db, asked, { size: VIEW_EXPORT_MAX }));
    await record(rows.length);
    return spreadsheet(c, name, valuedLotSheet(reach.t), rows);
  }
  const rows = await valueByPlace(db, asked);
  await record(rows.length);
  return spreadsheet(c, name, valueSheet(reach.t), rows);
}

export function valueRoutes(services: Services): Router {
  const router = createRouter();
  router.get('/stock/value', (c) => showValue(services, c));
  router.get('/stock/value/export.csv', (c) => exportValue(services, c, 'csv'));
  router.get('/stock/value/export.xlsx', (c) => exportValue(services, c, 'xlsx'));
  return router;
}
