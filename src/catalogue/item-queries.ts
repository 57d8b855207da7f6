/** Loads the items that an import is about, in a few queries however long the list is. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { lot } from '../../db/schema/ledger.ts';
import type { Known } from './import/compare.ts';
import type { ForeignCode, ItemDraft } from './item.ts';
import type { StoredItem } from './rules.ts';

/** Both engines limit the parameters of a statement. */
const CHUNK = 500;

export function chunked<T>(values: readonly T[], size = CHUNK): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < values.length; at += size) chunks.push(values.slice(at, at + size));
  return chunks;
}

/** Stored items for the drafts' codes and import keys, with their foreign codes and whether they have lots. */
export async function knownFor(db: Db, drafts: readonly ItemDraft[]): Promise<Known> {
  const codes = drafts.flatMap((draft) => (draft.code === null ? [] : [draft.code]));
  const keys = drafts.flatMap((draft) => (draft.importKey === null ? [] : [draft.importKey]));
  const rows: (typeof item.$inferSelect)[] = [];
  for (const part of chunked(codes)) rows.push(...(await db.select().from(item).where(inArray(item.code, part))));
  for (const part of chunked(keys)) rows.push(...(await db.select().from(item).where(inArray(item.importKey, part))));
  const ids = rows.map((row) => row.id);
  const foreign = new Map<number, ForeignCode[]>(ids.map((id) => [id, []]));
  const withHistory = new Set<number>();
  for (const part of chunked(ids)) {
    for (const row of await db.select().from(itemCode).where(inArray(itemCode.itemId, part))) {
      foreign.get(row.itemId)?.push({ type: row.type, value: row.value });
    }
    const lots = await db.selectDistinct({ itemId: lot.itemId }).from(lot).where(inArray(lot.itemId, part));
    for (const row of lots) withHistory.add(row.itemId);
  }
  const stored: StoredItem[] = rows.map((row) => ({ ...row, codes: foreign.get(row.id) ?? [] }));
  return {
    byCode: new Map(stored.map((each) => [each.code, each])),
    byImportKey: new Map(stored.flatMap((each) => (each.importKey === null ? [] : [[each.importKey, each]]))),
    withHistory,
  };
}

/** Active items for codes that may be own codes or barcodes; a barcode may belong to several. */
export async function itemsByCodes(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, (typeof item.$inferSelect)[]>> {
  const found = new Map<string, (typeof item.$inferSelect)[]>();
  for (const part of chunked([...new Set(codes)])) {
    const own = await db
      .select()
      .from(item)
      .where(and(inArray(item.code, part), eq(item.active, true)));
    for (const row of own) found.set(row.code, [row]);
    const foreign = await db
      .select({ value: itemCode.value, row: item })
      .from(itemCode)
      .innerJoin(item, eq(item.id, itemCode.itemId))
      .where(and(inArray(itemCode.value, part), eq(item.active, true)));
    for (const { value, row } of foreign) {
      const known = found.get(value) ?? [];
      if (known.some((each) => each.id === row.id || each.code === value)) continue;
      found.set(value, [...known, row]);
    }
  }
  return found;
}
