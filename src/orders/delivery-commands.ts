/** What a supplier announces on its way (随货同行单): note number, lots and expiries, so that inspection has it at hand. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { delivery, deliveryLine, orderLine } from '../../db/schema/orders.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { documentByNumber } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import { orderToAnswer } from './answer-commands.ts';
import { checkShipped, type ShippedLot } from './answer-rules.ts';
import { orderTransitions } from './rules.ts';

export const DELIVERY_STATES = ['announced', 'inspecting', 'inspected', 'withdrawn'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const deliveryTransitions = {
  withdraw: { from: ['announced'], to: ['withdrawn'] },
  inspect: { from: ['announced', 'inspecting'], to: ['inspecting', 'inspected'] },
} as const satisfies Transitions<DeliveryState>;

export interface Shipping {
  number: string;
  /** Which of the order's places it goes to. */
  deliverToId: number;
  noteNumber: string;
  shippedOn: string;
  expectedOn: string;
  carrier: string;
  vehicle: string;
  coldChain: boolean;
  lots: ShippedLot[];
}

const addShipped = statement(
  `update order_line set shipped_base = order_line.shipped_base + given.quantity
   from ${rowset('lines', { id: 'int', quantity: 'int' })} as given
   where order_line.id = given.id and order_line.shipped_base + given.quantity >= 0 returning order_line.id`,
);

async function moveShipped(tx: Tx, lots: readonly { orderLineId: number; quantityBase: number }[], sign: 1 | -1) {
  const sums = new Map<number, number>();
  for (const lot of lots) sums.set(lot.orderLineId, (sums.get(lot.orderLineId) ?? 0) + sign * lot.quantityBase);
  await tx.run(addShipped, { lines: [...sums].map(([id, quantity]) => ({ id, quantity })) });
}

/** The lines of the order that the lots name; refuses one of another order or another place. */
async function linesOf(tx: Tx, orderId: number, given: Shipping): Promise<Result<Map<number, number>>> {
  const numbers = [...new Set(given.lots.map((lot) => lot.lineNumber))];
  const rows = await tx
    .select({ id: orderLine.id, lineNumber: orderLine.lineNumber, deliverToId: orderLine.deliverToId })
    .from(orderLine)
    .where(and(eq(orderLine.orderId, orderId), inArray(orderLine.lineNumber, numbers)));
  const found = new Map(
    rows.filter((row) => row.deliverToId === given.deliverToId).map((row) => [row.lineNumber, row.id]),
  );
  const missing = numbers.find((number) => !found.has(number));
  return missing === undefined ? ok(found) : refuse('delivery_line', { line: missing });
}

/**
 * Announces a delivery of an order that was sent. Refuses what `checkShipped` refuses, days that contradict each
 * other, a delivery note that was announced already, and somebody who may not speak for the supplier.
 */
export async function announceDelivery(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: Shipping },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  const asked = { act: 'delivery.announce', key, input, subject: input.number };
  return command(services, actor, asked, async (tx, at, about) => {
    const found = await orderToAnswer(tx, actor, input.number);
    if (!found.ok) return found;
    const order = found.value.document;
    const today = dayOf(at);
    if (input.shippedOn > today) return refuse('delivery_shipped_ahead', {}, 'shippedOn');
    if (input.expectedOn < input.shippedOn) return refuse('delivery_expected', {}, 'expectedOn');
    const fits = checkShipped(input.lots, today);
    if (!fits.ok) return fits;
    const lines = await linesOf(tx, order.id, input);
    if (!lines.ok) return lines;
    const step = { act: 'ship', to: order.status, transitions: orderTransitions, actor, at };
    const moved = await advance(tx, order.id, { ...step, detail: { note: input.noteNumber } });
    if (!moved.ok) return moved;
    const same = and(eq(delivery.orderId, order.id), eq(delivery.noteNumber, input.noteNumber));
    const [known] = await tx.select({ id: delivery.documentId }).from(delivery).where(same);
    if (known !== undefined) return refuse('delivery_note_used', { note: input.noteNumber }, 'noteNumber');
    const paper = { kind: 'delivery' as const, status: 'announced', act: 'announce', actor, at };
    const parties = { organisationId: input.deliverToId, counterpartId: order.organisationId };
    const document = await openDocument(tx, { ...paper, ...parties });
    about(document.number);
    await write(tx, document.id, order.id, input, lines.value);
    const after = { order: input.number, note: input.noteNumber, lots: input.lots.length };
    return ok({ value: { number: document.number }, subject: document.number, after });
  });
}

