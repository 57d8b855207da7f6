/** Acts on an inspection that is still being written: its header, its lines all at once, giving it up. */
import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { receipt, receiptLine, receiptScan } from '../../db/schema/receipts.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { type InspectionDay, objectionsTo, type Travel } from './line-rules.ts';
import { checkHeader, type HeaderInput } from './open-commands.ts';
import * as sql from './receipt-statements.ts';
import {
  asCounted,
  asInspected,
  hasOrdered,
  linesOfReceipt,
  type ReceiptLine,
  type ReceiptRecord,
  receiptByNumber,
} from './record-queries.ts';
import { mayInspect, type ReasonCode, type ReceiptState, receiptTransitions } from './rules.ts';

export interface ReceiptInput {
  number: string;
  /** The version the person saw. */
  version: number;
}

export interface ReceiptWork {
  tx: Tx;
  at: number;
  record: ReceiptRecord;
}

/** The inspection, locked, when this person may act on it; who had a part in ordering may not. */
export async function actingOn(tx: Tx, actor: Actor, number: string): Promise<Result<ReceiptRecord>> {
  if (!may(actor.roles, 'receipt.inspect')) return refuseWithout('receipt.inspect');
  const known = await receiptByNumber(tx, number);
  if (known === undefined || !known.place.path.startsWith(actor.scopePath)) return refuse('not_found');
  if (!mayInspect(actor, known.place)) return refuse('receipt_not_here', { place: known.place.shortName });
  if (await hasOrdered(tx, actor.userId, known.order)) return refuse('receipt_own_order');
  await tx.run(sql.lockReceipt, { id: known.document.id });
  return ok((await receiptByNumber(tx, number)) ?? known);
}

/** Days against which the lots of an inspection are judged. */
export async function dayOfInspection(tx: Tx, record: ReceiptRecord, at: number): Promise<InspectionDay> {
  const arrivedOn = dayOf(record.receipt.arrivedAt);
  const { least: leastDays } = await ruleOn(tx, 'receipt_life_days', arrivedOn);
  return { today: dayOf(at), arrivedOn, leastDays };
}

export const travelOf = (record: ReceiptRecord): Travel => record.receipt;

interface Edited<V> {
  value: V;
  to?: ReceiptState;
  act?: 'save' | 'abandon';
  note?: string;
  detail?: Record<string, unknown>;
}

/** The shape of every act on a draft: locked, the version that was seen, the work, one row of its timeline. */
export function editDraft<I extends ReceiptInput, V>(
  services: CommandServices,
  actor: Actor,
  request: { act: string; key: string | null; input: I },
  work: (given: ReceiptWork) => Promise<Result<Edited<V>>>,
): Promise<Answer<V>> {
  const { act, key, input } = request;
  return command(services, actor, { act: `receipt.${act}`, key, input, subject: input.number }, async (tx, at) => {
    const found = await actingOn(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    const seen = await checkSeen(tx, record.document, input.version);
    if (!seen.ok) return seen;
    if (record.document.status !== 'draft') return refuse('receipt_concluded', { number: input.number });
    const done = await work({ tx, at, record });
    if (!done.ok) return done;
    const { value, to = 'draft', act: as = 'save', note, detail } = done.value;
    const step = { act: as, to, transitions: receiptTransitions, actor, at, seenVersion: input.version };
    const told = { ...(note !== undefined && { note }), detail: { what: act, ...detail } };
    const moved = await advance(tx, record.document.id, { ...step, ...told });
    return moved.ok ? ok({ value, subject: input.number, after: input }) : moved;
  });
}

/** Writes what travelled with the goods: note, times, temperatures, the two invoices. Refuses as opening does. */
export function saveHeader(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReceiptInput & HeaderInput },
): Promise<Answer<null>> {
  return editDraft(services, actor, { act: 'header', ...request }, async ({ tx, at, record }) => {
    const { number: _number, version: _version, ...header } = request.input;
    const fits = checkHeader(header, at);
    if (!fits.ok) return fits;
    await tx.update(receipt).set(header).where(eq(receipt.documentId, record.document.id));
    return ok({ value: null });
  });
}

const setArrived = statement(
  `update receipt_line set arrived_base = given.arrived
   from ${rowset('lines', { id: 'int', arrived: 'int' })} as given where receipt_line.id = given.id`,
);

const setDecision = statement(
  `update receipt_line set decision = cast(:decision as text), reason_code = cast(:code as text),
     reason = cast(:reason as text), sampled_packs = case when sampled_packs = 0 then 1 else sampled_packs end
   from ${rowset('ids', { id: 'int' })} as given where receipt_line.id = given.id`,
);

