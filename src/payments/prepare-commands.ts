/** Preparing a payment run: from payables that may be paid, one payment a supplier, credit notes set off first. */
import { and, asc, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { creditNote, payment, paymentRun, paymentShare } from '../../db/schema/payables.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import type { BankDetails } from '../parties/queries.ts';
import { setOffAll } from '../payables/credit-commands.ts';
import { checkBanks, checkGate, checkPerson, lockedPayables, type WantedRow, whyUnready } from './check-queries.ts';
import { moneyOf, type PaymentShare, sharesFor } from './rules.ts';

export interface RunInput {
  payOn: string;
  payableIds: number[];
  note: string;
}

const MOST_PAYABLES = 2000;

const lockNotes = statement(
  `select id from credit_note where amount_fen > set_off_fen
     and party_id in (select id from ${rowset('ids', { id: 'int' })} as given) order by id ${forUpdate}`,
);

/** The guard against paying twice: holds only what is free, unblocked and invoiced. */
const holdPayables = statement(
  `update payable set held_fen = held_fen + given.amount
   from ${rowset('rows', { id: 'int', amount: 'int' })} as given
   where payable.id = given.id and payable.blocked is null and payable.invoiced_fen > 0
     and payable.credited_fen + payable.held_fen + payable.paid_fen + given.amount <= payable.amount_fen
   returning payable.id`,
);

interface Planned {
  partyId: number;
  shares: PaymentShare[];
}

/** Shares by supplier, in the order in which their first payable is due. */
async function planPayments(tx: Tx, rows: readonly WantedRow[]): Promise<Planned[]> {
  const parties = [...new Set(rows.map((row) => row.party_id))];
  await tx.run(lockNotes, { ids: parties.map((id) => ({ id })) });
  const notes = await tx
    .select()
    .from(creditNote)
    .where(and(isOneOf(creditNote.partyId, parties), sql`${creditNote.amountFen} > ${creditNote.setOffFen}`))
    .orderBy(asc(creditNote.id));
  return parties.map((partyId) => {
    const owing = rows
      .filter((row) => row.party_id === partyId)
      .map((row) => ({ payableId: row.id, openFen: row.open_fen }));
    const credits = notes
      .filter((note) => note.partyId === partyId)
      .map((note) => ({ noteId: note.id, leftFen: note.amountFen - note.setOffFen }));
    return { partyId, shares: sharesFor(owing, credits) };
  });
}

/** Holds what is paid in money and sets the credit notes off, all or none. */
async function takePayables(tx: Tx, planned: readonly Planned[]): Promise<Result<undefined>> {
  const shares = planned.flatMap((one) => one.shares);
  const offs = shares.flatMap(({ noteId, payableId, creditFen }) =>
    noteId === null ? [] : [{ noteId, payableId, amountFen: creditFen }],
  );
  const off = await setOffAll(tx, offs);
  if (!off.ok) return off;
  const held = shares
    .filter((share) => share.amountFen > 0)
    .map((share) => ({ id: share.payableId, amount: share.amountFen }))
    .sort((a, b) => a.id - b.id);
  if (held.length === 0) return ok();
  const done = await tx.run(holdPayables, { rows: held });
  return done.length === held.length ? ok() : refuse('payment_taken');
}

async function writePayments(tx: Tx, runId: number, paid: readonly Planned[], banks: Map<number, BankDetails>) {
  for (const [index, { partyId, shares }] of paid.entries()) {
    const bank = banks.get(partyId) ?? { accountName: '', bankName: '', accountNumber: '' };
    const { accountName, bankName, accountNumber } = bank;
    const head = { runId, lineNumber: index + 1, partyId, amountFen: moneyOf(shares), status: 'prepared' as const };
    const [row] = await tx
      .insert(payment)
      .values({ ...head, accountName, bankName, accountNumber })
      .returning({ id: payment.id });
    const paymentId = row?.id ?? 0;
    await tx.insert(paymentShare).values(
      shares.map(({ payableId, amountFen, noteId, creditFen }) => {
        return { paymentId, payableId, amountFen, creditNoteId: noteId, creditFen };
      }),
    );
  }
}

async function check(tx: Tx, actor: Actor, input: RunInput, rows: readonly WantedRow[], today: string) {
  if (input.payableIds.length === 0) return refuse('payment_none');
  if (input.payableIds.length > MOST_PAYABLES) return refuse('payment_too_many', { most: MOST_PAYABLES });
  if (input.payOn < today) return refuse('payment_day_past', { day: input.payOn }, 'payOn');
  if (rows.length !== new Set(input.payableIds).size) return refuse('not_found');
  for (const row of rows) {
    const unready = whyUnready(row);
    if (unready !== undefined) return unready;
  }
  const person = await checkPerson(tx, actor, rows);
  if (!person.ok) return person;
  const gate = await checkGate(tx, rows, input.payOn);
  return gate.ok ? checkBanks(tx, rows) : gate;
}

/**
 * Prepares a run. Refuses: nothing chosen, a past day, what is blocked, without invoice, in another run, paid by the
 * fund, or of the own hands; a supplier without confirmed account or of the own member; the fund's duty unpaid. A
 * supplier whose credit notes cover everything gets no payment: they are set off at once.
 */
export async function prepareRun(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: RunInput },
): Promise<Answer<{ number: string; amountFen: number }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'payment.prepare', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'payment.prepare')) return refuseWithout('payment.prepare');
    const rows = await lockedPayables(tx, input.payableIds);
    const checked = await check(tx, actor, input, rows, dayOf(at));
    if (!checked.ok) return checked;
    const planned = await planPayments(tx, rows);
    const paid = planned.filter((one) => moneyOf(one.shares) > 0);
    if (paid.length === 0) return refuse('payment_all_credit');
    const taken = await takePayables(tx, planned);
    if (!taken.ok) return taken;
    const head = await headOrganisation(tx);
    const organisationId = head?.id ?? actor.organisationId;
    const amountFen = paid.reduce((sum, one) => sum + moneyOf(one.shares), 0);
    const opened = await openDocument(tx, {
      kind: 'payment',
      status: 'prepared',
      act: 'prepare',
      organisationId,
      counterpartId: null,
      actor,
      at,
      detail: { amountFen, payments: paid.length },
    });
    await tx.insert(paymentRun).values({ documentId: opened.id, payOn: input.payOn, amountFen, note: input.note });
    await writePayments(tx, opened.id, paid, checked.value);
    for (const receiptId of new Set(rows.map((row) => row.receipt_id))) {
      const ends = { fromDocumentId: receiptId, toDocumentId: opened.id };
      await addDocumentLink(tx, { kind: 'follows', ...ends, quantityBase: 0 });
    }
    const after = { payOn: input.payOn, amountFen, payments: paid.length, payables: rows.length };
    return ok({ value: { number: opened.number, amountFen }, subject: opened.number, after });
  });
}
