/** What the formulary and the dossiers under way say to an application: advice, never a refusal. */
import { asc, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item as itemTable } from '../../db/schema/catalogue.ts';
import { factsOn } from '../catalogue/fact-queries.ts';
import { twoProductAdvice } from '../formulary/product-queries.ts';
import { type ItemRow, undecidedFor } from './dossier-queries.ts';

export interface ItemAdvice {
  /** Tiers it has already, such as `county,township`; empty when it is not listed. */
  listed: string;
  undecided: string | undefined;
  twoProducts: { count: number; most: number; names: string } | undefined;
  chronic: boolean;
}

const NONE: ItemAdvice = { listed: '', undecided: undefined, twoProducts: undefined, chronic: false };

/** Advice about an item on `day`; nothing can be said about a product that the catalogue does not have. */
export async function adviceFor(db: Db, item: ItemRow | null, day: string, exceptDocumentId = 0): Promise<ItemAdvice> {
  if (item === null) return NONE;
  const tiers = [item.countyTier && 'county', item.townshipTier && 'township', item.villageTier && 'village'];
  const facts = (await factsOn(db, [item.id], day)).get(item.id);
  return {
    listed: tiers.filter(Boolean).join(','),
    undecided: await undecidedFor(db, item.id, exceptDocumentId),
    twoProducts: await twoProducts(db, item, day),
    chronic: facts !== undefined && facts.chronic !== 'none',
  };
}

/** The products that already fill the places of the generic name and route. */
async function twoProducts(db: Db, item: ItemRow, day: string): Promise<ItemAdvice['twoProducts']> {
  const [conflict] = await twoProductAdvice(db, [item.id], day);
  if (conflict === undefined) return undefined;
  const others = conflict.itemIds.filter((id) => id !== item.id);
  if (others.length === 0) return undefined;
  const rows = await db
    .select({ name: itemTable.genericName, strength: itemTable.strength, maker: itemTable.manufacturer })
    .from(itemTable)
    .where(inArray(itemTable.id, others))
    .orderBy(asc(itemTable.code));
  const names = rows.map((row) => [row.name, row.strength, row.maker].filter((text) => text !== '').join(' '));
  return { count: rows.length, most: conflict.most, names: names.join('、') };
}
