/** A supplier's own view: what it delivered, when that is due, and what was paid. Nobody else's, and no reasons. */
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { creditNote, payable, payment, paymentRun } from '../../db/schema/payables.ts';

const MOST = 200;

/** Payables, payments and credit notes of one supplier, newest first; `before` is the id of the last payable shown. */
export async function supplierStatements(db: Db, partyId: number, before = Number.MAX_SAFE_INTEGER) {
  const payables = await db
    .select({
      id: payable.id,
      receipt: document.number,
      acceptedOn: payable.acceptedOn,
      dueOn: payable.dueOn,
      amountFen: payable.amountFen,
      invoicedFen: payable.invoicedFen,
      creditedFen: payable.creditedFen,
      paidFen: payable.paidFen,
      paidOn: payable.paidOn,
      /** An invoice is missing or differs: what the supplier can do something about. */
      blocked: payable.blocked,
    })
    .from(payable)
    .innerJoin(document, eq(document.id, payable.receiptId))
    .where(and(eq(payable.partyId, partyId), lt(payable.id, before)))
    .orderBy(desc(payable.id))
    .limit(MOST);
  const payments = await db
    .select({
      number: document.number,
      payOn: paymentRun.payOn,
      amountFen: payment.amountFen,
      status: payment.status,
    })
    .from(payment)
    .innerJoin(paymentRun, eq(paymentRun.documentId, payment.runId))
    .innerJoin(document, eq(document.id, payment.runId))
    .where(and(eq(payment.partyId, partyId), inArray(payment.status, ['approved', 'confirmed', 'failed'])))
    .orderBy(desc(payment.id))
    .limit(MOST);
  const credits = await db
    .select({
      id: creditNote.id,
      amountFen: creditNote.amountFen,
      setOffFen: creditNote.setOffFen,
      madeAt: creditNote.madeAt,
    })
    .from(creditNote)
    .where(eq(creditNote.partyId, partyId))
    .orderBy(desc(creditNote.id))
    .limit(MOST);
  return { payables, payments, credits };
}
