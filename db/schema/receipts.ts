/** Receiving inspection (到货验收, document YS), who gets how much of what came, and what goes back (退货, TH). */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { demand } from './demand.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { delivery, deliveryLine, orderLine, purchaseOrder } from './orders.ts';
import { location, organisation } from './organisations.ts';
import { party } from './parties.ts';

export const receipt = table(
  'receipt',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    orderId: integer('order_id')
      .notNull()
      .references(() => purchaseOrder.documentId),
    /** Null when goods come without an announced delivery. */
    deliveryId: integer('delivery_id').references(() => delivery.documentId),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    /** The member whose people inspect and whose books the goods enter. */
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    noteNumber: text('note_number').notNull(),
    arrivedAt: integer('arrived_at').notNull(),
    transport: text('transport').notNull().default(''),
    departedAt: integer('departed_at'),
    /** Tenths of a degree Celsius; asked for when a line needs the cold chain. */
    temperatureMin: integer('temperature_min'),
    temperatureMax: integer('temperature_max'),
    temperatureArrival: integer('temperature_arrival'),
    /** 两票: both papers seen, one missing (payment waits), or not required with the reason. */
    invoices: text('invoices').$type<'complete' | 'maker_missing' | 'distributor_missing' | 'exempt'>().notNull(),
    invoicesNote: text('invoices_note').notNull().default(''),
    inspectorId: integer('inspector_id').notNull(),
    /** The second person, proved by the own password at conclusion; needed for cold chain and controlled drugs. */
    secondId: integer('second_id'),
    concludedAt: integer('concluded_at'),
  },
  (t) => [
    index('receipt_order').on(t.orderId),
    index('receipt_delivery').on(t.deliveryId),
    index('receipt_organisation').on(t.organisationId, t.documentId),
    check('receipt_two', sql`${t.secondId} is null or ${t.secondId} <> ${t.inspectorId}`),
  ],
);

export const receiptLine = table(
  'receipt_line',
  {
    id: id('id'),
    receiptId: integer('receipt_id')
      .notNull()
      .references(() => receipt.documentId),
    lineNumber: integer('line_number').notNull(),
    orderLineId: integer('order_line_id')
      .notNull()
      .references(() => orderLine.id),
    deliveryLineId: integer('delivery_line_id').references(() => deliveryLine.id),
    lotNumber: text('lot_number').notNull(),
    producedOn: text('produced_on'),
    expiresOn: text('expires_on').notNull(),
    /** As on the box; another one than ordered is said and decided, never silent. */
    maker: text('maker').notNull(),
    approvalNumber: text('approval_number').notNull().default(''),
    arrivedBase: integer('arrived_base').notNull(),
    sampledPacks: integer('sampled_packs').notNull().default(0),
    /** Accepted as it is, accepted with a concession, rejected, or waiting (待验); null until someone says. */
    decision: text('decision').$type<'accepted' | 'concession' | 'rejected' | 'pending'>(),
    reasonCode: text('reason_code').$type<
      'expired' | 'short_life' | 'wrong_maker' | 'damaged' | 'temperature' | 'papers' | 'over' | 'other'
    >(),
    reason: text('reason').notNull().default(''),
    /** Of what arrived; the rest of a split decision is another line of the same lot. */
    acceptedBase: integer('accepted_base').notNull().default(0),
    rejectedBase: integer('rejected_base').notNull().default(0),
    returnedBase: integer('returned_base').notNull().default(0),
    /** Stands when it was accepted. */
    lotId: integer('lot_id').references(() => lot.id),
    storeId: integer('store_id').references(() => location.id),
    pricePack: integer('price_pack').notNull(),
    amountFen: integer('amount_fen').notNull().default(0),
    /** Day it was decided, and until which the record is kept: max(expiry + 1 year, decision + 3 years). */
    decidedOn: text('decided_on'),
    retainUntil: text('retain_until'),
    decidedBy: integer('decided_by'),
    paperChecks: json<string[]>('paper_checks').notNull(),
  },
  (t) => [
    uniqueIndex('receipt_line_number').on(t.receiptId, t.lineNumber),
    index('receipt_line_order').on(t.orderLineId),
    index('receipt_line_lot').on(t.lotId),
    check('receipt_line_arrived', sql`${t.arrivedBase} >= 0`),
    check(
      'receipt_line_decided',
      sql`${t.acceptedBase} >= 0 and ${t.rejectedBase} >= 0 and ${t.returnedBase} >= 0
        and ${t.acceptedBase} + ${t.rejectedBase} <= ${t.arrivedBase} and ${t.returnedBase} <= ${t.acceptedBase}`,
    ),
    check('receipt_line_stocked', sql`(${t.acceptedBase} > 0) = (${t.lotId} is not null)`),
  ],
);

