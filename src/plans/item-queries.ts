/** What plans must know of items: packs, and why some may not be bought with everything else. */
import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { isListed } from '../formulary/left-queries.ts';
import { isControlled } from './rules.ts';

export type PlanItem = Pick<
  typeof item.$inferSelect,
  'id' | 'code' | 'kind' | 'genericName' | 'strength' | 'packSize' | 'packUnit' | 'baseUnit' | 'scale' | 'controlClass'
> & { barred: 'controlled' | 'left_formulary' | 'retired' | null };

/** The items with why they may not stand on a plan: controlled, left the formulary, or retired from the catalogue. */
export async function planItems(db: Db, itemIds: readonly number[]): Promise<Map<number, PlanItem>> {
  const rows = await db
    .select({
      id: item.id,
      code: item.code,
      kind: item.kind,
      genericName: item.genericName,
      strength: item.strength,
      packSize: item.packSize,
      packUnit: item.packUnit,
      baseUnit: item.baseUnit,
      scale: item.scale,
      controlClass: item.controlClass,
      active: item.active,
      countyTier: item.countyTier,
      townshipTier: item.townshipTier,
      villageTier: item.villageTier,
    })
    .from(item)
    .where(isOneOf(item.id, [...new Set(itemIds)]));
  return new Map(
    rows.map(({ active, countyTier, townshipTier, villageTier, ...row }) => {
      const listed = isListed({ countyTier, townshipTier, villageTier });
      const left = listed ? null : ('left_formulary' as const);
      const why = active ? left : ('retired' as const);
      return [row.id, { ...row, barred: why ?? (isControlled(row.controlClass) ? ('controlled' as const) : null) }];
    }),
  );
}

/** The item of that code, however it stands. */
export async function planItemByCode(db: Db, code: string): Promise<PlanItem | undefined> {
  const [row] = await db.select({ id: item.id }).from(item).where(eq(item.code, code.trim()));
  return row && (await planItems(db, [row.id])).get(row.id);
}
