/** A count of a shelf with its document and member, for its acts and its pages. */
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { consignmentCount } from '../../db/schema/consignment-counts.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';

export interface ShelfCount {
  document: DocumentRow;
  count: typeof consignmentCount.$inferSelect;
  place: typeof organisation.$inferSelect;
}

/** Undefined when there is none of that number. */
export async function shelfCountByNumber(db: Db, number: string): Promise<ShelfCount | undefined> {
  const document = await documentByNumber(db, 'consignment_count', number);
  if (document === undefined) return undefined;
  const [row] = await db
    .select({ count: consignmentCount, place: organisation })
    .from(consignmentCount)
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(eq(consignmentCount.documentId, document.id));
  return row && { document, ...row };
}

const lockDocument = statement(`select id from document where id = :id ${forUpdate}`);

/** The same, locked until the transaction ends: nobody scans into a count that is being closed. */
export async function lockShelfCount(tx: Tx, number: string): Promise<ShelfCount | undefined> {
  const known = await documentByNumber(tx, 'consignment_count', number);
  if (known === undefined) return undefined;
  await tx.run(lockDocument, { id: known.id });
  return shelfCountByNumber(tx, number);
}