/** What the scanner read at the inspection, wrong scans too: they are logged and never counted. */
export const receiptScan = table(
  'receipt_scan',
  {
    id: id('id'),
    receiptId: integer('receipt_id')
      .notNull()
      .references(() => receipt.documentId),
    lineId: integer('line_id').references(() => receiptLine.id),
    code: text('code').notNull(),
    outcome: text('outcome').$type<'counted' | 'repeated' | 'unknown' | 'not_ordered' | 'wrong_lot'>().notNull(),
    quantityBase: integer('quantity_base').notNull().default(0),
    scannedBy: integer('scanned_by').notNull(),
    scannedAt: integer('scanned_at').notNull(),
  },
  (t) => [
    index('receipt_scan_receipt').on(t.receiptId, t.id),
    // A pack has one trace code, and it can be counted once in the county
    uniqueIndex('receipt_scan_counted').on(t.code).where(sql`outcome = 'counted'`),
  ],
);

/** How accepted goods were shared among the needs of an order line when less came than was asked, with its reason. */
export const allotment = table(
  'allotment',
  {
    id: id('id'),
    receiptLineId: integer('receipt_line_id')
      .notNull()
      .references(() => receiptLine.id),
    demandId: integer('demand_id')
      .notNull()
      .references(() => demand.id),
    /** Fair share by urgency, days of cover, and pro rata; and what was decided. */
    proposedBase: integer('proposed_base').notNull(),
    quantityBase: integer('quantity_base').notNull(),
    explanation: json<Record<string, string | number>>('explanation').notNull(),
    /** Why it is not what was proposed. */
    overrideReason: text('override_reason').notNull().default(''),
    /** The dispatch it went out with. */
    dispatchId: integer('dispatch_id').references(() => document.id),
    decidedBy: integer('decided_by').notNull(),
    decidedAt: integer('decided_at').notNull(),
  },
  (t) => [
    uniqueIndex('allotment_once').on(t.receiptLineId, t.demandId),
    index('allotment_demand').on(t.demandId),
    check('allotment_quantity', sql`${t.quantityBase} >= 0 and ${t.proposedBase} >= 0`),
    check('allotment_explained', sql`${t.quantityBase} = ${t.proposedBase} or ${t.overrideReason} <> ''`),
  ],
);

/** Goods that go back to the supplier after they were accepted (退货): from stock, with a credit note. */
export const supplierReturn = table('supplier_return', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  receiptId: integer('receipt_id')
    .notNull()
    .references(() => receipt.documentId),
  reason: text('reason').notNull(),
  /** Goods refused at the door never entered stock: their paper says so and moves nothing. */
  refusedAtDoor: boolean('refused_at_door').notNull().default(false),
  amountFen: integer('amount_fen').notNull().default(0),
});

export const supplierReturnLine = table(
  'supplier_return_line',
  {
    id: id('id'),
    returnId: integer('return_id')
      .notNull()
      .references(() => supplierReturn.documentId),
    receiptLineId: integer('receipt_line_id')
      .notNull()
      .references(() => receiptLine.id),
    storeId: integer('store_id').references(() => location.id),
    quantityBase: integer('quantity_base').notNull(),
    amountFen: integer('amount_fen').notNull().default(0),
  },
  (t) => [
    index('supplier_return_line_return').on(t.returnId),
    check('supplier_return_line_quantity', sql`${t.quantityBase} > 0`),
  ],
);
