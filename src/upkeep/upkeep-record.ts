/** An upkeep list with its document and member, for its acts and its pages. */
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { upkeep } from '../../db/schema/storage.ts';
import type { DocumentRow } from '../documents/queries.ts';
import * as sql from './upkeep-statements.ts';

export interface LoadedUpkeep {
  document: DocumentRow;
  upkeep: typeof upkeep.$inferSelect;
  place: typeof organisation.$inferSelect;
}

/** The list of that number; undefined when there is none. */
export async function upkeepByNumber(db: Db, number: string): Promise<LoadedUpkeep | undefined> {
  const [row] = await db
    .select({ document, upkeep, place: organisation })
    .from(upkeep)
    .innerJoin(document, eq(document.id, upkeep.documentId))
    .innerJoin(organisation, eq(organisation.id, upkeep.organisationId))
    .where(eq(document.number, number));
  return row;
}

/** The same, its document locked until the transaction ends. */
export async function lockUpkeep(tx: Tx, number: string): Promise<LoadedUpkeep | undefined> {
  await tx.run(sql.lockDocument, { number });
  return upkeepByNumber(tx, number);
}
