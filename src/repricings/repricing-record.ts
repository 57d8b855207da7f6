/** A repricing with its lines and the listed prices of a day, for its acts and its page. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { repricing, repricingLine } from '../../db/schema/negotiations.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';

export interface LoadedRepricing {
  document: DocumentRow;
  repricing: typeof repricing.$inferSelect;
  lines: { line: typeof repricingLine.$inferSelect; item: typeof item.$inferSelect }[];
}

/** A repricing with its document and lines; undefined when there is none. */
export async function repricingByNumber(db: Db, number: string): Promise<LoadedRepricing | undefined> {
  const document = await documentByNumber(db, 'repricing', number);
  if (document === undefined) return undefined;
  const [row] = await db.select().from(repricing).where(eq(repricing.documentId, document.id));
  if (row === undefined) return undefined;
  const lines = await db
    .select({ line: repricingLine, item })
    .from(repricingLine)
    .innerJoin(item, eq(item.id, repricingLine.itemId))
    .where(eq(repricingLine.repricingId, document.id))
    .orderBy(asc(repricingLine.id));
  return { document, repricing: row, lines };
}
