/** One lot of an inspection: described, counted and decided; lots nobody announced; lots that did not come. */
import { and, eq, max } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { orderLine } from '../../db/schema/orders.ts';
import { receiptLine, receiptScan } from '../../db/schema/receipts.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { dayOfInspection, editDraft, type ReceiptInput, type ReceiptWork, travelOf } from './draft-commands.ts';
import { checkAmounts, checkDecision } from './line-rules.ts';
import { asCounted, asInspected, linesOfReceipt, type ReceiptLine } from './record-queries.ts';
import type { Decision, ReasonCode } from './rules.ts';
import { storeToChoose } from './store-queries.ts';

export interface LineInput {
  lotNumber: string;
  producedOn: string | null;
  expiresOn: string;
  maker: string;
  approvalNumber: string;
  /** Base units. */
  arrivedBase: number;
  /** Of what arrived: rejected for a reason of its own, while the rest is decided as the line says. */
  badBase: number;
  badCode: ReasonCode | null;
  badReason: string;
  sampledPacks: number;
  paperChecks: string[];
  decision: Decision | null;
  reasonCode: ReasonCode | null;
  reason: string;
  /** Where accepted goods go; null for the store of their zone. */
  storeId: number | null;
}

export interface SaveLineInput extends ReceiptInput, LineInput {
  /** Line of the inspection. */
  line: number;
}

/** What is written of a line before anything is decided about it. */
function checkShape(input: LineInput): Result<undefined> {
  const whole = Number.isSafeInteger(input.arrivedBase) && input.arrivedBase >= 0;
  if (!whole) return refuse('quantity_invalid', { quantity: input.arrivedBase }, 'arrived');
  if (input.expiresOn !== '' && !isDay(input.expiresOn)) return refuse('field_day', {}, 'expiresOn');
  if (input.badBase === 0) return ok();
  const fits = Number.isSafeInteger(input.badBase) && input.badBase > 0 && input.badBase < input.arrivedBase;
  if (!fits) return refuse('receipt_bad_part', { arrived: input.arrivedBase }, 'bad');
  return input.badCode === null ? refuse('receipt_reason_code', { line: 0, item: '' }, 'badCode') : ok();
}

async function checkStore(tx: Tx, work: ReceiptWork, line: ReceiptLine, storeId: number | null) {
  if (storeId === null) return ok();
  const { place } = work.record;
  const store = await storeToChoose(tx, place.id, storeId, line.item.storageZone);
  return store ? ok() : refuse('receipt_store', { item: line.item.name }, 'store');
}

/** The decision of a line against its description and against what the other lines take of the same order line. */
async function checkDecided(work: ReceiptWork, changed: ReceiptLine, all: readonly ReceiptLine[]) {
  if (changed.decision === null) return ok();
  const day = await dayOfInspection(work.tx, work.record, work.at);
  const fits = checkDecision(changed.item, asInspected(changed), travelOf(work.record), day);
  if (!fits.ok) return fits;
  const others = all.filter((line) => line.id !== changed.id && line.orderLineId === changed.orderLineId);
  return checkAmounts([...others, changed].map(asCounted));
}

async function nextLineNumber(tx: Tx, receiptId: number): Promise<number> {
  const [row] = await tx
    .select({ last: max(receiptLine.lineNumber) })
    .from(receiptLine)
    .where(eq(receiptLine.receiptId, receiptId));
  return (row?.last ?? 0) + 1;
}

/**
 * Writes one lot, decided or not. A part that is bad becomes a line of its own, rejected. Refuses what contradicts
 * itself, a store that does not suit the goods, and a decision that the rules of acceptance do not allow.
 */
