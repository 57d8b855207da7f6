/** The count of the catalogue's writings, kept by triggers: while it stands, an index kept for searching holds. */
import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { catalogueRevision } from '../../db/schema/catalogue.ts';

/** How many times the catalogue has been written. */
export async function revisionOf(db: Db): Promise<number> {
  const [row] = await db
    .select({ revision: catalogueRevision.revision })
    .from(catalogueRevision)
    .where(eq(catalogueRevision.id, 1));
  return row?.revision ?? 0;
}
