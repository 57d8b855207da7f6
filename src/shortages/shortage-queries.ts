/** One shortage with its document, as commands and pages begin from it. */
import { and, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';

export type ShortageRow = typeof shortage.$inferSelect;
export type ItemRow = typeof item.$inferSelect;

export interface ShortageRecord {
  document: typeof document.$inferSelect;
  shortage: ShortageRow;
  organisation: typeof organisation.$inferSelect;
  /** Null for a wish outside the catalogue. */
  item: ItemRow | null;
}

/** The shortage of that number when the asker's scope covers its organisation; otherwise nothing. */
export async function shortageByNumber(db: Db, number: string, scopePath: string): Promise<ShortageRecord | undefined> {
  const [row] = await db
    .select({ document, shortage, organisation, item })
    .from(document)
    .innerJoin(shortage, eq(shortage.documentId, document.id))
    .innerJoin(organisation, eq(organisation.id, shortage.organisationId))
    .leftJoin(item, eq(item.id, shortage.itemId))
    .where(and(eq(document.number, number), like(organisation.path, `${scopePath}%`)));
  return row;
}

/** The catalogue item of that code. */
export async function itemByCode(db: Db, code: string): Promise<ItemRow | undefined> {
  const [row] = await db.select().from(item).where(eq(item.code, code));
  return row;
}
