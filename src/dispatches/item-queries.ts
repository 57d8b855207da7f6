/** The dispatches that carry one item, for its page: the last ones, within the asker's part of the tree. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { inScope, receiver, sender } from './list-queries.ts';

export interface ItemDispatch {
  number: string;
  status: string;
  createdAt: number;
  sender: string;
  receiver: string;
  /** On all lines of the item, in base units. */
  quantityBase: number;
}

/** The last `limit` dispatches with a line of the item, newest first. */
export async function dispatchesOfItem(
  db: Db,
  itemId: number,
  scopePath: string,
  limit: number,
): Promise<ItemDispatch[]> {
  const rows = await db
    .select({
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      sender: sender.shortName,
      receiver: receiver.shortName,
      quantityBase: sql<number>`cast(sum(${dispatchLine.quantityBase}) as bigint)`,
    })
    .from(dispatchLine)
    .innerJoin(dispatch, eq(dispatch.documentId, dispatchLine.dispatchId))
    .innerJoin(document, eq(document.id, dispatch.documentId))
    .innerJoin(sender, eq(sender.id, dispatch.fromOrganisationId))
    .innerJoin(receiver, eq(receiver.id, dispatch.toOrganisationId))
    .where(and(eq(dispatchLine.itemId, itemId), inScope(scopePath)))
    .groupBy(document.id, document.number, document.status, document.createdAt, sender.shortName, receiver.shortName)
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, quantityBase: Number(row.quantityBase) }));
}