export function saveLine(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: SaveLineInput },
): Promise<Answer<{ line: number; item: string }>> {
  const { input } = request;
  return editDraft(services, actor, { act: 'line', ...request }, async (work) => {
    const { tx, record } = work;
    const lines = await linesOfReceipt(tx, record.document.id);
    const line = lines.find((one) => one.lineNumber === input.line);
    if (line === undefined) return refuse('not_found');
    const shape = checkShape(input);
    if (!shape.ok) return shape;
    const store = await checkStore(tx, work, line, input.storeId);
    if (!store.ok) return store;
    const { number: _n, version: _v, line: _l, badBase, badCode, badReason, ...rest } = input;
    const plain = { ...rest, lotNumber: rest.lotNumber.trim(), reason: rest.reason.trim() };
    const keepsReason = plain.decision !== null && plain.decision !== 'accepted';
    const set = {
      ...plain,
      reasonCode: keepsReason ? plain.reasonCode : null,
      reason: keepsReason ? plain.reason : '',
    };
    const arrivedBase = input.arrivedBase - badBase;
    const changed: ReceiptLine = { ...line, ...set, arrivedBase };
    const decided = await checkDecided(work, changed, lines);
    if (!decided.ok) return decided;
    await tx
      .update(receiptLine)
      .set({ ...set, arrivedBase })
      .where(eq(receiptLine.id, line.id));
    if (badBase > 0) {
      const bad = { decision: 'rejected' as const, reasonCode: badCode, reason: badReason.trim() };
      const fits = await checkDecided(work, { ...changed, ...bad, arrivedBase: badBase }, lines);
      if (!fits.ok) return { ...fits, field: 'badReason' };
      const { receiptId, orderLineId, deliveryLineId, pricePack } = line;
      const lineNumber = await nextLineNumber(tx, receiptId);
      const same = { receiptId, orderLineId, deliveryLineId, pricePack, lineNumber, sampledPacks: input.sampledPacks };
      await tx.insert(receiptLine).values({ ...set, ...bad, ...same, storeId: null, arrivedBase: badBase });
    }
    const value = { line: line.lineNumber, item: line.item.name };
    return ok({ value, detail: { line: line.lineNumber, item: line.item.name, decision: input.decision } });
  });
}

/** Adds a line for a further lot of what was ordered. Refuses an order line of another order or another place. */
export function addLine(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReceiptInput & { orderLine: number } },
): Promise<Answer<{ line: number }>> {
  return editDraft(services, actor, { act: 'add_line', ...request }, async ({ tx, record }) => {
    const line = await addLotLine(tx, record, { orderLineNumber: request.input.orderLine });
    return line.ok ? ok({ value: line.value, detail: { line: line.value.line } }) : line;
  });
}

/** A further lot of an order line, as far as it is known already. */
export async function addLotLine(
  tx: Tx,
  record: ReceiptWork['record'],
  given: { orderLineNumber: number; lotNumber?: string; expiresOn?: string; producedOn?: string | null },
): Promise<Result<{ id: number; line: number }>> {
  const { orderId, organisationId } = record.receipt;
  const { orderLineNumber, ...lot } = given;
  const [row] = await tx
    .select({ ordered: orderLine, wanted: item })
    .from(orderLine)
    .innerJoin(item, eq(item.id, orderLine.itemId))
    .where(and(eq(orderLine.orderId, orderId), eq(orderLine.lineNumber, orderLineNumber)));
  if (row === undefined || row.ordered.deliverToId !== organisationId) return refuse('receipt_not_ordered');
  const { ordered, wanted } = row;
  const line = await nextLineNumber(tx, record.document.id);
  const [added] = await tx
    .insert(receiptLine)
    .values({
      receiptId: record.document.id,
      lineNumber: line,
      orderLineId: ordered.id,
      lotNumber: '',
      expiresOn: '',
      maker: wanted.manufacturer,
      approvalNumber: wanted.approvalNumber ?? '',
      arrivedBase: 0,
      pricePack: ordered.pricePack,
      paperChecks: [],
      ...lot,
    })
    .returning({ id: receiptLine.id });
  return ok({ id: added?.id ?? 0, line });
}

/** Strikes out one line: it did not come, or it was written by mistake. Its scans are not counted any more. */
export function removeLine(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReceiptInput & { line: number } },
): Promise<Answer<{ item: string }>> {
  return editDraft(services, actor, { act: 'remove_line', ...request }, async ({ tx, record }) => {
    const lines = await linesOfReceipt(tx, record.document.id);
    const line = lines.find((one) => one.lineNumber === request.input.line);
    if (line === undefined) return refuse('not_found');
    await tx.update(receiptScan).set({ lineId: null, outcome: 'unknown' }).where(eq(receiptScan.lineId, line.id));
    await tx.delete(receiptLine).where(eq(receiptLine.id, line.id));
    return ok({ value: { item: line.item.name }, detail: { line: line.lineNumber, item: line.item.name } });
  });
}
