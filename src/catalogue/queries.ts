/** Reads of the catalogue: the list with its filters, one item, the search behind every item picker, previews. */
import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { byCodePoint } from '../../db/order.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { draftOf } from '../imports/queries.ts';
import { itemsAsOf, type OtherDay, standingIs } from './as-of-queries.ts';
import { factIs } from './fact-condition-queries.ts';
import type { ANTIMICROBIAL, ChronicDisease, HIGH_ALERT, INSURANCE, VBP_OUTCOMES } from './facts.ts';
import type { PreviewSummary } from './import/report.ts';
import type { ControlClass, ForeignCode, ItemKind, StorageZone, Tier } from './item.ts';
import { chunked } from './item-queries.ts';
import { findItems, type Hit, idsMatching } from './search/search-queries.ts';

/** Other features filter by kind too. */
export { ITEM_KINDS } from './item.ts';

export type ItemRow = typeof item.$inferSelect;

/** An item as pickers show it, with why it was found. */
export type FoundItem = ItemRow & Pick<Hit, 'rank' | 'field'>;

/** An item among those found: also one that was chosen before, which no words found. */
export type ShownItem = ItemRow & Partial<Pick<Hit, 'rank' | 'field'>>;

export interface ItemFilters {
  q?: string | undefined;
  kind?: ItemKind | undefined;
  zone?: StorageZone | undefined;
  control?: ControlClass | undefined;
  tier?: Tier | undefined;
  essential?: boolean | undefined;
  /** Facts as of `on`; without a day they are not asked for. */
  insurance?: (typeof INSURANCE)[number] | undefined;
  chronic?: ChronicDisease | 'any' | undefined;
  antimicrobial?: (typeof ANTIMICROBIAL)[number] | undefined;
  vbp?: (typeof VBP_OUTCOMES)[number] | undefined;
  highAlert?: (typeof HIGH_ALERT)[number] | undefined;
  on?: string | undefined;
  /** When `on` is not today: classes, storage and tiers are those of that day as well. */
  otherDay?: OtherDay | undefined;
  /** Only items without maker or price, which a national list leaves open. */
  incomplete?: boolean | undefined;
  /** Retired items are left out unless asked for. */
  retired?: boolean | undefined;
}

export type ItemSort = 'code' | 'name' | '-price' | 'price';

const MOST_RESULTS = 200;

/** Active items for what was typed or scanned, the best first (src/catalogue/search/match.ts). Empty `q`: none. */
export async function searchItems(db: Db, q: string, options: { tier?: Tier; limit: number }): Promise<FoundItem[]> {
  const hits = await findItems(db, q, { ...options, limit: Math.min(options.limit, MOST_RESULTS) });
  const rows = new Map((await itemsByIds(db, hits)).map((row) => [row.id, row]));
  return hits.flatMap((hit) => {
    const row = rows.get(hit.id);
    return row === undefined ? [] : [{ ...row, rank: hit.rank, field: hit.field }];
  });
}

/** The items in the order given. */
async function itemsByIds(db: Db, wanted: readonly { id: number }[]): Promise<ItemRow[]> {
  if (wanted.length === 0) return [];
  const ids = wanted.map(({ id }) => id);
  const rows = new Map((await db.select().from(item).where(isOneOf(item.id, ids))).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** The rows of a page, 1 being the first, and the number of all. A search keeps its order until sorted otherwise. */
export async function listItems(
  db: Db,
  filters: ItemFilters,
  page: { sort: ItemSort; page: number; size: number },
): Promise<{ rows: ItemRow[]; total: number }> {
  const found = await idsMatching(db, filters.q, { retired: filters.retired === true });
  const where = matching(filters, found);
  const from = (page.page - 1) * page.size;
  if (found !== undefined && page.sort === 'code') {
    const kept = new Set((await db.select({ id: item.id }).from(item).where(where)).map((row) => row.id));
    const ids = found.filter((id) => kept.has(id));
    const shown = ids.slice(from, from + page.size).map((id) => ({ id }));
    return { rows: await asAsked(db, await itemsByIds(db, shown), filters), total: ids.length };
  }
  const [counted] = await db.select({ total: count() }).from(item).where(where);
  const rows = await db
    .select()
    .from(item)
    .where(where)
    .orderBy(...SORTS[page.sort])
    .limit(page.size)
    .offset(from);
  return { rows: await asAsked(db, rows, filters), total: counted?.total ?? 0 };
}

function asAsked(db: Db, rows: ItemRow[], { otherDay }: ItemFilters): ItemRow[] | Promise<ItemRow[]> {
  return otherDay === undefined ? rows : itemsAsOf(db, rows, otherDay);
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
}

/** A person's own preview. */
export async function importPreview(db: Db, personId: number, id: number): Promise<ImportPreview | undefined> {
  const row = await draftOf(db, personId, 'catalogue', id);
  if (row === undefined) return undefined;
  const { fileName, createdAt, appliedAt } = row;
  return { id, fileName, createdAt, appliedAt, summary: row.summary as PreviewSummary };
}

const SORTS: Record<ItemSort, SQL[]> = {
  code: [byCodePoint(item.code)],
  name: [byCodePoint(item.genericName), byCodePoint(item.code)],
  price: [asc(item.pricePack), byCodePoint(item.code)],
  '-price': [desc(item.pricePack), byCodePoint(item.code)],
};

function factConditions({ on, insurance, chronic, antimicrobial, vbp, highAlert }: ItemFilters): (SQL | undefined)[] {
  if (on === undefined) return [];
  return [
    insurance && factIs('insurance', on, insurance),
    chronic && factIs('chronic', on, chronic === 'any' ? { other: 'none' } : { has: chronic }),
    antimicrobial && factIs('antimicrobial', on, antimicrobial),
    vbp && factIs('vbp', on, { begins: `${vbp}:` }),
    highAlert && factIs('high_alert', on, highAlert),
  ];
}

function matching(filters: ItemFilters, found: readonly number[] | undefined): SQL | undefined {
  return and(
    filters.retired === true ? undefined : eq(item.active, true),
    filters.kind && eq(item.kind, filters.kind),
    ...standingIs(filters, filters.otherDay),
    ...factConditions(filters),
    filters.incomplete === true ? sql`(${item.manufacturer} = '' or ${item.pricePack} = 0)` : undefined,
    found && isOneOf(item.id, found),
  );
}
