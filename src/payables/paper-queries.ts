/** Invoices and credit notes as lists, what an invoice can be for, and the suppliers who wait for one. */
import { and, asc, desc, eq, gt, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { party } from '../../db/schema/parties.ts';
import { creditNote, invoice, payable } from '../../db/schema/payables.ts';
import { person } from '../../db/schema/users.ts';

const plain = (typed: string | undefined) => (typed ?? '').trim().replace(/[%_\\]/g, '');

/** Invoices, newest first, before the id `before`; found by number or supplier. */
export async function listInvoices(
  db: Db,
  filter: { q?: string | undefined; party?: string | undefined },
  page: { limit: number; before: number },
) {
  const typed = plain(filter.q);
  const words = or(like(invoice.number, `%${typed}%`), like(party.searchText, `%${typed.toLowerCase()}%`));
  const rows = await db
    .select({ row: invoice, party: party.shortName, partyCode: party.code, recordedBy: person.name })
    .from(invoice)
    .innerJoin(party, eq(party.id, invoice.partyId))
    .leftJoin(person, eq(person.id, invoice.recordedBy))
    .where(
      and(
        lt(invoice.id, page.before),
        typed === '' ? undefined : words,
        filter.party ? eq(party.code, filter.party) : undefined,
      ),
    )
    .orderBy(desc(invoice.id))
    .limit(page.limit);
  return rows.map(({ row, ...names }) => ({ ...row, ...names }));
}

export type InvoiceLine = Awaited<ReturnType<typeof listInvoices>>[number];

const MOST_TARGETS = 50;

/** What a credit note can be set off against: the supplier's open payables that are in no run, first due first. */
export async function setOffTargets(db: Db, noteId: number) {
  const openFen = sql<number>`${payable.amountFen} - ${payable.paidFen} - ${payable.creditedFen} - ${payable.heldFen}`;
  const rows = await db
    .select({ id: payable.id, receipt: document.number, dueOn: payable.dueOn, openFen })
    .from(creditNote)
    .innerJoin(payable, eq(payable.partyId, creditNote.partyId))
    .innerJoin(document, eq(document.id, payable.receiptId))
    .where(and(eq(creditNote.id, noteId), gt(openFen, 0)))
    .orderBy(asc(payable.dueOn), asc(payable.id))
    .limit(MOST_TARGETS);
  return rows.map((row) => ({ ...row, openFen: Number(row.openFen) }));
}

export type SetOffTarget = Awaited<ReturnType<typeof setOffTargets>>[number];

const MOST_OPEN = 200;

/** Payables of a supplier that are not wholly invoiced and neither in a run nor paid, first due first. */
export async function toInvoice(db: Db, partyId: number) {
  return db
    .select({
      id: payable.id,
      receipt: document.number,
      part: payable.part,
      dueOn: payable.dueOn,
      amountFen: payable.amountFen,
      invoicedFen: payable.invoicedFen,
      blocked: payable.blocked,
    })
    .from(payable)
    .innerJoin(document, eq(document.id, payable.receiptId))
    .where(
      and(
        eq(payable.partyId, partyId),
        eq(payable.heldFen, 0),
        eq(payable.paidFen, 0),
        or(gt(sql`${payable.amountFen} - ${payable.invoicedFen}`, 0), eq(payable.blocked, 'invoices_missing')),
      ),
    )
    .orderBy(asc(payable.dueOn), asc(payable.id))
    .limit(MOST_OPEN);
}

export type InvoiceableLine = Awaited<ReturnType<typeof toInvoice>>[number];

/** Suppliers to whom something is open: a choice for the form. */
export async function suppliersOwed(db: Db) {
  return db
    .selectDistinct({ code: party.code, name: party.shortName })
    .from(payable)
    .innerJoin(party, eq(party.id, payable.partyId))
    .where(sql`${payable.amountFen} > ${payable.paidFen} + ${payable.creditedFen}`)
    .orderBy(asc(party.code));
}

/** Credit notes, newest first, before the id `before`. */
export async function listCredits(
  db: Db,
  filter: { q?: string | undefined; party?: string | undefined },
  page: { limit: number; before: number },
) {
  const typed = plain(filter.q);
  const words = or(like(creditNote.reason, `%${typed}%`), like(party.searchText, `%${typed.toLowerCase()}%`));
  return db
    .select({
      id: creditNote.id,
      party: party.shortName,
      partyCode: party.code,
      payableId: creditNote.payableId,
      receipt: document.number,
      reason: creditNote.reason,
      amountFen: creditNote.amountFen,
      setOffFen: creditNote.setOffFen,
      madeBy: person.name,
      madeAt: creditNote.madeAt,
    })
    .from(creditNote)
    .innerJoin(party, eq(party.id, creditNote.partyId))
    .innerJoin(payable, eq(payable.id, creditNote.payableId))
    .innerJoin(document, eq(document.id, payable.receiptId))
    .leftJoin(person, eq(person.id, creditNote.madeBy))
    .where(
      and(
        lt(creditNote.id, page.before),
        typed === '' ? undefined : words,
        filter.party ? eq(party.code, filter.party) : undefined,
      ),
    )
    .orderBy(desc(creditNote.id))
    .limit(page.limit);
}

export type CreditLine = Awaited<ReturnType<typeof listCredits>>[number];
