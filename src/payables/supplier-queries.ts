/** A supplier's own view: what it delivered, when that is due, and what was paid. Nobody else's, and no reasons. */
import { and, desc, eq, like, lt, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { creditNote, payable, payment, paymentRun } from '../../db/schema/payables.ts';

const MOST = 200;
const NEWEST = Number.MAX_SAFE_INTEGER;

export interface SupplierAsked {
  /** Number of a receipt, or a part of it. */
  q?: string | undefined;
  /** Ids of the last payable and the last payment of the page before. */
  before?: number | undefined;
  paidBefore?: number | undefined;
  limit?: number;
}

/** Payables, payments and credit notes of one supplier, newest first. */
export async function supplierStatements(db: Db, partyId: number, asked: SupplierAsked = {}) {
  const { q = '', before = NEWEST, paidBefore = NEWEST, limit = MOST } = asked;
  const typed = q
    .trim()
    .toUpperCase()
    .replace(/[%_\\]/g, '');
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
    .where(
      and(
        eq(payable.partyId, partyId),
        lt(payable.id, before),
        typed === '' ? undefined : like(document.number, `%${typed}%`),
      ),
    )
    .orderBy(desc(payable.id))
    .limit(limit);
  const payments = await db
    .select({
      id: payment.id,
      number: document.number,
      payOn: paymentRun.payOn,
      amountFen: payment.amountFen,
      status: payment.status,
    })
    .from(payment)
    .innerJoin(paymentRun, eq(paymentRun.documentId, payment.runId))
    .innerJoin(document, eq(document.id, payment.runId))
    .where(and(eq(payment.partyId, partyId), eq(payment.status, 'confirmed'), lt(payment.id, paidBefore)))
    .orderBy(desc(payment.id))
    .limit(limit);
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

/** All that is open to one supplier, fen. */
export async function openToSupplier(db: Db, partyId: number): Promise<number> {
  const open = sql<number>`coalesce(sum(${payable.amountFen} - ${payable.paidFen} - ${payable.creditedFen}), 0)`;
  const [row] = await db.select({ fen: open }).from(payable).where(eq(payable.partyId, partyId));
  return Number(row?.fen ?? 0);
}
