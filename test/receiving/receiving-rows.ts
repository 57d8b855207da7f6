/** What stands in the tables behind an order, a delivery and an inspection, as tests of receiving look at it. */
import { and, eq } from 'drizzle-orm';
import { balance } from '../../db/schema/ledger.ts';
import { deliveryLine, orderDemand, orderLine, purchaseOrder } from '../../db/schema/orders.ts';
import { payable } from '../../db/schema/payables.ts';
import { allotment } from '../../db/schema/receipts.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import { linesOfReceipt, receiptByNumber } from '../../src/receiving/record-queries.ts';
import type { PlanWorld } from '../plans/plan-world.ts';
import type { TestItem } from '../support/build.ts';

/** The lines of an order in their order. */
export async function orderLines(world: PlanWorld, number: string) {
  const db = world.services.db.read;
  const document = await documentByNumber(db, 'order', number);
  const id = document?.id ?? 0;
  const [order] = await db.select().from(purchaseOrder).where(eq(purchaseOrder.documentId, id));
  const lines = await db.select().from(orderLine).where(eq(orderLine.orderId, id)).orderBy(orderLine.lineNumber);
  return { document, order, lines };
}

export async function receiptOf(world: PlanWorld, number: string) {
  const db = world.services.db.read;
  const record = await receiptByNumber(db, number);
  if (record === undefined) throw new Error(`${number} is not there`);
  const lines = await linesOfReceipt(db, record.document.id);
  const owed = await db.select().from(payable).where(eq(payable.receiptId, record.document.id)).orderBy(payable.part);
  return { ...record, lines, owed };
}

/** On hand of an item's lots in a store, with what they are worth. */
export async function standing(world: PlanWorld, storeId: number, item: TestItem) {
  const rows = await world.services.db.read
    .select()
    .from(balance)
    .where(and(eq(balance.locationId, storeId), eq(balance.itemId, item.id)));
  return {
    onHand: rows.reduce((sum, row) => sum + row.onHand, 0),
    valueFen: rows.reduce((sum, row) => sum + row.valueFen, 0),
  };
}

export async function needsOf(world: PlanWorld, orderNumber: string) {
  const { lines } = await orderLines(world, orderNumber);
  const all = await world.services.db.read.select().from(orderDemand).orderBy(orderDemand.id);
  return all.filter((need) => lines.some((line) => line.id === need.orderLineId));
}

export async function allotmentsOf(world: PlanWorld, number: string) {
  const { lines } = await receiptOf(world, number);
  const all = await world.services.db.read.select().from(allotment).orderBy(allotment.id);
  return all.filter((row) => lines.some((line) => line.id === row.receiptLineId));
}

export async function announcedLines(world: PlanWorld, number: string) {
  const document = await documentByNumber(world.services.db.read, 'delivery', number);
  const id = document?.id ?? 0;
  const lines = await world.services.db.read.select().from(deliveryLine).where(eq(deliveryLine.deliveryId, id));
  return { status: document?.status, lines };
}
