/** Opens an inspection of what came against an order: its lines are what the supplier announced, or what is open. */
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { delivery, deliveryLine, orderLine, purchaseOrder } from '../../db/schema/orders.ts';
import { receipt, receiptLine } from '../../db/schema/receipts.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { openOf, orderTransitions } from '../orders/rules.ts';
import { type OrganisationRow, organisationByCode, organisationById } from '../organisations/queries.ts';
import { checkTravel, type Travel } from './line-rules.ts';
import * as sql from './receipt-statements.ts';
import { draftFor, hasOrdered, type OrderRow } from './record-queries.ts';
import { type InvoiceState, mayInspect } from './rules.ts';

export interface HeaderInput extends Travel {
  noteNumber: string;
  invoices: InvoiceState;
  invoicesNote: string;
}

export interface OpenInput extends HeaderInput {
  /** Number of the order, and of the announced delivery when there is one. */
  order: string;
  delivery: string | null;
  /** Code of the place, for orders without an announced delivery; the person's own when left out. */
  place: string | null;
}

/** Refuses a header that contradicts itself or keeps silent where it must speak. */
export function checkHeader(input: HeaderInput, now: number): Result<undefined> {
  if (input.noteNumber.trim() === '') return refuse('receipt_note_missing', {}, 'noteNumber');
  if (input.invoices === 'exempt' && input.invoicesNote.trim() === '') {
    return refuse('receipt_exempt_note', {}, 'invoicesNote');
  }
  return checkTravel(input, now);
}

interface Found {
  document: DocumentRow;
  order: OrderRow;
  place: OrganisationRow;
  deliveryId: number | null;
}

async function deliveryOf(tx: Tx, orderId: number, number: string) {
  const paper = await documentByNumber(tx, 'delivery', number);
  if (paper === undefined) return refuse('not_found');
  const [row] = await tx.select().from(delivery).where(eq(delivery.documentId, paper.id));
  if (row === undefined || row.orderId !== orderId) return refuse('not_found');
  if (paper.status === 'announced' || paper.status === 'inspecting') return ok(row);
  return refuse('receipt_delivery_done', { delivery: number, status: paper.status });
}

/** The papers of the inspection, when this person may inspect there. */
async function find(tx: Tx, actor: Actor, input: OpenInput): Promise<Result<Found>> {
  const document = await documentByNumber(tx, 'order', input.order);
  if (document === undefined) return refuse('not_found');
  await tx.run(sql.lockOrderDocument, { id: document.id });
  const [order] = await tx.select().from(purchaseOrder).where(eq(purchaseOrder.documentId, document.id));
  if (order === undefined) return refuse('not_found');
  let deliveryId: number | null = null;
  let place: OrganisationRow | undefined;
  if (input.delivery !== null) {
    const found = await deliveryOf(tx, document.id, input.delivery);
    if (!found.ok) return found;
    deliveryId = found.value.documentId;
    place = await organisationById(tx, found.value.deliverToId);
  } else {
    place = await (input.place === null
      ? organisationById(tx, actor.organisationId)
      : organisationByCode(tx, input.place));
  }
  if (place === undefined) return refuse('not_found');
  if (!mayInspect(actor, place)) {
    return place.path.startsWith(actor.scopePath)
      ? refuse('receipt_not_here', { place: place.shortName })
      : refuse('not_found');
  }
  if (await hasOrdered(tx, actor.userId, order)) return refuse('receipt_own_order');
  if (!canBegin(orderTransitions, 'accept', document.status)) {
    return refuse('receipt_order_ended', { order: input.order, status: document.status });
  }
  return ok({ document, order, place, deliveryId });
}

type NewLine = typeof receiptLine.$inferInsert;

/** Rows of a statement stay within what both engines take. */
const ROWS_AT_ONCE = 500;

