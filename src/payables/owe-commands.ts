/**
 * What receiving tells the money side: accepted goods are owed for, and goods that went back are owed for no more.
 * Called inside the transaction of the inspection or the return.
 */
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { creditNote, payable } from '../../db/schema/payables.ts';
import type { OwedChannel } from '../../db/schema/plans.ts';
import { centralAccounts, payableAccount } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { dueOn, openFen } from './rules.ts';

export interface OweHeader {
  actorId: number;
  /** Business time and time of posting, UTC ms. */
  occurredAt: number;
  postedAt: number;
  /** Unique for the act: the keys of its transfers begin with it. */
  key: string;
}

export interface Owed {
  receiptId: number;
  /** 1 for what was accepted at once; later decisions of the same inspection count on. */
  part: number;
  partyId: number;
  /** The member whose stock it is. */
  organisationId: number;
  channel: OwedChannel;
  /** What the goods cost, fen; nothing is owed for gifts. */
  amountFen: number;
  /** Day on which they passed. */
  acceptedOn: string;
  /** What a contract of its own says; left out, the terms of the channel count from acceptance. */
  dueOn?: string;
  /** Two invoices are not there yet: it is owed, and may not be paid. */
  blocked: 'invoices_missing' | null;
}

/** Owes a supplier for accepted goods. Gives the payable; null for goods that cost nothing. */
export async function owePayable(tx: Tx, header: OweHeader, owed: Owed): Promise<Result<{ payableId: number | null }>> {
  const { amountFen, acceptedOn, channel, partyId } = owed;
  if (amountFen === 0) return ok({ payableId: null });
  const due = owed.dueOn ?? dueOn(channel, acceptedOn, await ruleOn(tx, 'payment_terms', acceptedOn));
  const [row] = await tx
    .insert(payable)
    .values({ ...owed, dueOn: due })
    .onConflictDoNothing()
    .returning({ id: payable.id });
  if (row === undefined) return refuse('payable_twice', { part: owed.part });
  const { dueId } = await centralAccounts(tx);
  const creditId = await payableAccount(tx, partyId);
  const { key, ...times } = header;
  const line = { debitId: dueId, creditId, amountFen, key: `${key}-owe-${row.id}` };
  const moved = await transfer(tx, { ...times, code: 'acceptance', documentId: owed.receiptId, lines: [line] });
  return moved.ok ? ok({ payableId: row.id }) : moved;
}

/**
 * What was owed by mistake is owed no more: a credit note takes the whole of it, inside the act that takes its cause
 * back. Refuses what is invoiced, credited, in a run or paid.
 */
export async function cancelOwed(
  tx: Tx,
  header: OweHeader,
  owed: { payableId: number; documentId: number; reason: string },
): Promise<Result<undefined>> {
  const untouched = and(eq(payable.creditedFen, 0), eq(payable.heldFen, 0), eq(payable.paidFen, 0));
  const free = and(eq(payable.id, owed.payableId), eq(payable.invoicedFen, 0), untouched);
  const [row] = await tx.update(payable).set({ creditedFen: payable.amountFen }).where(free).returning();
  if (row === undefined) {
    const [now] = await tx.select().from(payable).where(eq(payable.id, owed.payableId));
    if (now !== undefined && now.paidFen > 0) return refuse('owed_paid');
    return now !== undefined && now.heldFen > 0 ? refuse('payable_in_run') : refuse('owed_invoiced');
  }
  const { key, ...times } = header;
  const { partyId, amountFen, id: payableId } = row;
  const note = { partyId, payableId, reason: owed.reason, amountFen, setOffFen: amountFen };
  await tx.insert(creditNote).values({ ...note, madeBy: header.actorId, madeAt: header.postedAt });
  const { dueId } = await centralAccounts(tx);
  const debitId = await payableAccount(tx, partyId);
  const line = { debitId, creditId: dueId, amountFen, key: `${key}-credit-${payableId}` };
  const moved = await transfer(tx, { ...times, code: 'supplier_return', documentId: owed.documentId, lines: [line] });
  return moved.ok ? ok() : moved;
}

export interface Returned {
  returnId: number;
  receiptId: number;
  amountFen: number;
  reason: string;
}

/**
 * Goods of a receipt went back: the supplier is owed less, by a credit note (红字). It is set off at once against what
 * is still open of that receipt, and against later payments for the rest.
 */
export async function creditReturn(tx: Tx, header: OweHeader, returned: Returned): Promise<Result<{ noteId: number }>> {
  const { returnId, receiptId, amountFen, reason } = returned;
  const owed = await tx.select().from(payable).where(eq(payable.receiptId, receiptId)).orderBy(payable.part);
  const first = owed[0];
  if (first === undefined || amountFen <= 0) return refuse('credit_nothing');
  let left = amountFen;
  for (const row of owed) {
    const setOff = Math.min(openFen(row), left);
    if (setOff <= 0) continue;
    const credited = { creditedFen: sql`${payable.creditedFen} + ${setOff}` };
    const taken = sql`${payable.creditedFen} + ${payable.heldFen} + ${payable.paidFen} + ${setOff}`;
    const free = sql`${taken} <= ${payable.amountFen}`;
    const [done] = await tx
      .update(payable)
      .set(credited)
      .where(and(eq(payable.id, row.id), free))
      .returning({ id: payable.id });
    if (done !== undefined) left -= setOff;
  }
  const { actorId: madeBy, postedAt: madeAt, key, ...rest } = header;
  const [note] = await tx
    .insert(creditNote)
    .values({
      partyId: first.partyId,
      returnId,
      payableId: first.id,
      reason,
      amountFen,
      setOffFen: amountFen - left,
      madeBy,
      madeAt,
    })
    .returning({ id: creditNote.id });
  const noteId = note?.id ?? 0;
  const { dueId } = await centralAccounts(tx);
  const debitId = await payableAccount(tx, first.partyId);
  const line = { debitId, creditId: dueId, amountFen, key: `${key}-credit-${noteId}` };
  const times = { actorId: madeBy, postedAt: madeAt, ...rest };
  const moved = await transfer(tx, { ...times, code: 'supplier_return', documentId: returnId, lines: [line] });
  return moved.ok ? ok({ noteId }) : moved;
}
