/** A transfer with its document, both sides and lines, for its acts and its pages. */
import { asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { memberTransfer, memberTransferLine } from '../../db/schema/transfers.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { OrganisationRow } from '../organisations/queries.ts';

export interface TransferLine {
  line: typeof memberTransferLine.$inferSelect;
  item: typeof item.$inferSelect;
  /** The lot that is meant; null when the first to expire goes. */
  lot: typeof lot.$inferSelect | null;
}

export interface LoadedTransfer {
  document: DocumentRow;
  transfer: typeof memberTransfer.$inferSelect;
  giver: OrganisationRow;
  taker: OrganisationRow;
  lines: TransferLine[];
}

const giver = alias(organisation, 'giver');
const taker = alias(organisation, 'taker');

/** The transfer of that number, whoever may see it; undefined when there is none. */
export async function transferByNumber(db: Db, number: string): Promise<LoadedTransfer | undefined> {
  const [row] = await db
    .select({ document, transfer: memberTransfer, giver, taker })
    .from(memberTransfer)
    .innerJoin(document, eq(document.id, memberTransfer.documentId))
    .innerJoin(giver, eq(giver.id, memberTransfer.fromOrganisationId))
    .innerJoin(taker, eq(taker.id, memberTransfer.toOrganisationId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const lines = await db
    .select({ line: memberTransferLine, item, lot })
    .from(memberTransferLine)
    .innerJoin(item, eq(item.id, memberTransferLine.itemId))
    .leftJoin(lot, eq(lot.id, memberTransferLine.lotId))
    .where(eq(memberTransferLine.transferId, row.document.id))
    .orderBy(asc(memberTransferLine.lineNumber));
  return { ...row, lines };
}

/** Whether the scope reaches one of the two sides. */
export function isSeenFrom(scopePath: string, loaded: Pick<LoadedTransfer, 'giver' | 'taker'>): boolean {
  return loaded.giver.path.startsWith(scopePath) || loaded.taker.path.startsWith(scopePath);
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockTransfer(tx: Tx, number: string): Promise<LoadedTransfer | undefined> {
  await tx.run(lockDocument, { number });
  return transferByNumber(tx, number);
}
