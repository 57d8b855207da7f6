/** What the next version is to say of some items: asked by imports, item by item, without reading whole versions. */
import type { Db } from '../../db/database.ts';
import type { Tier } from '../catalogue/item.ts';
import { type TierColumns, tiersOf } from '../catalogue/pack-queries.ts';
import { comingTiers, latestPublished } from './change-statements.ts';
import { openDraft } from './queries.ts';

/**
 * The tiers of the items in the open draft, or in the latest version when none is open; an item of neither has none.
 * Ids come in parts, as many as one call of the returned function is given.
 */
export async function tiersComing(
  db: Db,
): Promise<(itemIds: readonly number[]) => Promise<Map<number, Record<Tier, boolean>>>> {
  const draft = await openDraft(db);
  const [latest] = await db.run<{ id: number }>(latestPublished, {});
  const where = {
    versionId: draft?.id ?? null,
    basedOnId: draft === undefined ? (latest?.id ?? null) : draft.basedOnId,
  };
  return async (itemIds) => {
    const items = itemIds.map((id) => ({ id }));
    const rows = await db.run<TierColumns & { item_id: number }>(comingTiers, { ...where, items });
    return new Map(rows.map((row) => [Number(row.item_id), tiersOf(row)]));
  };
}
