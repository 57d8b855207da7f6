/** One payment's run, and the payments that a line of the bank may be. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { party } from '../../db/schema/parties.ts';
import { payment } from '../../db/schema/payables.ts';
import type { RunState } from './rules.ts';

/** The run that a payment is in. */
export async function documentOfPayment(db: Db, paymentId: number) {
  const [row] = await db
    .select({ documentId: document.id, number: document.number, status: document.status })
    .from(payment)
    .innerJoin(document, eq(document.id, payment.runId))
    .where(eq(payment.id, paymentId));
  return row && { ...row, status: row.status as RunState };
}

export interface BankPayment {
  id: number;
  number: string;
  lineNumber: number;
  party: string;
  accountName: string;
  accountNumber: string;
  amountFen: number;
  status: 'approved' | 'confirmed';
}

const MOST_CONFIRMED = 2000;

/** Payments of which the bank may speak: those it was asked for, and the latest it made, for what comes back. */
export async function paymentsAtBank(db: Db, state: 'approved' | 'confirmed'): Promise<BankPayment[]> {
  const sent = ['exported', 'partly_confirmed', 'confirmed'];
  const rows = await db
    .select({ row: payment, number: document.number, party: party.shortName })
    .from(payment)
    .innerJoin(document, eq(document.id, payment.runId))
    .innerJoin(party, eq(party.id, payment.partyId))
    .where(and(eq(payment.status, state), inArray(document.status, sent)))
    .orderBy(desc(payment.id))
    .limit(MOST_CONFIRMED);
  return rows.map(({ row, number, party: name }) => {
    const { id, lineNumber, accountName, accountNumber, amountFen } = row;
    return { id, number, lineNumber, party: name, accountName, accountNumber, amountFen, status: state };
  });
}
