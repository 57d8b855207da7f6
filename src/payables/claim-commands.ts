/**
 * Claims on a payable: one person proposes with what proves it, another agrees or refuses. Meanwhile the
 * payable is not paid.
 */
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { payable, payableClaim } from '../../db/schema/payables.ts';
import { person } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { creditedOf, numberOfPayable } from './claim-queries.ts';
import { rematch } from './match-commands.ts';
import { type ClaimKind, differenceLimit, differenceOf, openFen } from './rules.ts';

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

/** The payable, locked until the transaction ends. */
export async function lockedPayable(tx: Tx, id: number): Promise<PayableRow | undefined> {
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
export async function wordOnClaim(tx: Tx, which: SQL | undefined): Promise<{ who: string; status: string }> {
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
