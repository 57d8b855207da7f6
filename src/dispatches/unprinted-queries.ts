/** Dispatches on their way, those without a printed slip first: what is printed together in the morning. */
import { and, asc, desc, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { dispatch } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { receiver, sender } from './list-queries.ts';

export interface UnprintedRow {
  number: string;
  receiver: string;
  sender: string;
  postedAt: number | null;
  printCount: number;
}

const MOST = 100;

/** At most a hundred dispatches in transit from places of the scope. */
export function unprintedDispatches(db: Db, scopePath: string): Promise<UnprintedRow[]> {
  return db
    .select({
      number: document.number,
      receiver: receiver.shortName,
      sender: sender.shortName,
      postedAt: dispatch.postedAt,
      printCount: dispatch.printCount,
    })
    .from(document)
    .innerJoin(dispatch, eq(dispatch.documentId, document.id))
    .innerJoin(sender, eq(sender.id, dispatch.fromOrganisationId))
    .innerJoin(receiver, eq(receiver.id, dispatch.toOrganisationId))
    .where(and(eq(document.kind, 'dispatch'), eq(document.status, 'in_transit'), like(sender.path, `${scopePath}%`)))
    .orderBy(asc(dispatch.printCount), desc(document.id))
    .limit(MOST);
}