/** What the supplier announced, lot by lot; nothing is counted yet. */
async function announcedLines(tx: Tx, deliveryId: number): Promise<Omit<NewLine, 'receiptId' | 'lineNumber'>[]> {
  const rows = await tx
    .select({ announced: deliveryLine, pricePack: orderLine.pricePack, item })
    .from(deliveryLine)
    .innerJoin(orderLine, eq(orderLine.id, deliveryLine.orderLineId))
    .innerJoin(item, eq(item.id, orderLine.itemId))
    .where(eq(deliveryLine.deliveryId, deliveryId))
    .orderBy(asc(deliveryLine.lineNumber));
  return rows
    .filter(({ announced }) => announced.quantityBase > announced.inspectedBase)
    .map(({ announced, pricePack, item: ordered }) => ({
      orderLineId: announced.orderLineId,
      deliveryLineId: announced.id,
      lotNumber: announced.lotNumber,
      producedOn: announced.producedOn,
      expiresOn: announced.expiresOn,
      maker: announced.substituteMaker || ordered.manufacturer,
      approvalNumber: announced.substituteMaker === '' ? (ordered.approvalNumber ?? '') : '',
      arrivedBase: 0,
      pricePack,
      paperChecks: [],
    }));
}

/** What is open of the order for the place; lots are told at the door. */
async function openLines(
  tx: Tx,
  orderId: number,
  organisationId: number,
): Promise<Omit<NewLine, 'receiptId' | 'lineNumber'>[]> {
  const rows = await tx
    .select({ ordered: orderLine, item })
    .from(orderLine)
    .innerJoin(item, eq(item.id, orderLine.itemId))
    .where(and(eq(orderLine.orderId, orderId), eq(orderLine.deliverToId, organisationId)))
    .orderBy(asc(orderLine.lineNumber));
  return rows
    .filter(({ ordered }) => openOf(ordered) > 0)
    .map(({ ordered, item: wanted }) => ({
      orderLineId: ordered.id,
      deliveryLineId: null,
      lotNumber: '',
      producedOn: null,
      expiresOn: '',
      maker: wanted.manufacturer,
      approvalNumber: wanted.approvalNumber ?? '',
      arrivedBase: 0,
      pricePack: ordered.pricePack,
      paperChecks: [],
    }));
}

/**
 * Opens an inspection against an order, with or without its announced delivery. Refuses whoever had a part in
 * ordering, people of another place, an order that has ended, a delivery that was inspected or withdrawn, a place
 * that the order brings nothing to, and a second draft for the same goods.
 */
export async function openInspection(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: OpenInput },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  const asked = { act: 'receipt.open', key, input, subject: input.order };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'receipt.inspect')) return refuseWithout('receipt.inspect');
    const found = await find(tx, actor, input);
    if (!found.ok) return found;
    const { document: ordered, order, place, deliveryId } = found.value;
    const header = checkHeader(input, at);
    if (!header.ok) return header;
    const papers = { orderId: ordered.id, deliveryId, organisationId: place.id };
    const draft = await draftFor(tx, papers);
    if (draft !== undefined) return refuse('receipt_draft_there', { number: draft });
    const lines =
      deliveryId === null ? await openLines(tx, ordered.id, place.id) : await announcedLines(tx, deliveryId);
    if (lines.length === 0) return refuse('receipt_nothing_open', { order: input.order, place: place.shortName });
    const paper = { kind: 'receipt' as const, status: 'draft', act: 'open', actor, at };
    const between = { organisationId: place.id, counterpartId: ordered.organisationId };
    const opened = await openDocument(tx, { ...paper, ...between, detail: { order: input.order } });
    const { order: _order, delivery: _delivery, place: _place, ...told } = input;
    const keeping = { documentId: opened.id, partyId: order.partyId, inspectorId: actor.userId };
    await tx.insert(receipt).values({ ...told, ...papers, ...keeping });
    const rows = lines.map((line, index) => ({ ...line, receiptId: opened.id, lineNumber: index + 1 }));
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await tx.insert(receiptLine).values(rows.slice(from, from + ROWS_AT_ONCE));
    }
    const after = { order: input.order, delivery: input.delivery, place: place.code, lines: lines.length };
    return ok({ value: { number: opened.number }, subject: opened.number, after });
  });
}
