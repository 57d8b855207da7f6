/** The word on a claim: agreed, it changes what is owed, and the difference that made it follows. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { payable, payableClaim } from '../../db/schema/payables.ts';
import { centralAccounts, payableAccount } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { followClaim } from '../dispatches/charge-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { lockedPayable, wordOnClaim } from './claim-commands.ts';
import { creditedOf, numberOfPayable } from './claim-queries.ts';
import { addCredit } from './credit-commands.ts';
import { handsOf } from './hand-queries.ts';
import { rematch } from './match-commands.ts';
import { differenceOf, isCredit, openFen } from './rules.ts';

type PayableRow = typeof payable.$inferSelect;

/** 医保基金 paid the supplier: what we owe is gone, and it came in as money of the fund. */
async function settleOutside(tx: Tx, actor: Actor, at: number, row: PayableRow, claimId: number) {
  const amountFen = openFen(row);
  if (amountFen <= 0) return refuse('payable_paid');
  const hands = (await handsOf(tx, [row.id])).get(row.id);
  if (hands?.has(actor.userId)) return refuse('payment_own');
  const paid = { paidFen: row.paidFen + amountFen, paidOn: dayOf(at) };
  await tx.update(payable).set(paid).where(eq(payable.id, row.id));
  const { equityId } = await centralAccounts(tx);
  const debitId = await payableAccount(tx, row.partyId);
  const line = { debitId, creditId: equityId, amountFen, key: `claim-${claimId}-outside` };
  const header = { code: 'fund_settlement', documentId: row.receiptId, actorId: actor.userId };
  return transfer(tx, { ...header, occurredAt: at, postedAt: at, lines: [line] });
}

type ClaimRow = typeof payableClaim.$inferSelect;

/** What an agreed claim changes; gives the credit note it made. */
async function carryOut(tx: Tx, actor: Actor, at: number, row: PayableRow, claim: ClaimRow): Promise<Result<number>> {
  if (row.heldFen > 0) return refuse('payable_in_run');
  const given = { payable: row, reason: claim.reason, claimId: claim.id };
  if (isCredit(claim.kind)) return addCredit(tx, actor, at, { ...given, amountFen: claim.amountFen });
  if (claim.kind === 'settled_outside') {
    const settled = await settleOutside(tx, actor, at, row, claim.id);
    return settled.ok ? ok(0) : settled;
  }
  const returnedFen = await creditedOf(tx, row.id);
  const difference = differenceOf({ amountFen: row.amountFen, returnedFen, invoicedFen: row.invoicedFen });
  if (Math.abs(difference) !== claim.amountFen) return refuse('claim_changed');
  // Invoiced for less than was accepted: the supplier gets what it asks for. For more: it gets what was accepted
  return difference < 0 ? addCredit(tx, actor, at, { ...given, amountFen: -difference }) : ok(0);
}

/** Agrees to a claim or refuses it. Refuses who proposed it, a claim that is decided, papers that changed meanwhile. */
export async function decideClaim(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { claimId: number; agree: boolean; note: string } },
): Promise<Answer<{ payableId: number; status: 'agreed' | 'refused' }>> {
  const { key, input } = request;
  const act = input.agree ? 'payable.agree' : 'payable.disagree';
  return command(services, actor, { act, key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'payment.approve')) return refuseWithout('payment.approve');
    const [known] = await tx.select().from(payableClaim).where(eq(payableClaim.id, input.claimId));
    if (known === undefined) return refuse('not_found');
    const subject = await numberOfPayable(tx, known.payableId);
    about(subject);
    if (known.proposedBy === actor.userId) return refuse('claim_own');
    const row = await lockedPayable(tx, known.payableId);
    if (row === undefined) return refuse('not_found');
    const status = input.agree ? ('agreed' as const) : ('refused' as const);
    const open = and(eq(payableClaim.id, known.id), eq(payableClaim.status, 'proposed'));
    const [decided] = await tx
      .update(payableClaim)
      .set({ status, decidedBy: actor.userId, decidedAt: at, note: input.note })
      .where(open)
      .returning({ id: payableClaim.id });
    if (decided === undefined) return refuse('claim_decided', await wordOnClaim(tx, eq(payableClaim.id, known.id)));
    const done = input.agree ? await carryOut(tx, actor, at, row, known) : ok(0);
    if (!done.ok) return done;
    if (done.value > 0) {
      await tx.update(payableClaim).set({ creditNoteId: done.value }).where(eq(payableClaim.id, known.id));
    }
    await rematch(tx, [row.id]);
    const followed = await followClaim(tx, { ...input, actor, at });
    if (!followed.ok) return followed;
    const { kind, amountFen } = known;
    return ok({ value: { payableId: row.id, status }, subject, after: { kind, amountFen, note: input.note } });
  });
}
