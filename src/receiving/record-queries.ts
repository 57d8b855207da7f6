/** One inspection as acts and pages read it: its papers, its place, its lines with what they must agree with. */
import { and, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { purchaseOrder } from '../../db/schema/orders.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { receipt } from '../../db/schema/receipts.ts';
import type { DocumentRow } from '../documents/queries.ts';
import { openOf } from '../orders/rules.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import type { CountedLot, InspectedItem, InspectedLot } from './line-rules.ts';
import * as sql from './receipt-statements.ts';
import type { ReceiptState } from './rules.ts';

export type ReceiptRow = typeof receipt.$inferSelect;
export type OrderRow = typeof purchaseOrder.$inferSelect;

export interface ReceiptRecord {
  document: DocumentRow & { status: ReceiptState };
  receipt: ReceiptRow;
  place: OrganisationRow;
  order: OrderRow & { number: string; status: string };
  party: { id: number; code: string; shortName: string; name: string };
  /** The announced delivery; null for goods that came without. */
  deliveryNumber: string | null;
}

const ordered = alias(document, 'ordered');
const announced = alias(document, 'announced');

/** The inspection of that number, whoever may see it: scope is the caller's question. */
export async function receiptByNumber(db: Db, number: string): Promise<ReceiptRecord | undefined> {
  const [row] = await db
    .select({
      document,
      receipt,
      place: organisation,
      order: purchaseOrder,
      orderNumber: ordered.number,
      orderStatus: ordered.status,
      deliveryNumber: announced.number,
      party: { id: party.id, code: party.code, shortName: party.shortName, name: party.name },
    })
    .from(document)
    .innerJoin(receipt, eq(receipt.documentId, document.id))
    .innerJoin(organisation, eq(organisation.id, receipt.organisationId))
    .innerJoin(purchaseOrder, eq(purchaseOrder.documentId, receipt.orderId))
    .innerJoin(ordered, eq(ordered.id, receipt.orderId))
    .innerJoin(party, eq(party.id, receipt.partyId))
    .leftJoin(announced, eq(announced.id, receipt.deliveryId))
    .where(and(eq(document.number, number), eq(document.kind, 'receipt')));
  if (row === undefined) return undefined;
  const { orderNumber, orderStatus, order, ...rest } = row;
  return {
    ...rest,
    document: { ...row.document, status: row.document.status as ReceiptState },
    order: { ...order, number: orderNumber, status: orderStatus },
  };
}

export type LineRow = ReturnType<typeof sql.lineRow.read>;

export interface ReceiptLine extends LineRow {
  orderLineNumber: number;
  itemId: number;
  itemCode: string;
  item: InspectedItem & { form: string; strength: string };
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
  implant: boolean;
  orderedBase: number;
  /** Of the order line: neither accepted nor given up. */
  openBase: number;
  /** Of the delivery line: brought, and not inspected before. */
  announcedBase: number | null;
  announcedLot: string | null;
}

function lineOf(raw: Record<string, unknown>): ReceiptLine {
  const facts = raw as unknown as sql.LineFacts;
  const quantities = {
    quantityBase: facts.ordered_base,
    acceptedBase: facts.order_accepted,
    cancelledBase: facts.order_cancelled,
  };
  return {
    ...sql.lineRow.read(raw),
    orderLineNumber: facts.order_line_number,
    itemId: facts.item_id,
    itemCode: facts.item_code,
    item: {
      name: facts.generic_name,
      kind: facts.kind,
      storageZone: facts.storage_zone,
      controlClass: facts.control_class,
      manufacturer: facts.manufacturer,
      approvalNumber: facts.item_approval ?? '',
      form: facts.form,
      strength: facts.strength,
    },
    shape: {
      packSize: facts.pack_size,
      packUnit: facts.pack_unit,
      baseUnit: facts.base_unit,
      scale: facts.scale,
    },
    implant: facts.consumable_grade === 'implant',
    orderedBase: facts.ordered_base,
    openBase: openOf(quantities),
    announcedBase: facts.announced_base === null ? null : facts.announced_base - (facts.inspected_base ?? 0),
    announcedLot: facts.announced_lot,
  };
}

/** The lines of an inspection in their order. */
export async function linesOfReceipt(db: Db, receiptId: number): Promise<ReceiptLine[]> {
  return (await db.run<Record<string, unknown>>(sql.linesOf, { receiptId })).map(lineOf);
}

/** A line as the rules judge it. */
export function asInspected(line: ReceiptLine): InspectedLot {
  const { lineNumber, lotNumber, producedOn, expiresOn, maker, approvalNumber, arrivedBase } = line;
  const { decision, reasonCode, reason, paperChecks } = line;
  const described = { lineNumber, lotNumber, producedOn, expiresOn, maker, approvalNumber, arrivedBase };
  return { ...described, decision, reasonCode, reason, paperChecks };
}

/** A line as far as its amounts are concerned. */
export function asCounted(line: ReceiptLine): CountedLot {
  const passes = line.decision === 'accepted' || line.decision === 'concession';
  return {
    orderLineId: line.orderLineId,
    deliveryLineId: line.deliveryLineId,
    lineNumber: line.lineNumber,
    name: line.item.name,
    acceptedBase: passes && line.decidedOn === null ? line.arrivedBase : 0,
    openBase: line.openBase,
    announcedBase: line.announcedBase,
    shape: line.shape,
  };
}

/** True when the person had a part in ordering these goods: such a person may not say that they are good. */
export async function hasOrdered(db: Db, personId: number, order: OrderRow): Promise<boolean> {
  const rows = await db.run<{ actor_id: number }>(sql.peopleWhoOrdered, {
    planId: order.planId,
    orderId: order.documentId,
  });
  return rows.some((row) => row.actor_id === personId);
}

/** How many scans of an inspection were counted. */
export async function scansCounted(db: Db, receiptId: number): Promise<number> {
  const [row] = await db.run<{ n: number }>(sql.countedScans, { receiptId });
  return Number(row?.n ?? 0);
}

/** An inspection of the same delivery, or of the same order and place without one, that is still being written. */
export async function draftFor(
  db: Db,
  asked: { orderId: number; organisationId: number; deliveryId: number | null },
): Promise<string | undefined> {
  const rows = await db
    .select({ number: document.number, deliveryId: receipt.deliveryId })
    .from(receipt)
    .innerJoin(document, eq(document.id, receipt.documentId))
    .where(
      and(
        eq(receipt.orderId, asked.orderId),
        eq(receipt.organisationId, asked.organisationId),
        inArray(document.status, ['draft']),
      ),
    );
  return rows.find((row) => row.deliveryId === asked.deliveryId)?.number;
}
