/** Which members were asked for the goods of a shortage, what they agreed to, and which shortage a transfer answers. */
import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { memberTransfer, memberTransferLine } from '../../db/schema/transfers.ts';
import type { TransferState } from './rules.ts';

export interface NeighbourTransfer {
  number: string;
  status: TransferState;
  giverId: number;
  giver: string;
  askedBase: number;
  grantedBase: number | null;
}

/** The transfers that neighbours were asked for because of the shortage, the first asked first. */
export async function transfersForShortage(db: Db, shortageId: number): Promise<NeighbourTransfer[]> {
  const rows = await db
    .select({
      number: document.number,
      status: document.status,
      giverId: organisation.id,
      giver: organisation.shortName,
      askedBase: memberTransferLine.askedBase,
      grantedBase: memberTransferLine.grantedBase,
    })
    .from(memberTransferLine)
    .innerJoin(memberTransfer, eq(memberTransfer.documentId, memberTransferLine.transferId))
    .innerJoin(document, eq(document.id, memberTransfer.documentId))
    .innerJoin(organisation, eq(organisation.id, memberTransfer.fromOrganisationId))
    .where(and(eq(memberTransferLine.proposalLineId, shortageId), eq(memberTransfer.origin, 'shortage')))
    .orderBy(asc(document.id));
  return rows.map((row) => ({ ...row, status: row.status as TransferState }));
}

/** The shortage that a transfer answers; `path` tells who may read it. */
export async function shortageBehind(
  db: Db,
  shortageId: number,
): Promise<{ number: string; path: string } | undefined> {
  const [row] = await db
    .select({ number: document.number, path: organisation.path })
    .from(shortage)
    .innerJoin(document, eq(document.id, shortage.documentId))
    .innerJoin(organisation, eq(organisation.id, shortage.organisationId))
    .where(eq(shortage.documentId, shortageId));
  return row;
}
