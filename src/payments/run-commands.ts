/** Acts on a payment run: another person approves it, it goes to the bank, or it is cancelled before that. */
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { payment, paymentRun } from '../../db/schema/payables.ts';
import { rowset, statement } from '../../db/statement.ts';
import { centralAccounts, payableAccount } from '../account/chart.ts';
import { voidHold } from '../account/hold.ts';
import { balancesOf } from '../account/queries.ts';
import { hold } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { bankInForce } from '../parties/queries.ts';
import { checkGate, checkPerson, wantedPayables } from './check-queries.ts';
import { freePayments } from './free-commands.ts';
import { RUN_TRANSITIONS } from './rules.ts';
import { type PaymentRow, paymentsOf, type RunRow, runByNumber } from './run-queries.ts';

const keepHolds = statement(
  `update payment set status = 'approved', hold_id = given.hold_id
   from ${rowset('rows', { id: 'int', hold_id: 'int' })} as given where payment.id = given.id`,
);

interface RunAct {
  number: string;
  /** The version of the run that the person saw. */
  version: number;
}

async function checkApproval(tx: Tx, actor: Actor, run: RunRow, payments: readonly PaymentRow[]) {
  if (run.createdBy === actor.userId) return refuse('payment_own_run');
  const ids = payments.flatMap((one) => one.shares.map((share) => share.payableId));
  const rows = await wantedPayables(tx, ids);
  const person = await checkPerson(tx, actor, rows);
  if (!person.ok) return person;
  const gate = await checkGate(tx, rows, run.payOn);
  if (!gate.ok) return gate;
  return checkAccounts(tx, payments);
}

/** Refuses while a supplier's account in force is another than the one the payment names. */
async function checkAccounts(tx: Tx, payments: readonly PaymentRow[]): Promise<Result<undefined>> {
  const banks = await bankInForce(
    tx,
    payments.map((one) => one.partyId),
  );
  const changed = payments.find((one) => {
    const now = banks.get(one.partyId);
    const same = now?.accountNumber === one.accountNumber && now.accountName === one.accountName;
    return !same || now.bankName !== one.bankName;
  });
  return changed === undefined ? ok() : refuse('payment_bank_changed', { supplier: changed.party });
}

/** Sets the money aside; says how much the bank account lacks. */
async function holdMoney(tx: Tx, actor: Actor, at: number, run: RunRow, payments: readonly PaymentRow[]) {
  const { bankId } = await centralAccounts(tx);
  const lines = [];
  for (const one of payments) {
    const debitId = await payableAccount(tx, one.partyId);
    lines.push({ debitId, creditId: bankId, amountFen: one.amountFen, key: `payment-${one.id}` });
  }
  const header = { code: 'payment', documentId: run.documentId, actorId: actor.userId };
  const held = await hold(tx, { ...header, occurredAt: at, postedAt: at, lines });
  if (held.ok) return held;
  if (held.reason !== 'insufficient_funds') return held;
  const bank = (await balancesOf(tx, ['BANK'])).get('BANK');
  const availableFen = (bank?.balanceFen ?? 0) - (bank?.heldCreditsFen ?? 0);
  return refuse('payment_bank_short', { availableFen, askedFen: run.amountFen });
}

/**
 * Approves a run: the money is out of reach of everything else until the bank's word. Refuses: the preparer, whoever
 * planned, ordered or accepted something of it, people of a member that is paid, an account that changed since, too
 * little money, the fund's duty unpaid.
 */
export async function approveRun(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: RunAct },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  const { number, version: seenVersion } = input;
  return command(services, actor, { act: 'payment.approve', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'payment.approve')) return refuseWithout('payment.approve');
    const run = await runByNumber(tx, number);
    if (run === undefined) return refuse('not_found');
    const act = { act: 'approve', to: 'approved', transitions: RUN_TRANSITIONS, actor, at, seenVersion };
    const moved = await advance(tx, run.documentId, act);
    if (!moved.ok) return moved;
    const payments = await paymentsOf(tx, run.documentId);
    const checked = await checkApproval(tx, actor, run, payments);
    if (!checked.ok) return checked;
    const held = await holdMoney(tx, actor, at, run, payments);
    if (!held.ok) return held;
    const rows = payments.map((one, index) => ({ id: one.id, hold_id: held.value.ids[index] ?? 0 }));
    await tx.run(keepHolds, { rows });
    return ok({ value: { number }, subject: number, after: { amountFen: run.amountFen, payments: payments.length } });
  });
}

/**
 * Says that the bank has the file. It can be fetched again, with the same content. Refuses a run not approved, and one
 * of which a supplier's account changed since: it is cancelled and prepared again.
 */
export async function exportRun(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: RunAct },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  const { number, version: seenVersion } = input;
  return command(services, actor, { act: 'payment.export', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'payment.prepare')) return refuseWithout('payment.prepare');
    const run = await runByNumber(tx, number);
    if (run === undefined) return refuse('not_found');
    const act = { act: 'export', to: 'exported', transitions: RUN_TRANSITIONS, actor, at, seenVersion };
    const moved = await advance(tx, run.documentId, act);
    if (!moved.ok) return moved;
    const accounts = await checkAccounts(tx, await paymentsOf(tx, run.documentId));
    if (!accounts.ok) return accounts;
    const first = sql`coalesce(${paymentRun.exportedAt}, ${at})`;
    await tx.update(paymentRun).set({ exportedAt: first }).where(eq(paymentRun.documentId, run.documentId));
    return ok({ value: { number }, subject: number, after: { amountFen: run.amountFen } });
  });
}

async function voidHolds(tx: Tx, actor: Actor, at: number, run: RunRow, payments: readonly PaymentRow[]) {
  for (const one of payments) {
    if (one.holdId === null) continue;
    const header = { code: 'payment', documentId: run.documentId, actorId: actor.userId };
    const times = { occurredAt: at, postedAt: at };
    const ended = await voidHold(tx, { ...header, ...times, holdId: one.holdId, key: `payment-${one.id}-void` });
    if (!ended.ok) return ended;
  }
  return ok();
}

/** Cancels a run the bank does not have: everything in it is open again. Refuses one that was exported. */
export async function cancelRun(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: RunAct & { reason: string } },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  const { number, version: seenVersion, reason } = input;
  return command(services, actor, { act: 'payment.cancel', key, input, subject: number }, async (tx, at) => {
    const allowed = may(actor.roles, 'payment.prepare') || may(actor.roles, 'payment.approve');
    if (!allowed) return refuseWithout('payment.prepare', 'payment.approve');
    const run = await runByNumber(tx, number);
    if (run === undefined) return refuse('not_found');
    const act = { act: 'cancel', to: 'cancelled', transitions: RUN_TRANSITIONS, actor, at, seenVersion };
    const moved = await advance(tx, run.documentId, { ...act, note: reason });
    if (!moved.ok) return moved;
    const payments = await paymentsOf(tx, run.documentId);
    const voided: Result<unknown> = await voidHolds(tx, actor, at, run, payments);
    if (!voided.ok) return voided;
    const freed = await freePayments(tx, payments, 'held');
    if (!freed.ok) return freed;
    await tx
      .update(payment)
      .set({ status: 'cancelled', reason, holdId: null })
      .where(eq(payment.runId, run.documentId));
    return ok({ value: { number }, subject: number, after: { reason } });
  });
}
