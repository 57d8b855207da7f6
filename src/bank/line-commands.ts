/** What a line of the bank means: said by a person, posted at once, taken back by a correcting entry. */
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { bankLine, bankStatement } from '../../db/schema/bank.ts';
import { payment } from '../../db/schema/payables.ts';
import { person } from '../../db/schema/users.ts';
import { centralAccounts, memberAccounts } from '../account/chart.ts';
import { type TransferLine, transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { HOUR_MS, startOfDay } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { isOutside, organisationByCode, organisationById } from '../organisations/queries.ts';
import {
  type BankWord,
  confirmPayment,
  returnPayment,
  unconfirmPayment,
  unreturnPayment,
} from '../payments/bank-commands.ts';
import { fundRoom } from './line-queries.ts';
import { fitsDirection, type Meaning, mayDecide, WITNESSED } from './rules.ts';

export interface Decision {
  lineId: number;
  meaning: Meaning;
  paymentId: number | null;
  /** Of a remittance: the member that paid in. */
  organisationCode: string | null;
  note: string;
}

type LineRow = typeof bankLine.$inferSelect;

const NOON_MS = 12 * HOUR_MS;

/** A line may be decided, taken back and decided again: each time with keys of its own. */
function wordOf(actor: Actor, at: number, line: LineRow): BankWord {
  const occurredAt = Math.min(at, startOfDay(line.bookedOn) + NOON_MS);
  return { actor, at, occurredAt, day: line.bookedOn, key: `bank-line-${line.id}-${randomUUID().slice(0, 8)}` };
}

/** The entries of a line that is money of its own; `back` turns them round. */
async function entriesOf(tx: Tx, line: LineRow, meaning: Meaning, organisationId: number | null, back: boolean) {
  const central = await centralAccounts(tx);
  const amountFen = Math.abs(line.amountFen);
  const pairs: [debitId: number, creditId: number][] = [];
  if (meaning === 'remittance') {
    const member = (await memberAccounts(tx, [organisationId ?? 0])).get(organisationId ?? 0);
    pairs.push([central.bankId, central.dueId], [member?.dueId ?? 0, member?.openingId ?? 0]);
  } else if (line.amountFen > 0) pairs.push([central.bankId, central.equityId]);
  else pairs.push([central.equityId, central.bankId]);
  return pairs.map(([debitId, creditId]) => {
    return back ? { debitId: creditId, creditId: debitId, amountFen } : { debitId, creditId, amountFen };
  });
}

async function post(tx: Tx, word: BankWord, code: string, entries: Omit<TransferLine, 'key'>[]) {
  const lines = entries.map((entry, index) => ({ ...entry, key: `${word.key}-${index}` }));
  const header = { code, documentId: null, actorId: word.actor.userId };
  return transfer(tx, { ...header, occurredAt: word.occurredAt, postedAt: word.at, lines });
}

async function checkPayment(tx: Tx, line: LineRow, paymentId: number | null): Promise<Result<number>> {
  const [row] = await tx
    .select()
    .from(payment)
    .where(eq(payment.id, paymentId ?? 0));
  if (row === undefined) return refuse('bank_no_payment', {}, 'payment');
  const asked = Math.abs(line.amountFen);
  return row.amountFen === asked ? ok(row.id) : refuse('bank_amount', { lineFen: asked, paymentFen: row.amountFen });
}

interface Placed {
  paymentId: number | null;
  organisationId: number | null;
}

const NOWHERE: Placed = { paymentId: null, organisationId: null };

/** Posts what the meaning asks for. */
async function carryOut(tx: Tx, word: BankWord, line: LineRow, given: Decision): Promise<Result<Placed>> {
  const { meaning, note } = given;
  if (meaning === 'payment' || meaning === 'failed_payment') {
    const found = await checkPayment(tx, line, given.paymentId);
    if (!found.ok) return found;
    const reason = note === '' ? line.memo : note;
    const said =
      meaning === 'payment'
        ? await confirmPayment(tx, word, found.value)
        : await returnPayment(tx, word, found.value, reason);
    return said.ok ? ok({ ...NOWHERE, paymentId: found.value }) : said;
  }
  if (meaning === 'set_aside') return note.trim() === '' ? refuse('bank_reason', {}, 'note') : ok(NOWHERE);
  if (meaning === 'fund') {
    // The remittance posted it already: the bank only says so too
    const leftFen = await fundRoom(tx);
    return leftFen >= 0 ? ok(NOWHERE) : refuse('bank_fund_room', { lineFen: -line.amountFen, overFen: -leftFen });
  }
  let organisationId: number | null = null;
  if (meaning === 'remittance') {
    const member = await organisationByCode(tx, given.organisationCode ?? '');
    if (member === undefined || isOutside(member.path)) return refuse('bank_no_member', {}, 'organisation');
    organisationId = member.id;
  }
  const posted = await post(tx, word, meaning, await entriesOf(tx, line, meaning, organisationId, false));
  return posted.ok ? ok({ ...NOWHERE, organisationId }) : posted;
}

/** Refuses who imported the statement for what no other paper speaks for, and who may not decide the meaning at all. */
async function checkDecider(tx: Tx, actor: Actor, line: LineRow, meaning: Meaning): Promise<Result<undefined>> {
  const [source] = await tx.select().from(bankStatement).where(eq(bankStatement.id, line.statementId));
  const accounts = may(actor.roles, 'statement.import');
  const person = { accounts, witnesses: may(actor.roles, 'payment.approve'), imported: false };
  if (!mayDecide(meaning, person)) return refuseWithout('statement.import');
  const imported = source?.importedBy === actor.userId;
  return mayDecide(meaning, { ...person, imported }) ? ok() : refuse('bank_own_statement', { line: line.lineNumber });
}

/** Who said what a line means, for whom came second. */
export async function refuseDecided(tx: Tx, lineId: number): Promise<Refusal> {
  const [row] = await tx
    .select({ who: person.name, meaning: bankLine.meaning, at: bankLine.decidedAt })
    .from(bankLine)
    .innerJoin(person, eq(person.id, bankLine.decidedBy))
    .where(eq(bankLine.id, lineId));
  return row === undefined ? refuse('not_found') : refuse('bank_line_decided', row);
}

/** Says what one line means and posts it, inside the transaction of the act. Refuses what `decideLines` refuses. */
export async function decide(tx: Tx, actor: Actor, at: number, given: Decision): Promise<Result<undefined>> {
  const [line] = await tx
    .update(bankLine)
    .set({ meaning: given.meaning, decidedBy: actor.userId, decidedAt: at, note: given.note })
    .where(and(eq(bankLine.id, given.lineId), eq(bankLine.meaning, 'unmatched')))
    .returning();
  if (line === undefined) return refuseDecided(tx, given.lineId);
  const allowed = await checkDecider(tx, actor, line, given.meaning);
  if (!allowed.ok) return allowed;
  if (!fitsDirection(given.meaning, line.amountFen)) return refuse('bank_direction', { meaning: given.meaning });
  if (given.meaning === 'failed_payment') {
    // Money can come back only after it went: the line of the payment is settled first
    const [row] = await tx
      .select()
      .from(payment)
      .where(eq(payment.id, given.paymentId ?? 0));
    if (row !== undefined && row.status !== 'confirmed') return refuse('bank_return_first');
  }
  const done = await carryOut(tx, wordOf(actor, at, line), line, given);
  if (!done.ok) return done;
  await tx.update(bankLine).set(done.value).where(eq(bankLine.id, line.id));
  return ok();
}

const MOST_LINES = 1000;

/** Refuses who may not say what these lines mean: what no other paper speaks for is for witnesses too. */
export function checkRoles(actor: Actor, decisions: readonly Pick<Decision, 'meaning'>[]): Result<undefined> {
  if (may(actor.roles, 'statement.import')) return ok();
  const witnesses = decisions.every(({ meaning }) => WITNESSED.includes(meaning));
  if (!witnesses) return refuseWithout('statement.import');
  return may(actor.roles, 'payment.approve') ? ok() : refuseWithout('statement.import', 'payment.approve');
}

/**
 * Says what lines mean, all or none. Refuses: a line that has a meaning, money in the wrong direction, a payment of
 * another amount, one that is confirmed already or not at the bank, a member that is none, a line set aside without
 * reason, and a fee or a line set aside that the importer of its statement decides.
 */
export async function decideLines(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { decisions: Decision[] } },
): Promise<Answer<{ count: number }>> {
  const { key, input } = request;
  const { decisions } = input;
  const subject = decisions.length === 1 ? `line ${decisions[0]?.lineId}` : `${decisions.length} lines`;
  return command(services, actor, { act: 'bank.decide', key, input, subject }, async (tx, at) => {
    const allowed = checkRoles(actor, decisions);
    if (!allowed.ok) return allowed;
    if (decisions.length === 0) return refuse('bank_none');
    if (decisions.length > MOST_LINES) return refuse('bank_too_many', { most: MOST_LINES });
    for (const decision of [...decisions].sort((a, b) => a.lineId - b.lineId)) {
      const done = await decide(tx, actor, at, decision);
      if (!done.ok) return done;
    }
    return ok({ value: { count: decisions.length }, subject, after: input });
  });
}

