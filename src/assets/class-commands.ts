/** The classes of equipment that every installation begins with. */

import type { Tx } from '../../db/database.ts';
import { assetClass } from '../../db/schema/assets.ts';

export type NewClass = Omit<typeof assetClass.$inferInsert, 'id' | 'position'>;

/** Adds the classes that are not there yet, in this order. */
export async function ensureAssetClasses(tx: Tx, classes: readonly NewClass[]): Promise<void> {
  const rows = classes.map((row, position) => ({ ...row, position: position + 1 }));
  await tx.insert(assetClass).values(rows).onConflictDoNothing({ target: assetClass.code });
}
