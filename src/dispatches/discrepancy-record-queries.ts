/** A difference as its commands begin from it: document, line, goods and both sides. */
import { and, eq, like, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { discrepancy, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import type { Actor } from '../auth/viewer.ts';

type OrganisationRow = typeof organisation.$inferSelect;

export interface DiscrepancyRecord {
  document: typeof document.$inferSelect;
  discrepancy: typeof discrepancy.$inferSelect;
  line: typeof dispatchLine.$inferSelect;
  item: Pick<typeof item.$inferSelect, 'genericName' | 'controlClass'>;
  lot: Pick<typeof lot.$inferSelect, 'number'>;
  sender: OrganisationRow;
  receiver: OrganisationRow;
}

const goods = { genericName: item.genericName, controlClass: item.controlClass };
const sender = alias(organisation, 'sender');
const receiver = alias(organisation, 'receiver');

/** The discrepancy of that number when the asker's scope covers one of its sides. */
export async function discrepancyByNumber(
  db: Db,
  number: string,
  scopePath: string,
): Promise<DiscrepancyRecord | undefined> {
  const inScope = or(like(sender.path, `${scopePath}%`), like(receiver.path, `${scopePath}%`));
  const [row] = await db
    .select({ document, discrepancy, line: dispatchLine, item: goods, lot: { number: lot.number }, sender, receiver })
    .from(document)
    .innerJoin(discrepancy, eq(discrepancy.documentId, document.id))
    .innerJoin(dispatchLine, eq(dispatchLine.id, discrepancy.lineId))
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .innerJoin(lot, eq(lot.id, dispatchLine.lotId))
    .innerJoin(receiver, eq(receiver.id, document.organisationId))
    .innerJoin(sender, eq(sender.id, document.counterpartId))
    .where(and(eq(document.number, number), inScope));
  return row;
}

/** The side for which the actor may speak; undefined for a third party. */
export function sideOf(
  record: DiscrepancyRecord,
  actor: Pick<Actor, 'organisationId' | 'scopePath'>,
): 'sender' | 'receiver' | undefined {
  if (actor.organisationId === record.sender.id) return 'sender';
  return record.receiver.path.startsWith(actor.scopePath) && actor.scopePath !== '/' ? 'receiver' : undefined;
}
