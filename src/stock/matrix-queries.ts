/** The stock matrix: items × members, what each has, how long it lasts, and what the whole county has. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { idsInOrder, isOneOf } from '../../db/id-set.ts';
import { byCodePoint } from '../../db/order.ts';
import { item } from '../../db/schema/catalogue.ts';
import { balance } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import type { ItemKind } from '../catalogue/item.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import type { ControlClass } from '../ledger/usable.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { type MatrixCell, type MatrixStock, stockOfItems } from './matrix-stock-queries.ts';
import { coverDays } from './rules.ts';
import { unevenItems } from './uneven-queries.ts';

export const MATRIX_SIZE = 50;

export interface MatrixFilters {
  q?: string | undefined;
  kind?: ItemKind | undefined;
  /** Only items that are short somewhere, in surplus somewhere, or either; or beyond a level somewhere. */
  only?: 'gap' | 'surplus' | 'uneven' | 'under' | 'over' | undefined;
  control?: ControlClass | undefined;
  essential?: '1' | undefined;
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

const EVER_HELD = sql`exists (select 1 from ${balance} where ${balance.itemId} = ${item.id})`;

function heldBy(scope: readonly OrganisationRow[]): SQL {
  const ids = scope.map((member) => member.id);
  return sql`exists (select 1 from ${balance} join ${location} on ${location.id} = ${balance.locationId}
    where ${balance.itemId} = ${item.id} and ${inArray(location.keeperId, ids)})`;
}

/** For each connection object, items that have balances: none is ever removed, so what was seen once stays true. */
const memories = new WeakMap<Db, Set<number>>();

/** Those of the items that somebody in the county has or had: asked for those alone that nobody had so far. */
async function everHeld(db: Db, ids: readonly number[]): Promise<number[]> {
  const known = memories.get(db) ?? new Set<number>();
  memories.set(db, known);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const which = and(isOneOf(item.id, unknown), EVER_HELD);
    for (const row of await db.select({ id: item.id }).from(item).where(which)) known.add(row.id);
  }
  return ids.filter((id) => known.has(id));
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
  const { q, kind, only, control, essential } = asked.filters;
  const found = await idsMatching(db, q, {});
  const ofKind = and(
    kind && eq(item.kind, kind),
    control && eq(item.controlClass, control),
    essential && eq(item.essential, true),
  );
  const held = asked.wholeCounty ? undefined : heldBy(asked.scope);
  const [row] = await db
    .select({ ids: idsInOrder(item.id, BY_NAME) })
    .from(item)
    .where(and(eq(item.active, true), ofKind, found && isOneOf(item.id, found), held));
  const ids = asked.wholeCounty ? await everHeld(db, row?.ids ?? []) : (row?.ids ?? []);
  if (only === undefined) return ids;
  const uneven = await unevenItems(db, { columnIds: asked.columns.map((column) => column.id), only, day: asked.day });
  return ids.filter((id) => uneven.has(id));
}

/** What is read of the items is held at once: a file of all of them asks for some after the other. */
const AT_ONCE = 500;

/** The rows of these items, in the order given. */
export async function matrixRows(db: Db, asked: MatrixAsked, ids: readonly number[]): Promise<MatrixRow[]> {
  const rows: MatrixRow[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    rows.push(...(await rowsOf(db, asked, ids.slice(from, from + AT_ONCE))));
  }
  return rows;
}

async function rowsOf(db: Db, asked: MatrixAsked, ids: readonly number[]): Promise<MatrixRow[]> {
  const [items, stock] = await Promise.all([
    db.select(ITEM_COLUMNS).from(item).where(isOneOf(item.id, ids)),
    stockOfItems(db, { ...asked, itemIds: ids }),
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
  const ids = await matrixItemIds(db, asked);
  const page = Math.min(Math.max(1, asked.page), Math.max(1, Math.ceil(ids.length / MATRIX_SIZE)));
  const shown = ids.slice((page - 1) * MATRIX_SIZE, page * MATRIX_SIZE);
  return { rows: await matrixRows(db, asked, shown), total: ids.length, page };
}
