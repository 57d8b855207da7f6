/** What payments hold of payables and credit notes: moved from held to paid, back, or given free again. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { setOffAll } from '../payables/credit-commands.ts';
import type { PaymentRow } from './run-queries.ts';

const moveShares = statement(
  `update payable set held_fen = held_fen + given.held, paid_fen = paid_fen + given.paid,
     paid_on = case when given.paid_on = '' then null else given.paid_on end
   from ${rowset('rows', { id: 'int', held: 'int', paid: 'int', paid_on: 'text' })} as given
   where payable.id = given.id and payable.held_fen + given.held >= 0 and payable.paid_fen + given.paid >= 0
     and payable.credited_fen + payable.held_fen + given.held + payable.paid_fen + given.paid <= payable.amount_fen
   returning payable.id`,
);

type Paid = Pick<PaymentRow, 'shares'>;

/** The sign of each change, and the day of payment where one is left. */
interface Change {
  held: number;
  paid: number;
  paidOn: string;
}

/** Changes the payables of the payments, all or none. Refuses when one has no room for it. */
export async function moveMoney(tx: Tx, payments: readonly Paid[], change: Change): Promise<Result<undefined>> {
  const sums = new Map<number, number>();
  for (const share of payments.flatMap((one) => one.shares)) {
    if (share.amountFen > 0) sums.set(share.payableId, (sums.get(share.payableId) ?? 0) + share.amountFen);
  }
  const rows = [...sums]
    .map(([id, amount]) => ({ id, held: change.held * amount, paid: change.paid * amount, paid_on: change.paidOn }))
    .sort((a, b) => a.id - b.id);
  const done = await tx.run(moveShares, { rows });
  return done.length === rows.length ? ok() : refuse('payment_taken');
}

async function moveCredits(tx: Tx, payments: readonly Paid[], sign: 1 | -1): Promise<Result<undefined>> {
  const offs = payments.flatMap((one) =>
    one.shares.flatMap(({ creditNoteId, payableId, creditFen }) =>
      creditNoteId === null ? [] : [{ noteId: creditNoteId, payableId, amountFen: sign * creditFen }],
    ),
  );
  return setOffAll(tx, offs);
}

/** Gives free what the payments held or had paid, with the credit notes that were set off. */
export async function freePayments(
  tx: Tx,
  payments: readonly Paid[],
  from: 'held' | 'paid',
): Promise<Result<undefined>> {
  const change = { held: from === 'held' ? -1 : 0, paid: from === 'paid' ? -1 : 0, paidOn: '' };
  const moved = await moveMoney(tx, payments, change);
  return moved.ok ? moveCredits(tx, payments, -1) : moved;
}

/** Takes it again as paid, when a failure was recorded by mistake. Refuses when another run has it meanwhile. */
export async function retakePayments(tx: Tx, payments: readonly Paid[], paidOn: string): Promise<Result<undefined>> {
  const credited = await moveCredits(tx, payments, 1);
  return credited.ok ? moveMoney(tx, payments, { held: 0, paid: 1, paidOn }) : credited;
}
