/** The stock matrix: items × members, what each has, how long it lasts, and what the whole county has. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { byCodePoint } from '../../db/order.ts';
import { item } from '../../db/schema/catalogue.ts';
import { balance } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import type { ItemKind } from '../catalogue/item.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { type MatrixCell, type MatrixStock, stockOfItems, unevenItems } from './matrix-stock-queries.ts';
import { coverDays } from './rules.ts';

export const MATRIX_SIZE = 50;

export interface MatrixFilters {
  q?: string | undefined;
  kind?: ItemKind | undefined;
  /** Only items that are short somewhere, in surplus somewhere, or either. */
  only?: 'gap' | 'surplus' | 'uneven' | undefined;
}

export interface MatrixItem {
  id: number;
  code: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  packUnit: string;
  baseUnit: string;
  packSize: number;
  scale: number;
}

export interface MatrixRow {
  item: MatrixItem;
  /** Usable in every member of the viewer's scope, in transit included. */
  totalBase: number;
  totalCover: number | null;
  /** One for each column; null where the member does not hold the item. */
  cells: (MatrixCell | null)[];
}

export interface MatrixPage {
  rows: MatrixRow[];
  total: number;
  page: number;
}

const ITEM_COLUMNS = {
  id: item.id,
  code: item.code,
  genericName: item.genericName,
  strength: item.strength,
  manufacturer: item.manufacturer,
  packUnit: item.packUnit,
  baseUnit: item.baseUnit,
  packSize: item.packSize,
  scale: item.scale,
};

function heldBy(scope: readonly OrganisationRow[], wholeCounty: boolean): SQL {
  if (wholeCounty) return sql`exists (select 1 from ${balance} where ${balance.itemId} = ${item.id})`;
  const ids = scope.map((member) => member.id);
  return sql`exists (select 1 from ${balance} join ${location} on ${location.id} = ${balance.locationId}
    where ${balance.itemId} = ${item.id} and ${inArray(location.keeperId, ids)})`;
}

async function matching(db: Db, asked: MatrixAsked): Promise<SQL | undefined> {
  const { filters } = asked;
  const found = await idsMatching(db, filters.q, {});
  const held = heldBy(asked.scope, asked.wholeCounty);
  const ofKind = filters.kind && eq(item.kind, filters.kind);
  return and(eq(item.active, true), ofKind, found && isOneOf(item.id, found), held);
}

const BY_NAME = [byCodePoint(item.genericName), byCodePoint(item.code)];

export interface MatrixAsked {
  /** Every organisation the viewer may see: what the totals count. */
  scope: readonly OrganisationRow[];
  wholeCounty: boolean;
  columns: readonly OrganisationRow[];
  filters: MatrixFilters;
  day: string;
}

/** Ids in the order of names, of items that some member in the scope has or had; uneven ones alone when asked. */
export async function matrixItemIds(db: Db, asked: MatrixAsked): Promise<number[]> {
  const { only } = asked.filters;
  const rows = await db
    .select({ id: item.id })
    .from(item)
    .where(await matching(db, asked))
    .orderBy(...BY_NAME);
  const ids = rows.map((row) => row.id);
  if (only === undefined) return ids;
  const uneven = await unevenItems(db, { columnIds: asked.columns.map((column) => column.id), only, day: asked.day });
  return ids.filter((id) => uneven.has(id));
}

/** The same ids, one page of them: without reading the rest, unless their stock decides which they are. */
async function pageOfIds(db: Db, asked: MatrixAsked, wanted: number) {
  const cut = (total: number) => Math.min(Math.max(1, wanted), Math.max(1, Math.ceil(total / MATRIX_SIZE)));
  if (asked.filters.only !== undefined) {
    const all = await matrixItemIds(db, asked);
    const page = cut(all.length);
    return { ids: all.slice((page - 1) * MATRIX_SIZE, page * MATRIX_SIZE), total: all.length, page };
  }
  const where = await matching(db, asked);
  let page = Math.max(1, wanted);
  let rows = await oneOfPages(db, where, page);
  if (rows.length === 0 && page > 1) {
    const [first] = await oneOfPages(db, where, 1);
    page = cut(first?.total ?? 0);
    rows = await oneOfPages(db, where, page);
  }
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0, page };
}

/** Counts and cuts in one pass: both look at the same items. Nothing beyond the last page. */
function oneOfPages(db: Db, where: SQL | undefined, page: number) {
  return db
    .select({ id: item.id, total: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(item)
    .where(where)
    .orderBy(...BY_NAME)
    .limit(MATRIX_SIZE)
    .offset((page - 1) * MATRIX_SIZE);
}

/** The rows of these items, in the order given. */
export async function matrixRows(db: Db, asked: MatrixAsked, ids: readonly number[]): Promise<MatrixRow[]> {
  if (ids.length === 0) return [];
  const [items, stock] = await Promise.all([
    db
      .select(ITEM_COLUMNS)
      .from(item)
      .where(inArray(item.id, [...ids])),
    stockOfItems(db, { itemIds: ids, scope: asked.scope, day: asked.day }),
  ]);
  const byId = new Map(items.map((one) => [one.id, one]));
  return ids.flatMap((id) => {
    const one = byId.get(id);
    return one === undefined ? [] : [rowOf(one, stock, asked.columns)];
  });
}

function rowOf(one: MatrixItem, stock: MatrixStock, columns: readonly OrganisationRow[]): MatrixRow {
  const cells = stock.cells.get(one.id);
  const total = stock.totals.get(one.id) ?? { onHandBase: 0, availableBase: 0, useBase: 0 };
  return {
    item: one,
    totalBase: total.onHandBase,
    totalCover: coverDays(total.availableBase, total.useBase),
    cells: columns.map((column) => cells?.get(column.id) ?? null),
  };
}

/** One page; a page beyond the last is the last. */
export async function stockMatrix(db: Db, asked: MatrixAsked & { page: number }): Promise<MatrixPage> {
  const { ids, total, page } = await pageOfIds(db, asked, asked.page);
  return { rows: await matrixRows(db, asked, ids), total, page };
}
