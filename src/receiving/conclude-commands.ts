/** Concluding an inspection, and deciding later about lots that waited: two people where goods need two. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { receipt } from '../../db/schema/receipts.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Proved } from '../auth/commands.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { inspectDelivery } from '../orders/delivery-commands.ts';
import { actingOn, dayOfInspection, type ReceiptInput, travelOf } from './draft-commands.ts';
import { checkAmounts, checkDecision } from './line-rules.ts';
import { checkHeader } from './open-commands.ts';
import * as sql from './receipt-statements.ts';
import {
  asCounted,
  asInspected,
  linesOfReceipt,
  type ReceiptLine,
  type ReceiptRecord,
  scansCounted,
} from './record-queries.ts';
import { outcomeOf, type ReceiptState, receiptTransitions } from './rules.ts';
import { checkSecond, proveSecond, type Second } from './second-queries.ts';
import { type Settled, settle } from './settle-commands.ts';

export interface ConcludeInput extends ReceiptInput {
  /** Counted scans the person saw: more by now means that somebody is still scanning. */
  scans: number;
  /** What is short of the delivery does not come with it any more. */
  endsDelivery: boolean;
}

export interface Concluded extends Settled {
  status: ReceiptState;
}

/** Every lot decided, as the rules allow it today, and no more of it than was ordered and brought. */
export async function checkLines(
  tx: Tx,
  record: ReceiptRecord,
  at: number,
  lines: readonly ReceiptLine[],
): Promise<Result<undefined>> {
  if (lines.length === 0) return refuse('receipt_empty');
  const open = lines.filter((line) => line.decision === null);
  if (open.length > 0) {
    const [first] = open;
    return refuse('receipt_undecided', {
      count: open.length,
      line: first?.lineNumber ?? 0,
      item: first?.item.name ?? '',
    });
  }
  const day = await dayOfInspection(tx, record, at);
  for (const line of lines) {
    const fits = checkDecision(line.item, asInspected(line), travelOf(record), day);
    if (!fits.ok) return fits;
  }
  return checkAmounts(lines.map(asCounted));
}

/** The delivery has come to inspection: with all that is left of it, or with what was counted. */
async function inspected(
  tx: Tx,
  by: { actor: Actor; at: number },
  record: ReceiptRecord,
  lines: readonly ReceiptLine[],
  ends: boolean,
): Promise<Result<undefined>> {
  const { deliveryId } = record.receipt;
  if (deliveryId === null) return ok();
  const counted = new Map<number, number>();
  for (const { deliveryLineId, arrivedBase } of lines) {
    if (deliveryLineId !== null) counted.set(deliveryLineId, (counted.get(deliveryLineId) ?? 0) + arrivedBase);
  }
  const rest = await tx.run<{ id: number; left_base: number }>(sql.restOfDelivery, { deliveryId });
  const parts = rest.map((row) => {
    const left = Math.max(0, row.left_base);
    return { deliveryLineId: row.id, quantityBase: ends ? left : Math.min(left, counted.get(row.id) ?? 0) };
  });
  return inspectDelivery(tx, by.actor, by.at, { deliveryId, parts: parts.filter((part) => part.quantityBase > 0) });
}

const NOTHING: Settled = { amountFen: 0, acceptedLines: 0, rejectedLines: 0, returnNumber: null };

export interface Deciding {
  actor: Actor;
  at: number;
  second: Proved | null;
}

async function conclude(tx: Tx, by: Deciding, record: ReceiptRecord, input: ConcludeInput): Promise<Result<Concluded>> {
  const { actor, at, second } = by;
  const { id } = record.document;
  if (input.scans !== (await scansCounted(tx, id))) return refuse('receipt_scanned_on');
  const header = checkHeader(record.receipt, at);
  if (!header.ok) return header;
  const lines = await linesOfReceipt(tx, id);
  const fits = await checkLines(tx, record, at, lines);
  if (!fits.ok) return fits;
  const stands = await checkSecond(tx, actor, record, lines, second);
  if (!stands.ok) return stands;
  const status = outcomeOf(lines.map((line) => line.decision));
  const signed = { inspectorId: actor.userId, secondId: second?.userId ?? null, concludedAt: at };
  await tx.update(receipt).set(signed).where(eq(receipt.documentId, id));
  const delivered = await inspected(tx, by, record, lines, input.endsDelivery);
  if (!delivered.ok) return delivered;
  const waiting = lines.filter((line) => line.decision === 'pending').map((line) => ({ id: line.id }));
  if (waiting.length > 0) await tx.run(sql.waitLines, { ids: waiting, by: actor.userId });
  const final = lines.filter((line) => line.decision !== 'pending');
  const settled = final.length === 0 ? ok(NOTHING) : await settle(tx, record, { actor, at, part: 1, second }, final);
  if (!settled.ok) return settled;
  const to = { toDocumentId: id, quantityBase: 0 };
  await addDocumentLink(tx, { kind: 'follows', fromDocumentId: record.order.documentId, ...to });
  const { deliveryId } = record.receipt;
  if (deliveryId !== null) await addDocumentLink(tx, { kind: 'follows', fromDocumentId: deliveryId, ...to });
  const detail = { ...settled.value, pendingLines: waiting.length, second: second?.name ?? null };
  const step = { act: 'conclude', to: status, transitions: receiptTransitions, actor, at, detail };
  const moved = await advance(tx, id, { ...step, seenVersion: input.version });
  return moved.ok ? ok({ status, ...settled.value }) : moved;
}

/**
 * Concludes an inspection in one transaction: accepted goods are in stock and owed for, rejected ones go back with a
 * paper, waiting ones stay outside until somebody decides. It cannot be undone; what was accepted wrongly is returned.
 * Refuses lots that nobody decided or that may not pass, a missing or wrong second person, a stale page, and a second
 * conclusion.
 */
export async function concludeReceipt(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ConcludeInput; second: Second | null },
): Promise<Answer<Concluded>> {
  const { key, input } = request;
  const proved = await proveSecond(services, request.second);
  if (!proved.ok) return proved;
  const second = proved.value;
  // The password stands nowhere: the second person is known by who it is
  const asked = { act: 'receipt.conclude', key, input: { ...input, secondId: second?.userId ?? null } };
  return command(services, actor, { ...asked, subject: input.number }, async (tx, at) => {
    const found = await actingOn(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    const seen = await checkSeen(tx, record.document, input.version);
    if (!seen.ok) return seen;
    if (record.document.status !== 'draft') return refuse('receipt_concluded', { number: input.number });
    const done = await conclude(tx, { actor, at, second }, record, input);
    return done.ok ? ok({ value: done.value, subject: input.number, after: done.value }) : done;
  });
}
