/** The stock matrix: items × members, what each has, how long it lasts, and what the whole county has. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { byCodePoint } from '../../db/order.ts';
import { item } from '../../db/schema/formulary.ts';
import { balance } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import type { ItemKind } from '../formulary/item.ts';
import { queryTokens } from '../kernel/search-key.ts';
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

/** `!` escapes what a person may have typed of LIKE's own signs. */
export function itemMatches(q: string | undefined): SQL[] {
  return queryTokens(q ?? '').map((token) => {
    const pattern = `%${token.replace(/[!%_]/g, '!$&')}%`;
    return sql`${item.searchText} like ${pattern} escape '!'`;
  });
}

function heldBy(scope: readonly OrganisationRow[], wholeCounty: boolean): SQL {
  if (wholeCounty) return sql`exists (select 1 from ${balance} where ${balance.itemId} = ${item.id})`;
  const ids = scope.map((member) => member.id);
  return sql`exists (select 1 from ${balance} join ${location} on ${location.id} = ${balance.locationId}
    where ${balance.itemId} = ${item.id} and ${inArray(location.keeperId, ids)})`;
}

/** Ids in the order of names, of items that some member in the scope has or had. */
async function matchingIds(db: Db, filters: MatrixFilters, held: SQL): Promise<number[]> {
  const rows = await db
    .select({ id: item.id })
    .from(item)
    .where(and(eq(item.active, true), filters.kind && eq(item.kind, filters.kind), ...itemMatches(filters.q), held))
    .orderBy(byCodePoint(item.genericName), byCodePoint(item.code));
  return rows.map((row) => row.id);
}

export interface MatrixAsked {
  /** Every organisation the viewer may see: what the totals count. */
  scope: readonly OrganisationRow[];
  wholeCounty: boolean;
  columns: readonly OrganisationRow[];
  filters: MatrixFilters;
  day: string;
}

/** All matching item ids in order, short or surplus ones alone when asked. */
export async function matrixItemIds(db: Db, asked: MatrixAsked): Promise<number[]> {
  const { filters, columns, day } = asked;
  const ids = await matchingIds(db, filters, heldBy(asked.scope, asked.wholeCounty));
  if (filters.only === undefined) return ids;
  const uneven = await unevenItems(db, { columnIds: columns.map((column) => column.id), only: filters.only, day });
  return ids.filter((id) => uneven.has(id));
}

/** The rows of these items, in the order given. */
export async function matrixRows(db: Db, asked: MatrixAsked, ids: readonly number[]): Promise<MatrixRow[]> {
  if (ids.length === 0) return [];
  const items = await db
    .select(ITEM_COLUMNS)
    .from(item)
    .where(inArray(item.id, [...ids]));
  const stock = await stockOfItems(db, { itemIds: ids, scope: asked.scope, day: asked.day });
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
  const ids = await matrixItemIds(db, asked);
  const last = Math.max(1, Math.ceil(ids.length / MATRIX_SIZE));
  const page = Math.min(Math.max(1, asked.page), last);
  const rows = await matrixRows(db, asked, ids.slice((page - 1) * MATRIX_SIZE, page * MATRIX_SIZE));
  return { rows, total: ids.length, page };
}
