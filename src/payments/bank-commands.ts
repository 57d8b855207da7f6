/**
 * What the bank's word does to payments: confirmed, failed, or the one and the other taken back by a correcting entry.
 * Called inside the transaction of whoever says what the bank said.
 */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { payment } from '../../db/schema/payables.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { centralAccounts, payableAccount } from '../account/chart.ts';
import { settle, voidHold } from '../account/hold.ts';
import { hold, type TransferHeader, transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { freePayments, moveMoney, retakePayments } from './free-commands.ts';
import { documentOfPayment } from './payment-queries.ts';
import { RUN_TRANSITIONS, type RunState, stateOfRun } from './rules.ts';
import { type PaymentRow, paymentsOf, runByNumber } from './run-queries.ts';

const lockPayment = statement(`select id from payment where id = :id ${forUpdate}`);

export interface BankWord {
  actor: Actor;
  /** Time of posting, and of the bank's booking, UTC ms. */
  at: number;
  occurredAt: number;
  /** Day of the bank's booking. */
  day: string;
  /** Unique for the word: part of the keys of its entries. */
  key: string;
}

interface Found {
  run: { documentId: number; number: string; status: RunState };
  payment: PaymentRow;
  all: PaymentRow[];
}

async function find(tx: Tx, paymentId: number): Promise<Found | undefined> {
  await tx.run(lockPayment, { id: paymentId });
  const run = await documentOfPayment(tx, paymentId);
  if (run === undefined) return undefined;
  const all = await paymentsOf(tx, run.documentId);
  const own = all.find((one) => one.id === paymentId);
  return own && { run, payment: own, all };
}

function headerOf(word: BankWord, found: Found, code: string): TransferHeader {
  const { actor, occurredAt, at: postedAt } = word;
  return { code, documentId: found.run.documentId, actorId: actor.userId, occurredAt, postedAt };
}

/** Writes the payment's new state and leads the run to where its payments stand. */
async function mark(tx: Tx, word: BankWord, found: Found, given: Partial<typeof payment.$inferInsert>, act: string) {
  await tx.update(payment).set(given).where(eq(payment.id, found.payment.id));
  const states = found.all.map((one) => (one.id === found.payment.id ? (given.status ?? one.status) : one.status));
  const to = stateOfRun(states);
  const detail = { payment: found.payment.lineNumber, amountFen: found.payment.amountFen, party: found.payment.party };
  const { actor, at } = word;
  const request = { act, to, transitions: RUN_TRANSITIONS, actor, at, detail, note: given.reason ?? null };
  const moved = await advance(tx, found.run.documentId, request);
  return moved.ok ? ok({ number: found.run.number }) : moved;
}

type Said = Promise<Result<{ number: string }>>;

/** The bank paid. Refuses what is not at the bank, and what is confirmed or failed already: nothing is paid twice. */
export async function confirmPayment(tx: Tx, word: BankWord, paymentId: number): Said {
  const found = await find(tx, paymentId);
  if (found === undefined) return refuse('not_found');
  const { holdId, status } = found.payment;
  if (status === 'confirmed' || status === 'failed') return refuse('bank_paid_twice', { number: found.run.number });
  if (status !== 'approved' || holdId === null) return refuse('bank_not_sent', { number: found.run.number });
  if (found.run.status === 'approved') return refuse('bank_not_sent', { number: found.run.number });
  const key = `${word.key}-settle`;
  const settled = await settle(tx, { ...headerOf(word, found, 'payment'), holdId, key });
  if (!settled.ok) return settled;
  const moved = await moveMoney(tx, [found.payment], { held: -1, paid: 1, paidOn: word.day });
  if (!moved.ok) return moved;
  return mark(tx, word, found, { status: 'confirmed', holdId: null }, 'confirm');
}

/** Takes a confirmation back: the money is on its way again, by a correcting entry and a new hold. */
export async function unconfirmPayment(tx: Tx, word: BankWord, paymentId: number): Said {
  const found = await find(tx, paymentId);
  if (found === undefined) return refuse('not_found');
  const { status, amountFen, partyId } = found.payment;
  if (status !== 'confirmed') return refuse('bank_undo_late', { number: found.run.number });
  const { bankId } = await centralAccounts(tx);
  const payableId = await payableAccount(tx, partyId);
  const header = headerOf(word, found, 'payment');
  const back = { debitId: bankId, creditId: payableId, amountFen, key: `${word.key}-back` };
  const returned = await transfer(tx, { ...header, lines: [back] });
  if (!returned.ok) return returned;
  const again = { debitId: payableId, creditId: bankId, amountFen, key: `${word.key}-hold` };
  const held = await hold(tx, { ...header, lines: [again] });
  if (!held.ok) return held;
  const moved = await moveMoney(tx, [found.payment], { held: 1, paid: -1, paidOn: '' });
  if (!moved.ok) return moved;
  return mark(tx, word, found, { status: 'approved', holdId: held.value.ids[0] ?? null }, 'undo');
}

/**
 * The bank did not pay, or the money came back: the payables are open again. Of a payment that was confirmed the money
 * returns to the account; of one on its way nothing ever moved.
 */
export async function returnPayment(tx: Tx, word: BankWord, paymentId: number, reason: string): Said {
  const found = await find(tx, paymentId);
  if (found === undefined) return refuse('not_found');
  const { status, amountFen, partyId, holdId } = found.payment;
  const { number } = found.run;
  if (status === 'confirmed') {
    const { bankId } = await centralAccounts(tx);
    const creditId = await payableAccount(tx, partyId);
    const line = { debitId: bankId, creditId, amountFen, key: `${word.key}-returned` };
    const returned = await transfer(tx, { ...headerOf(word, found, 'payment_returned'), lines: [line] });
    if (!returned.ok) return returned;
  } else if (status === 'approved' && holdId !== null && found.run.status !== 'approved') {
    const key = `${word.key}-void`;
    const ended = await voidHold(tx, { ...headerOf(word, found, 'payment'), holdId, key });
    if (!ended.ok) return ended;
  } else return refuse('bank_not_sent', { number });
  const freed = await freePayments(tx, [found.payment], status === 'confirmed' ? 'paid' : 'held');
  if (!freed.ok) return freed;
  return mark(tx, word, found, { status: 'failed', holdId: null, reason }, 'fail');
}

/** A return that was recorded by mistake: paid after all. Refuses when another run has the payables meanwhile. */
export async function unreturnPayment(tx: Tx, word: BankWord, paymentId: number): Said {
  const found = await find(tx, paymentId);
  if (found === undefined) return refuse('not_found');
  const { status, amountFen, partyId } = found.payment;
  if (status !== 'failed') return refuse('bank_undo_late', { number: found.run.number });
  const taken = await retakePayments(tx, [found.payment], word.day);
  if (!taken.ok) return taken;
  const { bankId } = await centralAccounts(tx);
  const debitId = await payableAccount(tx, partyId);
  const line = { debitId, creditId: bankId, amountFen, key: `${word.key}-again` };
  const paid = await transfer(tx, { ...headerOf(word, found, 'payment_returned'), lines: [line] });
  if (!paid.ok) return paid;
  return mark(tx, word, found, { status: 'confirmed', reason: '' }, 'undo');
}

/**
 * Records that the bank refused a payment that never left the account: what was to be paid can then be paid again, so
 * whoever prepared the run may not say it. Refuses that person, and a payment that was confirmed.
 */
export async function failPayment(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { number: string; line: number; reason: string } },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  const { number, line, reason } = input;
  return command(services, actor, { act: 'payment.fail', key, input, subject: number }, async (tx, at) => {
    const allowed = may(actor.roles, 'payment.prepare') || may(actor.roles, 'payment.approve');
    if (!allowed) return refuseWithout('payment.prepare', 'payment.approve');
    const run = await runByNumber(tx, number);
    const all = run === undefined ? [] : await paymentsOf(tx, run.documentId);
    const one = all.find((each) => each.lineNumber === line);
    if (run === undefined || one === undefined) return refuse('not_found');
    if (run.createdBy === actor.userId) return refuse('payment_own_fail', { number });
    if (one.status === 'confirmed') return refuse('payment_confirmed');
    const word = { actor, at, occurredAt: at, day: '', key: `payment-${one.id}-fail` };
    const failed = await returnPayment(tx, word, one.id, reason);
    return failed.ok ? ok({ value: { number }, subject: number, after: { line, reason } }) : failed;
  });
}
