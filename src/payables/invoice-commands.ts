/** Invoices: recorded once, spread over what they are for, withdrawn with a reason while nothing was paid on them. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { invoice, invoiceShare, payable } from '../../db/schema/payables.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { shareWhole } from '../kernel/share.ts';
import { partyByCode } from '../parties/queries.ts';
import { rematch } from './match-commands.ts';
import { readLots } from './rules.ts';

export interface InvoiceInput {
  partyCode: string;
  kind: 'distributor' | 'maker';
  /** 发票代码; empty for invoices that have a number alone. */
  code: string;
  number: string;
  issuedOn: string;
  /** With tax, fen. */
  amountFen: number;
  taxFen: number;
  lots: string;
  /** How much of it is for which payable; of a maker's invoice only which. */
  shares: { payableId: number; amountFen: number }[];
}

const addInvoiced = statement(
  `update payable set invoiced_fen = invoiced_fen + given.amount
   from ${rowset('rows', { id: 'int', amount: 'int' })} as given
   where payable.id = given.id and payable.held_fen = 0 and payable.paid_fen = 0 returning payable.id`,
);

type Share = InvoiceInput['shares'][number];

/** The amounts of the shares: typed ones must add up to the invoice; a maker's price is its own, shared by weight. */
function sharesOf(input: InvoiceInput, owed: ReadonlyMap<number, number>): Result<Share[]> {
  const given = input.shares.filter((share) => input.kind === 'maker' || share.amountFen > 0);
  if (given.length === 0) return refuse('invoice_no_share', {}, 'shares');
  if (new Set(given.map((share) => share.payableId)).size !== given.length) return refuse('invoice_no_share');
  if (given.some((share) => !owed.has(share.payableId))) return refuse('invoice_other_supplier', {}, 'shares');
  if (input.kind === 'distributor') {
    const sum = given.reduce((total, share) => total + share.amountFen, 0);
    if (sum === input.amountFen) return ok(given);
    return refuse('invoice_not_spread', { amountFen: input.amountFen, sumFen: sum }, 'shares');
  }
  if (input.amountFen < given.length) return refuse('amount_invalid', {}, 'amount');
  const weights = given.map((share) => owed.get(share.payableId) ?? 1);
  const parts = shareWhole(input.amountFen - given.length, weights);
  return ok(given.map((share, index) => ({ payableId: share.payableId, amountFen: (parts[index] ?? 0) + 1 })));
}

async function writeInvoice(tx: Tx, actor: Actor, at: number, partyId: number, input: InvoiceInput) {
  const { partyCode: _code, shares: _shares, lots, ...facts } = input;
  const [row] = await tx
    .insert(invoice)
    .values({ ...facts, lots: readLots(lots).join(' '), partyId, recordedBy: actor.userId, recordedAt: at })
    .onConflictDoNothing()
    .returning({ id: invoice.id });
  return row?.id;
}

/**
 * Records an invoice. Refuses: a day to come, tax above the amount, shares that do not add up to it or belong to
 * another supplier, an invoice that is there already, payables that are in a run or paid.
 */
export async function recordInvoice(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: InvoiceInput },
): Promise<Answer<{ id: number; number: string }>> {
  const { key, input } = request;
  const subject = `${input.partyCode} ${input.number}`;
  return command(services, actor, { act: 'payable.record_invoice', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'invoice.record')) return refuseWithout('invoice.record');
    const supplier = await partyByCode(tx, input.partyCode);
    if (supplier === undefined) return refuse('not_found');
    if (input.issuedOn > dayOf(at)) return refuse('invoice_future', { day: input.issuedOn }, 'issuedOn');
    if (input.amountFen <= 0) return refuse('amount_invalid', {}, 'amount');
    if (input.taxFen < 0 || input.taxFen > input.amountFen) return refuse('invoice_tax', {}, 'tax');
    const ids = input.shares.map((share) => share.payableId);
    const rows = await tx
      .select({ id: payable.id, amountFen: payable.amountFen })
      .from(payable)
      .where(and(inArray(payable.id, ids.length === 0 ? [0] : ids), eq(payable.partyId, supplier.id)));
    const shares = sharesOf(input, new Map(rows.map((row) => [row.id, row.amountFen])));
    if (!shares.ok) return shares;
    const id = await writeInvoice(tx, actor, at, supplier.id, input);
    if (id === undefined) return refuse('invoice_twice', { number: input.number }, 'number');
    await tx.insert(invoiceShare).values(shares.value.map((share) => ({ ...share, invoiceId: id })));
    if (input.kind === 'distributor') {
      const added = shares.value.map((share) => ({ id: share.payableId, amount: share.amountFen }));
      const done = await tx.run(addInvoiced, { rows: added });
      if (done.length !== added.length) return refuse('invoice_paid');
    }
    await rematch(tx, ids);
    return ok({ value: { id, number: input.number }, subject, after: { ...input, shares: shares.value.length } });
  });
}

/** Why nothing was taken back: it is not there, or somebody did it before. */
async function refuseWithdrawn(tx: Tx, id: number): Promise<Refusal> {
  const [row] = await tx.select().from(invoice).where(eq(invoice.id, id));
  if (row === undefined) return refuse('not_found');
  return refuse('invoice_withdrawn', { number: row.number, why: row.withdrawnReason });
}

/** Takes an invoice back that was recorded wrongly. Refuses when a payable of it is in a run or paid. */
export async function withdrawInvoice(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { id: number; reason: string } },
): Promise<Answer<{ number: string }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'payable.withdraw_invoice', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'invoice.record')) return refuseWithout('invoice.record');
    const [row] = await tx
      .update(invoice)
      .set({ withdrawnAt: at, withdrawnReason: input.reason })
      .where(and(eq(invoice.id, input.id), isNull(invoice.withdrawnAt)))
      .returning({ number: invoice.number, kind: invoice.kind, partyId: invoice.partyId });
    if (row === undefined) return refuseWithdrawn(tx, input.id);
    about(row.number);
    const shares = await tx.select().from(invoiceShare).where(eq(invoiceShare.invoiceId, input.id));
    const ids = shares.map((share) => share.payableId);
    const sign = row.kind === 'distributor' ? -1 : 0;
    const taken = shares.map((share) => ({ id: share.payableId, amount: sign * share.amountFen }));
    const done = await tx.run(addInvoiced, { rows: taken });
    if (done.length !== taken.length) return refuse('invoice_paid');
    await rematch(tx, ids);
    return ok({ value: { number: row.number }, subject: row.number, after: { reason: input.reason } });
  });
}
