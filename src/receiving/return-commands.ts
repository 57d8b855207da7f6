/**
 * Goods that were accepted go back to their supplier (退货): one person proposes, another confirms, and only then
 * do the boxes leave, the supplier is owed less and the budgets are free again. Whoever inspected may propose; two
 * people always stand behind a return.
 */
import type { Tx } from '../../db/database.ts';
import { supplierReturn, supplierReturnLine } from '../../db/schema/receipts.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { postGoods } from '../books/goods-commands.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { timelineOf } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { returnToBudgets } from '../orders/progress-commands.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { creditReturn } from '../payables/owe-commands.ts';
import { finishCapture } from '../tracing/finish-commands.ts';
import * as sql from './receipt-statements.ts';
import { hasOrdered, type ReceiptRecord, receiptByNumber } from './record-queries.ts';
import { linesOfReturn, type ReturnLine, type ReturnRecord, returnableOf, returnByNumber } from './return-queries.ts';
import { checkReturn, type ReturnAsk, returnTransitions } from './return-rules.ts';
import { CONCLUDED, receiptTransitions } from './rules.ts';

/** The inspection whose goods go back, locked, for somebody who may return goods and did not order them. */
async function returning(tx: Tx, actor: Actor, number: string): Promise<Result<ReceiptRecord>> {
  if (!may(actor.roles, 'return.make')) return refuseWithout('return.make');
  const known = await receiptByNumber(tx, number);
  if (known === undefined || !known.place.path.startsWith(actor.scopePath)) return refuse('not_found');
  if (await hasOrdered(tx, actor.userId, known.order)) return refuse('receipt_own_order');
  await tx.run(sql.lockReceipt, { id: known.document.id });
  const record = (await receiptByNumber(tx, number)) ?? known;
  const concluded = CONCLUDED.some((state) => state === record.document.status);
  return concluded ? ok(record) : refuse('receipt_not_concluded');
}

export interface ReturnInput {
  /** Number of the inspection. */
  receipt: string;
  reason: string;
  lines: ReturnAsk[];
}

/** Proposes that accepted goods go back. Nothing moves yet. Refuses what `checkReturn` refuses, and no reason. */
export async function proposeReturn(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReturnInput },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  const asked = { act: 'return.propose', key, input, subject: input.receipt };
  return command(services, actor, asked, async (tx, at, about) => {
    const found = await returning(tx, actor, input.receipt);
    if (!found.ok) return found;
    const { document, place } = found.value;
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const choices = await returnableOf(tx, document.id, actor.scopePath);
    const fits = checkReturn(input.lines, choices);
    if (!fits.ok) return fits;
    const paper = { kind: 'supplier_return' as const, status: 'proposed', act: 'propose', actor, at, note: reason };
    const between = { organisationId: place.id, counterpartId: document.counterpartId };
    const opened = await openDocument(tx, { ...paper, ...between, detail: { receipt: input.receipt } });
    about(opened.number);
    await tx.insert(supplierReturn).values({ documentId: opened.id, receiptId: document.id, reason });
    const rows = input.lines.map(({ line, storeId, quantityBase }) => {
      const receiptLineId = choices.find((choice) => choice.line === line)?.of.id ?? 0;
      return { returnId: opened.id, receiptLineId, storeId, quantityBase };
    });
    await tx.insert(supplierReturnLine).values(rows);
    const link = { kind: 'follows' as const, fromDocumentId: document.id, toDocumentId: opened.id, quantityBase: 0 };
    await addDocumentLink(tx, link);
    return ok({ value: { number: opened.number }, subject: opened.number, after: input });
  });
}

const addReturned = statement(
  `update receipt_line set returned_base = receipt_line.returned_base + given.quantity
   from ${rowset('lines', { id: 'int', quantity: 'int' })} as given
   where receipt_line.id = given.id
     and receipt_line.returned_base + given.quantity <= receipt_line.accepted_base returning receipt_line.id`,
);
const setAmounts = statement(
  `update supplier_return_line set amount_fen = given.amount
   from ${rowset('lines', { id: 'int', amount: 'int' })} as given where supplier_return_line.id = given.id`,
);
const setTotal = statement(
  `update supplier_return set amount_fen = cast(:amountFen as bigint) where document_id = :id returning document_id`,
);

interface By {
  actor: Actor;
  at: number;
  /** Who proposed it, signed in as themselves: the first of the two people. */
  witness?: { personId: number; provedAt: number };
  /** Who takes the goods back. */
  taker: string;
}

