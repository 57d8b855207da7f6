/** Says of an item that no tier may stock when it left, how long its stock may be used, and what there is instead. */
import { and, desc, eq, isNotNull, lte, ne, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { byCodePoint } from '../../db/order.ts';
import { item } from '../../db/schema/catalogue.ts';
import { formularyChange, formularyVersion } from '../../db/schema/formulary.ts';
import { type Refusal, refuse } from '../kernel/result.ts';

const MOST_NAMED = 3;

type ItemLike = Pick<
  typeof item.$inferSelect,
  'id' | 'genericName' | 'countyTier' | 'townshipTier' | 'villageTier' | 'useUntil'
>;

/** True when the formulary gives the item to some tier. */
export function isListed(of: Pick<ItemLike, 'countyTier' | 'townshipTier' | 'villageTier'>): boolean {
  return of.countyTier || of.townshipTier || of.villageTier;
}

/**
 * Why the item cannot be asked for any more, with the day it left, its last day of use and other products of the same
 * generic name; undefined while some tier has it.
 */
export async function whyNotListed(db: Db, of: ItemLike, today: string, field: string): Promise<Refusal | undefined> {
  if (isListed(of)) return undefined;
  const [left] = await db
    .select({ effectiveOn: formularyVersion.effectiveOn })
    .from(formularyChange)
    .innerJoin(formularyVersion, eq(formularyVersion.id, formularyChange.versionId))
    .where(
      and(
        eq(formularyChange.itemId, of.id),
        eq(formularyChange.act, 'remove'),
        isNotNull(formularyVersion.publishedAt),
        lte(formularyVersion.effectiveOn, today),
      ),
    )
    .orderBy(desc(formularyVersion.effectiveOn))
    .limit(1);
  const others = await db
    .select({ code: item.code, strength: item.strength, manufacturer: item.manufacturer })
    .from(item)
    .where(
      and(
        eq(item.genericName, of.genericName),
        ne(item.id, of.id),
        eq(item.active, true),
        or(eq(item.countyTier, true), eq(item.townshipTier, true), eq(item.villageTier, true)),
      ),
    )
    .orderBy(byCodePoint(item.code))
    .limit(MOST_NAMED);
  const alternatives = others.map((other) => `${other.code} ${other.strength} ${other.manufacturer}`.trim()).join('、');
  const detail = { item: of.genericName, leftOn: left?.effectiveOn ?? null, useUntil: of.useUntil, alternatives };
  return refuse(left === undefined ? 'item_not_listed' : 'item_left_formulary', detail, field);
}
