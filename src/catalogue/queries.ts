/** Reads of the catalogue: the list with its filters, one item, the search behind every item picker, previews. */
import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { byCodePoint } from '../../db/order.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { draftOf } from '../imports/queries.ts';
import { normaliseQuery, queryTokens } from '../kernel/search-key.ts';
import type { PreviewEntry, PreviewSummary } from './import/report.ts';
import type { ControlClass, ForeignCode, ItemKind, StorageZone, Tier } from './item.ts';
import { chunked } from './item-queries.ts';

/** Other features filter by kind too. */
export { ITEM_KINDS } from './item.ts';

export type ItemRow = typeof item.$inferSelect;

/** An item as pickers and lists show it. */
export type FoundItem = ItemRow;

export interface ItemFilters {
  q?: string | undefined;
  kind?: ItemKind | undefined;
  zone?: StorageZone | undefined;
  control?: ControlClass | undefined;
  tier?: Tier | undefined;
  essential?: boolean | undefined;
  /** Only items without maker or price, which a national list leaves open. */
  incomplete?: boolean | undefined;
  /** Retired items are left out unless asked for. */
  retired?: boolean | undefined;
}

export type ItemSort = 'code' | 'name' | '-price' | 'price';

const TIER_COLUMN = { county: item.countyTier, township: item.townshipTier, village: item.villageTier } as const;
const MOST_RESULTS = 200;

/**
 * Active items that have every word of `q` in name, pinyin, initials, maker, strength or codes; the best first: own
 * code or barcode, then names that begin so, then pinyin and initials that begin so, then the rest. Empty `q`: none.
 */
export async function searchItems(db: Db, q: string, options: { tier?: Tier; limit: number }): Promise<FoundItem[]> {
  const query = scannedQuery(q);
  const tokens = queryTokens(query);
  if (tokens.length === 0) return [];
  const tier = options.tier === undefined ? undefined : eq(TIER_COLUMN[options.tier], true);
  return db
    .select()
    .from(item)
    .where(and(eq(item.active, true), tier, ...tokens.map(contains)))
    .orderBy(...bestFirst(query))
    .limit(Math.min(options.limit, MOST_RESULTS));
}

/** The rows of a page and the number of all; page 1 is the first. */
export async function listItems(
  db: Db,
  filters: ItemFilters,
  page: { sort: ItemSort; page: number; size: number },
): Promise<{ rows: ItemRow[]; total: number }> {
  const where = matching(filters);
  const [counted] = await db.select({ total: count() }).from(item).where(where);
  const ranked = (filters.q ?? '').trim() !== '' && page.sort === 'code';
  const order = ranked ? bestFirst(scannedQuery(filters.q ?? '')) : SORTS[page.sort];
  const rows = await db
    .select()
    .from(item)
    .where(where)
    .orderBy(...order)
    .limit(page.size)
    .offset((page.page - 1) * page.size);
  return { rows, total: counted?.total ?? 0 };
}

/** One item by its own code, with the codes others give it. */
export async function itemByCode(db: Db, code: string): Promise<(ItemRow & { codes: ForeignCode[] }) | undefined> {
  const [row] = await db.select().from(item).where(eq(item.code, code));
  if (row === undefined) return undefined;
  const codes = await db
    .select({ type: itemCode.type, value: itemCode.value })
    .from(itemCode)
    .where(eq(itemCode.itemId, row.id))
    .orderBy(asc(itemCode.type), asc(itemCode.value));
  return { ...row, codes };
}

/** The codes that others give to the items, by item id. */
export async function codesOfItems(db: Db, ids: readonly number[]): Promise<Map<number, ForeignCode[]>> {
  const codes = new Map<number, ForeignCode[]>();
  for (const part of chunked(ids)) {
    const rows = await db.select().from(itemCode).where(inArray(itemCode.itemId, part));
    for (const { itemId, type, value } of rows) codes.set(itemId, [...(codes.get(itemId) ?? []), { type, value }]);
  }
  return codes;
}

export async function itemById(db: Db, id: number): Promise<ItemRow | undefined> {
  const [row] = await db.select().from(item).where(eq(item.id, id));
  return row;
}

export interface ImportPreview {
  id: number;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
  summary: PreviewSummary;
  entries: PreviewEntry[];
}

/** A person's own preview. */
export async function importPreview(db: Db, personId: number, id: number): Promise<ImportPreview | undefined> {
  const row = await draftOf(db, personId, 'catalogue', id);
  if (row === undefined) return undefined;
  const { fileName, createdAt, appliedAt } = row;
  const entries = row.rows as PreviewEntry[];
  return { id, fileName, createdAt, appliedAt, summary: row.summary as PreviewSummary, entries };
}

const SORTS: Record<ItemSort, SQL[]> = {
  code: [byCodePoint(item.code)],
  name: [byCodePoint(item.genericName), byCodePoint(item.code)],
  price: [asc(item.pricePack), byCodePoint(item.code)],
  '-price': [desc(item.pricePack), byCodePoint(item.code)],
};

function matching(filters: ItemFilters): SQL | undefined {
  return and(
    filters.retired === true ? undefined : eq(item.active, true),
    filters.kind && eq(item.kind, filters.kind),
    filters.zone && eq(item.storageZone, filters.zone),
    filters.control && eq(item.controlClass, filters.control),
    filters.tier && eq(TIER_COLUMN[filters.tier], true),
    filters.essential === true ? eq(item.essential, true) : undefined,
    filters.incomplete === true ? sql`(${item.manufacturer} = '' or ${item.pricePack} = 0)` : undefined,
    ...queryTokens(scannedQuery(filters.q ?? '')).map(contains),
  );
}

/** A scanned trace code names the drug by its first seven digits; a GTIN-14 of one pack is the GTIN-13 on the box. */
function scannedQuery(q: string): string {
  const query = normaliseQuery(q).slice(0, 200);
  if (/^8\d{19}$/.test(query)) return query.slice(0, 7);
  return /^0\d{13}$/.test(query) ? query.slice(1) : query;
}

/** `!` escapes what a person may have typed of LIKE's own signs. */
function escaped(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}

function contains(token: string): SQL {
  return sql`${item.searchText} like ${`%${escaped(token)}%`} escape '!'`;
}

function bestFirst(query: string): SQL[] {
  const start = `${escaped(query)}%`;
  const codes = sql`select 1 from ${itemCode} where ${itemCode.itemId} = ${item.id} and ${itemCode.value} = ${query}`;
  const rank = sql`case
    when ${item.code} = ${query.toUpperCase()} then 0
    when exists (${codes}) then 0
    when ${item.searchText} like ${start} escape '!' then 1
    when ${item.searchText} like ${`% ${start}`} escape '!' then 2
    else 3 end`;
  return [rank, sql`length(${item.genericName})`, byCodePoint(item.genericName), byCodePoint(item.code)];
}