/** Rows of a statement stay within what both engines take. */
const ROWS_AT_ONCE = 500;

async function write(
  tx: Tx,
  deliveryId: number,
  orderId: number,
  given: Shipping,
  lines: ReadonlyMap<number, number>,
): Promise<void> {
  const { number: _, lots, ...header } = given;
  await tx.insert(delivery).values({ ...header, documentId: deliveryId, orderId });
  const rows = lots.map((lot, index) => ({
    deliveryId,
    lineNumber: index + 1,
    orderLineId: lines.get(lot.lineNumber) ?? 0,
    lotNumber: lot.lotNumber.trim(),
    producedOn: lot.producedOn,
    expiresOn: lot.expiresOn,
    quantityBase: lot.quantityBase,
    substituteMaker: lot.substituteMaker,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await tx.insert(deliveryLine).values(rows.slice(from, from + ROWS_AT_ONCE));
  }
  await moveShipped(tx, rows, 1);
  await addDocumentLink(tx, { kind: 'follows', fromDocumentId: orderId, toDocumentId: deliveryId, quantityBase: 0 });
}

/** Takes an announced delivery back before it was inspected. Refuses one that has begun to be inspected. */
export async function withdrawDelivery(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; number: string; reason: string },
): Promise<Answer<{ order: string }>> {
  const { key, number, reason } = request;
  const asked = { act: 'delivery.withdraw', key, input: { number, reason }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const document = await documentByNumber(tx, 'delivery', number);
    if (document === undefined) return refuse('not_found');
    const [row] = await tx.select().from(delivery).where(eq(delivery.documentId, document.id));
    const orderNumber = row === undefined ? undefined : await numberOf(tx, row.orderId);
    if (orderNumber === undefined) return refuse('not_found');
    const found = await orderToAnswer(tx, actor, orderNumber);
    if (!found.ok) return found;
    const step = { act: 'withdraw', to: 'withdrawn', transitions: deliveryTransitions, actor, at, note: reason };
    const moved = await advance(tx, document.id, step);
    if (!moved.ok) return moved;
    const lots = await tx.select().from(deliveryLine).where(eq(deliveryLine.deliveryId, document.id));
    await moveShipped(tx, lots, -1);
    return ok({ value: { order: orderNumber }, subject: number, after: { reason } });
  });
}

const orderNumber = statement(`select number from document where id = :id and kind = 'order'`);

async function numberOf(tx: Tx, orderId: number): Promise<string | undefined> {
  const [row] = await tx.run<{ number: string }>(orderNumber, { id: orderId });
  return row?.number;
}

/**
 * Notes how much of an announced delivery has come to inspection, so that it is inspected when all of it was. Called
 * by receiving inside its transaction; the parts of withdrawn deliveries are refused as a wrong state.
 */
export async function inspectDelivery(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { deliveryId: number; parts: readonly { deliveryLineId: number; quantityBase: number }[] },
): Promise<Result<undefined>> {
  const parts = given.parts.map((part) => ({ id: part.deliveryLineId, quantity: part.quantityBase }));
  if (parts.length > 0) await tx.run(addInspected, { parts });
  const lines = await tx.select().from(deliveryLine).where(eq(deliveryLine.deliveryId, given.deliveryId));
  const all = lines.every((line) => line.inspectedBase >= line.quantityBase);
  const to = all ? 'inspected' : 'inspecting';
  const moved = await advance(tx, given.deliveryId, {
    act: 'inspect',
    to,
    transitions: deliveryTransitions,
    actor,
    at,
  });
  return moved.ok ? ok() : moved;
}

const addInspected = statement(
  `update delivery_line set inspected_base = delivery_line.inspected_base + given.quantity
   from ${rowset('parts', { id: 'int', quantity: 'int' })} as given where delivery_line.id = given.id
   returning delivery_line.id`,
);
