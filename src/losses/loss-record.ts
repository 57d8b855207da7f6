/** A paper of losses with its document, member and lines, for its acts and its pages. */
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { loss, lossLine } from '../../db/schema/losses.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';

export interface LossRow {
  line: typeof lossLine.$inferSelect;
  item: typeof item.$inferSelect;
  lot: typeof lot.$inferSelect;
  storeName: string;
}

export interface LoadedLoss {
  document: DocumentRow;
  loss: typeof loss.$inferSelect;
  place: typeof organisation.$inferSelect;
  lines: LossRow[];
}

/** The paper of that number, whichever of the three kinds it is; undefined when there is none. */
export async function lossByNumber(db: Db, number: string): Promise<LoadedLoss | undefined> {
  const [row] = await db
    .select({ document, loss, place: organisation })
    .from(loss)
    .innerJoin(document, eq(document.id, loss.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const lines = await db
    .select({ line: lossLine, item, lot, storeName: location.name })
    .from(lossLine)
    .innerJoin(item, eq(item.id, lossLine.itemId))
    .innerJoin(lot, eq(lot.id, lossLine.lotId))
    .innerJoin(location, eq(location.id, lossLine.locationId))
    .where(eq(lossLine.lossId, row.document.id))
    .orderBy(asc(lossLine.lineNumber));
  return { ...row, lines };
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockLoss(tx: Tx, number: string): Promise<LoadedLoss | undefined> {
  await tx.run(lockDocument, { number });
  return lossByNumber(tx, number);
}