type Bulk = (work: ReceiptWork, lines: ReceiptLine[]) => Promise<Result<number>>;

function bulk(act: string, work: Bulk) {
  return (
    services: CommandServices,
    actor: Actor,
    request: { key: string | null; input: ReceiptInput },
  ): Promise<Answer<{ lines: number }>> =>
    editDraft(services, actor, { act, ...request }, async (given) => {
      const lines = await linesOfReceipt(given.tx, given.record.document.id);
      const done = await work(given, lines);
      if (!done.ok) return done;
      if (done.value === 0) return refuse('receipt_nothing_changed');
      return ok({ value: { lines: done.value }, detail: { lines: done.value } });
    });
}

/** What nobody has counted yet arrived as the supplier announced it; of lots nobody announced, nothing is known. */
export const countAsAnnounced = bulk('counted', async ({ tx }, lines) => {
  const open = lines.filter(
    (line) => line.arrivedBase === 0 && line.decision === null && (line.announcedBase ?? 0) > 0,
  );
  const rows = open.map((line) => ({ id: line.id, arrived: line.announcedBase ?? 0 }));
  if (rows.length > 0) await tx.run(setArrived, { lines: rows });
  return ok(rows.length);
});

/**
 * Passes every counted lot that nothing speaks against and that is covered by order and delivery; the others wait for
 * a decision of their own.
 */
export const passTheRest = bulk('passed', async ({ tx, record, at }, lines) => {
  const day = await dayOfInspection(tx, record, at);
  const room = new Map(lines.map((line) => [line.orderLineId, line.openBase]));
  const take = (line: ReceiptLine, base: number) =>
    room.set(line.orderLineId, (room.get(line.orderLineId) ?? 0) - base);
  for (const line of lines) take(line, asCounted(line).acceptedBase);
  const passed: { id: number }[] = [];
  for (const line of lines) {
    if (line.decision !== null || line.arrivedBase === 0 || line.lotNumber === '' || line.expiresOn === '') continue;
    const cold = travelOf(record);
    if (objectionsTo(line.item, asInspected(line), cold, day).length > 0) continue;
    if (line.arrivedBase > (room.get(line.orderLineId) ?? 0)) continue;
    if (line.announcedBase !== null && line.arrivedBase > line.announcedBase) continue;
    take(line, line.arrivedBase);
    passed.push({ id: line.id });
  }
  const yes = { decision: 'accepted', code: null, reason: '' };
  if (passed.length > 0) await tx.run(setDecision, { ids: passed, ...yes });
  return ok(passed.length);
});

/** Strikes out every line of which nothing arrived: it stays open in the order. */
export const strikeMissing = bulk('missing', async ({ tx, record }, lines) => {
  const gone = lines.filter((line) => line.arrivedBase === 0 && line.decision === null);
  const ofReceipt = eq(receiptLine.receiptId, record.document.id);
  await tx.delete(receiptLine).where(and(ofReceipt, eq(receiptLine.arrivedBase, 0), isNull(receiptLine.decision)));
  return ok(gone.length);
});

/** Rejects everything that was counted, for one reason. */
export function rejectAll(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReceiptInput & { reasonCode: ReasonCode; reason: string } },
): Promise<Answer<{ lines: number }>> {
  return editDraft(services, actor, { act: 'reject_all', ...request }, async ({ tx, record }) => {
    const { reasonCode, reason } = request.input;
    if (reason.trim() === '') return refuse('receipt_reason', {}, 'reason');
    const counted = and(eq(receiptLine.receiptId, record.document.id), gt(receiptLine.arrivedBase, 0));
    const set = { decision: 'rejected' as const, reasonCode, reason: reason.trim() };
    const done = await tx.update(receiptLine).set(set).where(counted).returning({ id: receiptLine.id });
    if (done.length === 0) return refuse('receipt_nothing_counted');
    return ok({ value: { lines: done.length }, note: reason });
  });
}

/** Gives a draft up: nothing was decided, and the goods are inspected under another number. */
export function abandonReceipt(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReceiptInput & { reason: string } },
): Promise<Answer<{ order: string }>> {
  return editDraft(services, actor, { act: 'abandon', ...request }, async ({ tx, record }) => {
    const note = request.input.reason.trim();
    if (note === '') return refuse('reason_missing', {}, 'reason');
    // Packs counted here may be counted again
    const counted = inArray(receiptScan.outcome, ['counted']);
    const own = eq(receiptScan.receiptId, record.document.id);
    await tx.update(receiptScan).set({ outcome: 'unknown' }).where(and(own, counted));
    return ok({ value: { order: record.order.number }, to: 'abandoned' as const, act: 'abandon' as const, note });
  });
}