async function takeBack(tx: Tx, word: BankWord, line: LineRow): Promise<Result<unknown>> {
  const { meaning, paymentId, organisationId } = line;
  if (meaning === 'payment') return unconfirmPayment(tx, word, paymentId ?? 0);
  if (meaning === 'failed_payment') return unreturnPayment(tx, word, paymentId ?? 0);
  if (meaning === 'unmatched' || meaning === 'set_aside' || meaning === 'fund') return ok();
  return post(tx, word, meaning, await entriesOf(tx, line, meaning, organisationId, true));
}

/** Takes a meaning back, with a correcting entry of today; the line waits again. Refuses when it cannot be undone. */
export async function undoLine(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { lineId: number; reason: string } },
): Promise<Answer<{ statementId: number }>> {
  const { key, input } = request;
  const subject = `line ${input.lineId}`;
  return command(services, actor, { act: 'bank.undo', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'statement.import')) return refuseWithout('statement.import');
    const [line] = await tx.select().from(bankLine).where(eq(bankLine.id, input.lineId));
    if (line === undefined) return refuse('not_found');
    const nothing = { paymentId: null, organisationId: null, decidedBy: null, decidedAt: null };
    const [freed] = await tx
      .update(bankLine)
      .set({ meaning: 'unmatched', note: input.reason, ...nothing })
      .where(and(eq(bankLine.id, line.id), eq(bankLine.meaning, line.meaning)))
      .returning({ id: bankLine.id });
    if (freed === undefined || line.meaning === 'unmatched') return refuse('bank_line_open');
    const word = { ...wordOf(actor, at, line), occurredAt: at };
    const back = await takeBack(tx, word, line);
    if (!back.ok) return back;
    const member = line.organisationId === null ? undefined : await organisationById(tx, line.organisationId);
    const before = { meaning: line.meaning, paymentId: line.paymentId, organisation: member?.code ?? null };
    return ok({ value: { statementId: line.statementId }, subject, before, after: { reason: input.reason } });
  });
}
