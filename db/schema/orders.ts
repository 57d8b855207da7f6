/** Purchase orders (采购订单, document CG) on the one account, and what suppliers send against them (随货同行单, SH). */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { procurementAccount } from './account.ts';
import { budget } from './budgets.ts';
import { item } from './catalogue.ts';
import { demand } from './demand.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { party } from './parties.ts';
import { type Channel, plan, planLine } from './plans.ts';

export const purchaseOrder = table(
  'purchase_order',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    /** There is one, and each order names it. */
    procurementAccountId: integer('procurement_account_id')
      .notNull()
      .references(() => procurementAccount.id),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.documentId),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    channel: text('channel').$type<Channel>().notNull(),
    delivery: text('delivery').$type<'hub' | 'direct' | 'relay'>().notNull(),
    amountFen: integer('amount_fen').notNull(),
    wantedOn: text('wanted_on').notNull(),
    sentAt: integer('sent_at'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    index('purchase_order_party').on(t.partyId, t.documentId),
    index('purchase_order_plan').on(t.planId),
    check('purchase_order_account', sql`${t.procurementAccountId} = 1`),
  ],
);

export const orderLine = table(
  'order_line',
  {
    id: id('id'),
    orderId: integer('order_id')
      .notNull()
      .references(() => purchaseOrder.documentId),
    lineNumber: integer('line_number').notNull(),
    planLineId: integer('plan_line_id')
      .notNull()
      .references(() => planLine.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** Where it is to be delivered: the hub, or the member itself. */
    deliverToId: integer('deliver_to_id')
      .notNull()
      .references(() => organisation.id),
    quantityBase: integer('quantity_base').notNull(),
    pricePack: integer('price_pack').notNull(),
    amountFen: integer('amount_fen').notNull(),
    contractLineId: integer('contract_line_id'),
    /** What the supplier says to it. */
    answer: text('answer').$type<'waiting' | 'confirmed' | 'changed' | 'refused'>().notNull().default('waiting'),
    answeredBase: integer('answered_base'),
    promisedOn: text('promised_on'),
    answerReason: text('answer_reason').notNull().default(''),
    shippedBase: integer('shipped_base').notNull().default(0),
    acceptedBase: integer('accepted_base').notNull().default(0),
    rejectedBase: integer('rejected_base').notNull().default(0),
    /** Given up with a reason; its demand is back in the pool and its budget free. */
    cancelledBase: integer('cancelled_base').notNull().default(0),
    /** Value of what was accepted and of what was given up, in fen: the rest is what the budgets still hold. */
    acceptedFen: integer('accepted_fen').notNull().default(0),
    cancelledFen: integer('cancelled_fen').notNull().default(0),
  },
  (t) => [
    uniqueIndex('order_line_number').on(t.orderId, t.lineNumber),
    index('order_line_plan').on(t.planLineId),
    index('order_line_item').on(t.itemId, t.orderId),
    check('order_line_quantity', sql`${t.quantityBase} > 0 and ${t.shippedBase} >= 0 and ${t.rejectedBase} >= 0`),
    check(
      'order_line_progress',
      sql`${t.acceptedBase} >= 0 and ${t.cancelledBase} >= 0 and ${t.acceptedBase} + ${t.cancelledBase} <= ${t.quantityBase}`,
    ),
    check(
      'order_line_value',
      sql`${t.acceptedFen} >= 0 and ${t.cancelledFen} >= 0 and ${t.acceptedFen} + ${t.cancelledFen} <= ${t.amountFen}`,
    ),
  ],
);

/** Which needs an order line serves: from a village's request to its order in one step, and back. */
export const orderDemand = table(
  'order_demand',
  {
    id: id('id'),
    orderLineId: integer('order_line_id')
      .notNull()
      .references(() => orderLine.id),
    demandId: integer('demand_id')
      .notNull()
      .references(() => demand.id),
    quantityBase: integer('quantity_base').notNull(),
    /** Of accepted goods, given to this need. */
    allottedBase: integer('allotted_base').notNull().default(0),
    /** Back in the pool, because the line was cancelled. */
    returnedBase: integer('returned_base').notNull().default(0),
  },
  (t) => [
    uniqueIndex('order_demand_once').on(t.orderLineId, t.demandId),
    index('order_demand_demand').on(t.demandId),
    check(
      'order_demand_quantity',
      sql`${t.quantityBase} > 0 and ${t.allottedBase} >= 0 and ${t.returnedBase} >= 0
        and ${t.allottedBase} + ${t.returnedBase} <= ${t.quantityBase}`,
    ),
  ],
);

/** Whose budget carries an order line, and with how much of it. */
export const orderShare = table(
  'order_share',
  {
    id: id('id'),
    orderLineId: integer('order_line_id')
      .notNull()
      .references(() => orderLine.id),
    budgetId: integer('budget_id')
      .notNull()
      .references(() => budget.id),
    quantityBase: integer('quantity_base').notNull(),
    amountFen: integer('amount_fen').notNull(),
    /** Still held of it: goes down by acceptance and cancellation. */
    openFen: integer('open_fen').notNull(),
    usedFen: integer('used_fen').notNull().default(0),
  },
  (t) => [
    uniqueIndex('order_share_once').on(t.orderLineId, t.budgetId),
    check('order_share_open', sql`${t.openFen} >= 0 and ${t.openFen} <= ${t.amountFen} and ${t.usedFen} >= 0`),
  ],
);

/** A delivery as the supplier announces it (document SH): what is on the lorry, lot by lot. */
export const delivery = table(
  'delivery',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    orderId: integer('order_id')
      .notNull()
      .references(() => purchaseOrder.documentId),
    deliverToId: integer('deliver_to_id')
      .notNull()
      .references(() => organisation.id),
    /** Number of the paper that travels with the goods. */
    noteNumber: text('note_number').notNull(),
    shippedOn: text('shipped_on').notNull(),
    expectedOn: text('expected_on').notNull(),
    carrier: text('carrier').notNull().default(''),
    vehicle: text('vehicle').notNull().default(''),
    coldChain: boolean('cold_chain').notNull().default(false),
  },
  (t) => [uniqueIndex('delivery_note').on(t.orderId, t.noteNumber), index('delivery_to').on(t.deliverToId)],
);

export const deliveryLine = table(
  'delivery_line',
  {
    id: id('id'),
    deliveryId: integer('delivery_id')
      .notNull()
      .references(() => delivery.documentId),
    lineNumber: integer('line_number').notNull(),
    orderLineId: integer('order_line_id')
      .notNull()
      .references(() => orderLine.id),
    lotNumber: text('lot_number').notNull(),
    producedOn: text('produced_on'),
    expiresOn: text('expires_on').notNull(),
    quantityBase: integer('quantity_base').notNull(),
    /** Said when another maker's goods come than were ordered: never silently. */
    substituteMaker: text('substitute_maker').notNull().default(''),
    /** Has come to an inspection, base units. */
    inspectedBase: integer('inspected_base').notNull().default(0),
  },
  (t) => [
    uniqueIndex('delivery_line_number').on(t.deliveryId, t.lineNumber),
    index('delivery_line_order').on(t.orderLineId),
    check('delivery_line_quantity', sql`${t.quantityBase} > 0 and ${t.inspectedBase} >= 0`),
  ],
);
