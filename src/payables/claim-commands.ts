/**
 * What two people decide about a payable: one proposes with what proves it, another agrees or refuses. Meanwhile the
 * payable is not paid.
 */
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { payable, payableClaim } from '../../db/schema/payables.ts';
import { person } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { centralAccounts, payableAccount } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { followClaim } from '../dispatches/charge-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { creditedOf, numberOfPayable } from './claim-queries.ts';
import { addCredit } from './credit-commands.ts';
import { handsOf } from './hand-queries.ts';
import { rematch } from './match-commands.ts';
import { type ClaimKind, differenceLimit, differenceOf, isCredit, openFen } from './rules.ts';

export interface ClaimInput {
  payableId: number;
  kind: ClaimKind;
  /** Fen; of a credit only: the other kinds are about what the papers say. */
  amountFen: number | null;
  reason: string;
  evidence: string;
}

type PayableRow = typeof payable.$inferSelect;

const lockPayable = statement(`select id from payable where id = :id ${forUpdate}`);

async function lockedPayable(tx: Tx, id: number): Promise<PayableRow | undefined> {
  await tx.run(lockPayable, { id });
  const [row] = await tx.select().from(payable).where(eq(payable.id, id));
  return row;
}

async function amountOfClaim(tx: Tx, row: PayableRow, input: ClaimInput): Promise<Result<number>> {
  const open = openFen(row);
  if (row.heldFen > 0) return refuse('payable_in_run');
  if (input.kind === 'settled_outside') {
    if (row.payer !== 'insurance_fund') return refuse('claim_not_fund');
    return open > 0 ? ok(open) : refuse('payable_paid');
  }
  const returnedFen = await creditedOf(tx, row.id);
  if (input.kind === 'invoice_difference') {
    const { amountFen, invoicedFen } = row;
    const difference = Math.abs(differenceOf({ amountFen, returnedFen, invoicedFen }));
    if (invoicedFen === 0 || difference === 0) return refuse('claim_no_difference');
    const { agreedPercent: percent } = await ruleOn(tx, 'match_tolerance', row.acceptedOn);
    const limitFen = differenceLimit(amountFen, percent);
    return difference <= limitFen
      ? ok(difference)
      : refuse('claim_over_limit', { limitFen, percent, askedFen: difference });
  }
  const amount = input.amountFen ?? 0;
  if (!Number.isSafeInteger(amount) || amount <= 0) return refuse('amount_invalid', {}, 'amount');
  const most = row.amountFen - returnedFen;
  return amount <= most ? ok(amount) : refuse('claim_too_much', { mostFen: most }, 'amount');
}

/** Who proposed a claim that waits, or decided one: what who came second is told. */
async function wordOnClaim(tx: Tx, which: SQL | undefined): Promise<{ who: string; status: string }> {
  const [row] = await tx
    .select({ who: person.name, status: payableClaim.status })
    .from(payableClaim)
    .innerJoin(person, eq(person.id, sql`coalesce(${payableClaim.decidedBy}, ${payableClaim.proposedBy})`))
    .where(which);
  return row ?? { who: '', status: '' };
}

/** The same inside another act, for somebody whose right that act has asked: a difference of a dispatch claims so. */
export async function openClaim(
  tx: Tx,
  actor: Actor,
  at: number,
  input: ClaimInput,
): Promise<Result<{ id: number; amountFen: number }>> {
  const row = await lockedPayable(tx, input.payableId);
  if (row === undefined) return refuse('not_found');
  const amount = await amountOfClaim(tx, row, input);
  if (!amount.ok) return amount;
  const { payableId, kind, reason, evidence } = input;
  const proposed = { proposedBy: actor.userId, proposedAt: at };
  const [made] = await tx
    .insert(payableClaim)
    .values({ payableId, kind, reason, evidence, amountFen: amount.value, ...proposed })
    .onConflictDoNothing()
    .returning({ id: payableClaim.id });
  if (made === undefined) {
    const waiting = and(eq(payableClaim.payableId, payableId), eq(payableClaim.kind, kind));
    return refuse('claim_waiting', await wordOnClaim(tx, and(waiting, eq(payableClaim.status, 'proposed'))));
  }
  await rematch(tx, [row.id]);
  return ok({ id: made.id, amountFen: amount.value });
}

/** Proposes a claim. Refuses: a second of its kind, one beyond what is owed or beyond the limit, a payable in a run. */
export async function proposeClaim(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ClaimInput },
): Promise<Answer<{ id: number }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'payable.claim', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'invoice.record')) return refuseWithout('invoice.record');
    const subject = await numberOfPayable(tx, input.payableId);
    if (subject !== '') about(subject);
    const made = await openClaim(tx, actor, at, input);
    if (!made.ok) return made;
    const { kind, reason, evidence } = input;
    const { id, amountFen } = made.value;
    return ok({ value: { id }, subject, after: { kind, amountFen, reason, evidence } });
  });
}

/**
 * Takes a claim back that nobody has agreed to, inside the act that takes its cause back. Refuses one that was agreed
 * to: the supplier has been credited.
 */
export async function withdrawClaim(
  tx: Tx,
  actor: Actor,
  at: number,
  input: { claimId: number; reason: string },
): Promise<Result<undefined>> {
  const [known] = await tx.select().from(payableClaim).where(eq(payableClaim.id, input.claimId));
  if (known === undefined) return refuse('not_found');
  await lockedPayable(tx, known.payableId);
  const open = and(eq(payableClaim.id, known.id), eq(payableClaim.status, 'proposed'));
  const ended = { status: 'refused' as const, decidedBy: actor.userId, decidedAt: at, note: input.reason };
  const [done] = await tx.update(payableClaim).set(ended).where(open).returning({ id: payableClaim.id });
  if (done === undefined && known.status === 'agreed') return refuse('claim_credited');
  await rematch(tx, [known.payableId]);
  return ok();
}

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

/** Says who pays: the account, or 医保基金 directly. Refuses what is in a run or paid. */
export async function setPayer(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { payableId: number; payer: 'account' | 'insurance_fund'; reason: string } },
): Promise<Answer<{ payer: string }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'payable.set_payer', key, input }, async (tx, _at, about) => {
    if (!may(actor.roles, 'invoice.record')) return refuseWithout('invoice.record');
    const row = await lockedPayable(tx, input.payableId);
    if (row === undefined) return refuse('not_found');
    const subject = await numberOfPayable(tx, row.id);
    about(subject);
    if (row.heldFen > 0) return refuse('payable_in_run');
    if (openFen(row) <= 0) return refuse('payable_paid');
    const [waiting] = await tx
      .select({ id: payableClaim.id })
      .from(payableClaim)
      .where(and(eq(payableClaim.payableId, row.id), eq(payableClaim.status, 'proposed')))
      .orderBy(desc(payableClaim.id));
    if (waiting !== undefined) return refuse('claim_waiting', await wordOnClaim(tx, eq(payableClaim.id, waiting.id)));
    await tx.update(payable).set({ payer: input.payer }).where(eq(payable.id, row.id));
    const before = { payer: row.payer };
    return ok({ value: { payer: input.payer }, subject, before, after: { payer: input.payer, reason: input.reason } });
  });
}
