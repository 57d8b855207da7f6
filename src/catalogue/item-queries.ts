/** Loads the items that an import is about, in a few queries however long the list is. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { lot } from '../../db/schema/ledger.ts';
import type { Known } from './import/compare.ts';
import type { ForeignCode, ItemDraft } from './item.ts';
import type { StoredItem } from './rules.ts';
import { codesMeant } from './search/typed.ts';

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

/**
 * Active items for codes that may be own codes, codes of others, or whole scans of a box; a barcode may belong to
 * several. Codes that have ended are asked only when no valid one fits: old boxes still carry them. It reads the
 * tables themselves, as it is asked inside transactions.
 */
export async function itemsByCodes(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, (typeof item.$inferSelect)[]>> {
  const meant = new Map(codes.map((code) => [code, codesMeant(code)]));
  const valid = new Map<string, (typeof item.$inferSelect)[]>();
  const ended: typeof valid = new Map();
  for (const part of chunked([...new Set([...meant.values()].flat())])) {
    const own = await db
      .select()
      .from(item)
      .where(and(inArray(item.code, part), eq(item.active, true)));
    for (const row of own) valid.set(row.code, [row]);
    const foreign = await db
      .select({ value: itemCode.value, validTo: itemCode.validTo, row: item })
      .from(itemCode)
      .innerJoin(item, eq(item.id, itemCode.itemId))
      .where(and(inArray(itemCode.value, part), eq(item.active, true)));
    for (const { value, validTo, row } of foreign) {
      const byCode = validTo === null ? valid : ended;
      const known = byCode.get(value) ?? [];
      if (known.some((each) => each.id === row.id || each.code === value)) continue;
      byCode.set(value, [...known, row]);
    }
  }
  const found = new Map<string, (typeof item.$inferSelect)[]>();
  for (const [code, candidates] of meant) {
    const rowsIn = (byCode: typeof valid) => candidates.map((one) => byCode.get(one)).find((one) => one !== undefined);
    const rows = rowsIn(valid) ?? rowsIn(ended);
    if (rows !== undefined) found.set(code, rows);
  }
  return found;
}
