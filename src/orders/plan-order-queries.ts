/** The orders that came of a plan, for the plan's page: a plan says what it led to. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { purchaseOrder } from '../../db/schema/orders.ts';
import { party } from '../../db/schema/parties.ts';
import type { OrderState } from './rules.ts';

export interface OrderOfPlan {
  number: string;
  state: OrderState;
  party: string;
  channel: typeof purchaseOrder.$inferSelect.channel;
  delivery: typeof purchaseOrder.$inferSelect.delivery;
  amountFen: number;
}

/** Orders of a plan, in the order in which they were placed. */
export async function ordersOfPlan(db: Db, planId: number): Promise<OrderOfPlan[]> {
  const rows = await db
    .select({
      number: document.number,
      state: document.status,
      party: party.shortName,
      channel: purchaseOrder.channel,
      delivery: purchaseOrder.delivery,
      amountFen: purchaseOrder.amountFen,
    })
    .from(purchaseOrder)
    .innerJoin(document, eq(document.id, purchaseOrder.documentId))
    .innerJoin(party, eq(party.id, purchaseOrder.partyId))
    .where(eq(purchaseOrder.planId, planId))
    .orderBy(asc(document.id));
  return rows.map((row) => ({ ...row, state: row.state as OrderState }));
}