/** The boxes leave; gives what each line was worth. */
async function leave(tx: Tx, by: By, record: ReturnRecord, lines: readonly ReturnLine[]): Promise<Result<number[]>> {
  const sums = new Map<number, number>();
  for (const { receiptLineId, quantityBase } of lines) {
    sums.set(receiptLineId, (sums.get(receiptLineId) ?? 0) + quantityBase);
  }
  const counted = await tx.run(addReturned, { lines: [...sums].map(([id, quantity]) => ({ id, quantity })) });
  if (counted.length !== sums.size) {
    const [first] = lines;
    return refuse('return_over', { line: first?.lineNumber ?? 0, item: first?.itemName ?? '', open: 0, asked: 0 });
  }
  const toId = await outsideLocation(tx, 'supplier');
  const moved = lines.flatMap(({ lotId, storeId, quantityBase }) =>
    lotId === null || storeId === null ? [] : [{ lotId, fromId: storeId, toId, quantityBase }],
  );
  const { id } = record.document;
  const posted = await postGoods(tx, {
    kind: 'supplier_return',
    documentId: id,
    actor: { userId: by.actor.userId, organisationId: record.place.id },
    occurredAt: by.at,
    postedAt: by.at,
    key: `return-${id}`,
    reason: record.paper.reason,
    ...(by.witness && { witness: by.witness }),
    register: { taker: by.taker },
    lines: moved,
  });
  return posted.ok ? ok(posted.value.amountsFen) : posted;
}

/** What the supplier is owed less, and the budgets have again. */
async function giveBack(
  tx: Tx,
  by: By,
  record: ReturnRecord,
  lines: readonly ReturnLine[],
  amountsFen: readonly number[],
): Promise<Result<{ amountFen: number }>> {
  const { id } = record.document;
  const amountFen = amountsFen.reduce((sum, fen) => sum + fen, 0);
  await tx.run(setAmounts, { lines: lines.map((line, index) => ({ id: line.id, amount: amountsFen[index] ?? 0 })) });
  await tx.run(setTotal, { id, amountFen });
  if (amountFen === 0) return ok({ amountFen });
  const times = { actorId: by.actor.userId, occurredAt: by.at, postedAt: by.at, key: `return-${id}` };
  const { receiptId, reason } = record.paper;
  const credited = await creditReturn(tx, times, { returnId: id, receiptId, amountFen, reason });
  if (!credited.ok) return credited;
  const amounts = lines.map((line, index) => ({ orderLineId: line.orderLineId, amountFen: amountsFen[index] ?? 0 }));
  const budgets = await returnToBudgets(
    tx,
    { actor: by.actor, at: by.at, key: `return-${id}` },
    record.orderId,
    amounts,
  );
  return budgets.ok ? ok({ amountFen }) : budgets;
}

interface Deciding {
  number: string;
  /** The version the person saw. */
  version: number;
}

async function proposalOf(
  tx: Tx,
  actor: Actor,
  input: Deciding,
): Promise<Result<{ record: ReturnRecord; receipt: ReceiptRecord }>> {
  if (!may(actor.roles, 'return.make')) return refuseWithout('return.make');
  const record = await returnByNumber(tx, input.number);
  if (record === undefined || !record.place.path.startsWith(actor.scopePath)) return refuse('not_found');
  const receipt = await returning(tx, actor, record.receiptNumber);
  if (!receipt.ok) return receipt;
  const seen = await checkSeen(tx, record.document, input.version);
  return seen.ok ? ok({ record, receipt: receipt.value }) : seen;
}

/**
 * Confirms a proposed return: goods leave, a credit note is made. It cannot be undone. Refuses the person who proposed
 * it, goods that are not in the store any more, and a proposal that was decided.
 */
export async function confirmReturn(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: Deciding },
): Promise<Answer<{ amountFen: number }>> {
  const { key, input } = request;
  const asked = { act: 'return.confirm', key, input, subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await proposalOf(tx, actor, input);
    if (!found.ok) return found;
    const { record, receipt } = found.value;
    const { id } = record.document;
    const proposal = (await timelineOf(tx, id)).find((act) => act.act === 'propose');
    if (proposal?.actorId === actor.userId) return refuse('return_own');
    const witness = proposal && { personId: proposal.actorId, provedAt: proposal.at };
    const by = { actor, at, taker: receipt.party.shortName, ...(witness && { witness }) };
    const step = { act: 'confirm', to: 'returned', transitions: returnTransitions, actor, at };
    const moved = await advance(tx, id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    const lines = await linesOfReturn(tx, id);
    const left = await leave(tx, by, record, lines);
    if (!left.ok) return left;
    const scanned = { number: input.number, act: 'supplier_return' as const };
    const traced = await finishCapture(tx, { userId: actor.userId, at }, scanned);
    if (!traced.ok) return traced;
    const given = await giveBack(tx, by, record, lines, left.value);
    if (!given.ok) return given;
    const told = { act: 'return', to: receipt.document.status, transitions: receiptTransitions, actor, at };
    const noted = await advance(tx, receipt.document.id, { ...told, detail: { return: input.number, ...given.value } });
    return noted.ok ? ok({ value: given.value, subject: input.number, after: given.value }) : noted;
  });
}

/** Takes a proposal back, whoever made it: nothing has moved. */
export async function withdrawReturn(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: Deciding & { reason: string } },
): Promise<Answer<{ receipt: string }>> {
  const { key, input } = request;
  const asked = { act: 'return.withdraw', key, input, subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await proposalOf(tx, actor, input);
    if (!found.ok) return found;
    const note = input.reason.trim();
    if (note === '') return refuse('reason_missing', {}, 'reason');
    const step = { act: 'withdraw', to: 'withdrawn', transitions: returnTransitions, actor, at, note };
    const moved = await advance(tx, found.value.record.document.id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    return ok({ value: { receipt: found.value.record.receiptNumber }, subject: input.number, after: { reason: note } });
  });
}
