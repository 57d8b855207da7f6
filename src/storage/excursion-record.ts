/** An excursion with its document, probe, place and lots, for its acts and its pages. */
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { excursion, excursionLot, logger } from '../../db/schema/storage.ts';
import { person } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';

export interface CaseLot {
  part: typeof excursionLot.$inferSelect;
  lot: typeof lot.$inferSelect;
  item: typeof item.$inferSelect;
  storeName: string;
  deciderName: string | null;
}

export interface LoadedCase {
  document: DocumentRow;
  case: typeof excursion.$inferSelect;
  logger: typeof logger.$inferSelect;
  storeName: string | null;
  place: typeof organisation.$inferSelect;
  lots: CaseLot[];
}

/** The case of that number; undefined when there is none. */
export async function caseByNumber(db: Db, number: string): Promise<LoadedCase | undefined> {
  const [row] = await db
    .select({ document, case: excursion, logger, storeName: location.name, place: organisation })
    .from(excursion)
    .innerJoin(document, eq(document.id, excursion.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(logger, eq(logger.id, excursion.loggerId))
    .leftJoin(location, eq(location.id, excursion.locationId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const lots = await db
    .select({ part: excursionLot, lot, item, storeName: location.name, deciderName: person.name })
    .from(excursionLot)
    .innerJoin(lot, eq(lot.id, excursionLot.lotId))
    .innerJoin(item, eq(item.id, lot.itemId))
    .innerJoin(location, eq(location.id, excursionLot.locationId))
    .leftJoin(person, eq(person.id, excursionLot.decidedBy))
    .where(eq(excursionLot.excursionId, row.document.id))
    .orderBy(asc(item.genericName), asc(lot.expiresOn), asc(lot.id), asc(excursionLot.locationId));
  return { ...row, lots };
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockCase(tx: Tx, number: string): Promise<LoadedCase | undefined> {
  await tx.run(lockDocument, { number });
  return caseByNumber(tx, number);
}
