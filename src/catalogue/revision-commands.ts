/** The count of the catalogue's writings: what a process keeps for searching is right while it stands still. */
import { eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { catalogueRevision } from '../../db/schema/catalogue.ts';

/** Says that the catalogue has changed. Whatever writes an item, a level, a code or a tier calls it. */
export async function bumpRevision(tx: Tx): Promise<void> {
  await tx
    .update(catalogueRevision)
    .set({ revision: sql`${catalogueRevision.revision} + 1` })
    .where(eq(catalogueRevision.id, 1));
}

/** How many times the catalogue has been written. */
export async function revisionOf(db: Db): Promise<number> {
  const [row] = await db
    .select({ revision: catalogueRevision.revision })
    .from(catalogueRevision)
    .where(eq(catalogueRevision.id, 1));
  return row?.revision ?? 0;
}
