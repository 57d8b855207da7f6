/** Which items a list of stock is narrowed to: by words, category, control and the essential list. */
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import type { ItemKind } from '../catalogue/item.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import type { ControlClass } from '../ledger/usable.ts';

export interface ItemFilter {
  /** 汉字, pinyin, initials or a code. */
  q?: string | undefined;
  kind?: ItemKind | undefined;
  control?: ControlClass | undefined;
  essential?: '1' | undefined;
}

/** Ids of the items that fit; undefined when nothing was asked. What left the formulary may still lie about. */
export async function filteredItems(db: Db, filter: ItemFilter): Promise<number[] | undefined> {
  const { q, kind, control, essential } = filter;
  const found = await idsMatching(db, q, { retired: true });
  if (kind === undefined && control === undefined && essential === undefined) return found;
  const rows = await db
    .select({ id: item.id })
    .from(item)
    .where(
      and(
        found && isOneOf(item.id, found),
        kind && eq(item.kind, kind),
        control && eq(item.controlClass, control),
        essential && eq(item.essential, true),
      ),
    );
  return rows.map((row) => row.id);
}

export interface ListedItem {
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

/** What a row says of its item, by id. */
export async function itemsOf(db: Db, ids: readonly number[]): Promise<Map<number, ListedItem>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: item.id,
      code: item.code,
      genericName: item.genericName,
      strength: item.strength,
      manufacturer: item.manufacturer,
      packUnit: item.packUnit,
      baseUnit: item.baseUnit,
      packSize: item.packSize,
      scale: item.scale,
    })
    .from(item)
    .where(isOneOf(item.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row]));
}
