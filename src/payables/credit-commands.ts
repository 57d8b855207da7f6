/** Credit notes: made for what two people agreed to, and set off against what the same supplier is owed. */
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { creditNote, payable } from '../../db/schema/payables.ts';
import { rowset, statement } from '../../db/statement.ts';
import { centralAccounts, memberAccounts, payableAccount } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openFen } from './rules.ts';

export interface CreditGiven {
  payable: typeof payable.$inferSelect;
  amountFen: number;
  reason: string;
  /** The claim that was agreed to: its number is part of the keys. */
  claimId: number;
}

/**
 * The supplier is owed less, and the member whose goods they are owes the consortium less: its price differences take
 * it. What is still open of the payable takes the note at once, later payments the rest.
 */
export async function addCredit(tx: Tx, actor: Actor, at: number, given: CreditGiven): Promise<Result<number>> {
  const { payable: owed, amountFen, reason, claimId } = given;
  const setOff = Math.min(amountFen, Math.max(0, openFen(owed)));
  const [note] = await tx
    .insert(creditNote)
    .values({
      partyId: owed.partyId,
      payableId: owed.id,
      reason,
      amountFen,
      setOffFen: setOff,
      madeBy: actor.userId,
      madeAt: at,
    })
    .returning({ id: creditNote.id });
  if (setOff > 0) {
    const credited = { creditedFen: sql`${payable.creditedFen} + ${setOff}` };
    await tx.update(payable).set(credited).where(eq(payable.id, owed.id));
  }
  const { dueId } = await centralAccounts(tx);
  const member = (await memberAccounts(tx, [owed.organisationId])).get(owed.organisationId);
  if (member === undefined) return refuse('account_unknown');
  const key = `claim-${claimId}`;
  const lines = [
    { debitId: await payableAccount(tx, owed.partyId), creditId: dueId, amountFen, key: `${key}-supplier` },
    { debitId: member.dueId, creditId: member.priceId, amountFen, key: `${key}-member` },
  ];
  const header = { code: 'supplier_credit', documentId: owed.receiptId, actorId: actor.userId };
  const moved = await transfer(tx, { ...header, occurredAt: at, postedAt: at, lines });
  return moved.ok ? ok(note?.id ?? 0) : moved;
}

const creditPayables = statement(
  `update payable set credited_fen = credited_fen + given.amount
   from ${rowset('rows', { id: 'int', amount: 'int' })} as given
   where payable.id = given.id
     and payable.credited_fen + payable.held_fen + payable.paid_fen + given.amount <= payable.amount_fen
     and payable.credited_fen + given.amount >= 0 returning payable.id`,
);
const setOffNotes = statement(
  `update credit_note set set_off_fen = set_off_fen + given.amount
   from ${rowset('rows', { id: 'int', amount: 'int' })} as given
   where credit_note.id = given.id and credit_note.set_off_fen + given.amount <= credit_note.amount_fen
     and credit_note.set_off_fen + given.amount >= 0 returning credit_note.id`,
);

export interface SetOff {
  noteId: number;
  payableId: number;
  /** Fen; negative takes a set-off back. */
  amountFen: number;
}

function sumsBy(rows: readonly SetOff[], of: 'noteId' | 'payableId') {
  const sums = new Map<number, number>();
  for (const row of rows) sums.set(row[of], (sums.get(row[of]) ?? 0) + row.amountFen);
  return [...sums].map(([id, amount]) => ({ id, amount })).sort((a, b) => a.id - b.id);
}

/** Sets credit notes off against payables, all or none. Refuses more than a note or a payable still has. */
export async function setOffAll(tx: Tx, rows: readonly SetOff[]): Promise<Result<undefined>> {
  if (rows.length === 0) return ok();
  const [payables, notes] = [sumsBy(rows, 'payableId'), sumsBy(rows, 'noteId')];
  const credited = await tx.run(creditPayables, { rows: payables });
  const used = await tx.run(setOffNotes, { rows: notes });
  return credited.length === payables.length && used.length === notes.length ? ok() : refuse('credit_over');
}

/** Sets a credit note off by hand. Refuses another supplier's payable and more than either has left. */
export async function setOffCredit(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: SetOff },
): Promise<Answer<{ amountFen: number }>> {
  const { key, input } = request;
  const subject = `credit ${input.noteId}`;
  return command(services, actor, { act: 'payable.set_off', key, input, subject }, async (tx) => {
    if (!may(actor.roles, 'payment.prepare')) return refuseWithout('payment.prepare');
    const [note] = await tx.select().from(creditNote).where(eq(creditNote.id, input.noteId));
    const [owed] = await tx.select().from(payable).where(eq(payable.id, input.payableId));
    if (note === undefined || owed === undefined) return refuse('not_found');
    if (note.partyId !== owed.partyId) return refuse('credit_other_supplier', {}, 'payable');
    if (!Number.isSafeInteger(input.amountFen) || input.amountFen <= 0) return refuse('amount_invalid', {}, 'amount');
    const done = await setOffAll(tx, [input]);
    return done.ok ? ok({ value: { amountFen: input.amountFen }, subject, after: input }) : done;
  });
}
