/** An application with its document, member, class, funds and what lay idle, for its acts and its page. */
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { acquisition, acquisitionFund, acquisitionIdle } from '../../db/schema/acquisitions.ts';
import { assetClass } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { FUND_SOURCES } from '../assets/rules.ts';

export interface LoadedAcquisition {
  document: typeof document.$inferSelect;
  acquisition: typeof acquisition.$inferSelect;
  class: typeof assetClass.$inferSelect;
  place: typeof organisation.$inferSelect;
  funds: (typeof acquisitionFund.$inferSelect)[];
  idle: (typeof acquisitionIdle.$inferSelect)[];
}

/** The application of that number within the scope; undefined when there is none. */
export async function acquisitionFor(
  db: Db,
  scopePath: string,
  number: string,
): Promise<LoadedAcquisition | undefined> {
  const [row] = await db
    .select({ document, acquisition, class: assetClass, place: organisation })
    .from(acquisition)
    .innerJoin(document, eq(document.id, acquisition.documentId))
    .innerJoin(assetClass, eq(assetClass.id, acquisition.classId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(eq(document.number, number));
  if (!row?.place.path.startsWith(scopePath)) return undefined;
  const { id } = row.document;
  const funds = await db.select().from(acquisitionFund).where(eq(acquisitionFund.acquisitionId, id));
  funds.sort((a, b) => FUND_SOURCES.indexOf(a.source) - FUND_SOURCES.indexOf(b.source));
  const idle = await db
    .select()
    .from(acquisitionIdle)
    .where(eq(acquisitionIdle.acquisitionId, id))
    .orderBy(asc(acquisitionIdle.number));
  return { ...row, funds, idle };
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockAcquisition(
  tx: Tx,
  scopePath: string,
  number: string,
): Promise<LoadedAcquisition | undefined> {
  await tx.run(lockDocument, { number });
  return acquisitionFor(tx, scopePath, number);
}
