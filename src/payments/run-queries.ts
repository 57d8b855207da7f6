/** A payment run with its payments and shares, as acts and pages read it. */
import { asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { party } from '../../db/schema/parties.ts';
import { payable, payment, paymentRun, paymentShare } from '../../db/schema/payables.ts';
import { interestsOf } from '../parties/queries.ts';
import type { RunState } from './rules.ts';

export interface RunRow {
  documentId: number;
  number: string;
  status: RunState;
  version: number;
  payOn: string;
  amountFen: number;
  note: string;
  exportedAt: number | null;
  createdBy: number;
  createdAt: number;
}

export async function runByNumber(db: Db, number: string): Promise<RunRow | undefined> {
  const [row] = await db
    .select({ run: paymentRun, paper: document })
    .from(paymentRun)
    .innerJoin(document, eq(document.id, paymentRun.documentId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const { number: own, status, version, createdBy, createdAt } = row.paper;
  return { ...row.run, number: own, status: status as RunState, version, createdBy, createdAt };
}

export interface ShareRow {
  id: number;
  payableId: number;
  receipt: string;
  part: number;
  dueOn: string;
  amountFen: number;
  creditNoteId: number | null;
  creditFen: number;
}

export interface PaymentRow {
  id: number;
  lineNumber: number;
  partyId: number;
  party: string;
  partyCode: string;
  /** Short name of the member that the supplier is too. */
  member: string | null;
  memberId: number | null;
  amountFen: number;
  accountName: string;
  bankName: string;
  accountNumber: string;
  status: 'prepared' | 'approved' | 'confirmed' | 'failed' | 'cancelled';
  holdId: number | null;
  reason: string;
  shares: ShareRow[];
}

const receiptPaper = alias(document, 'receipt_paper');

/** The payments of a run in their order, with what each is made of. */
export async function paymentsOf(db: Db, runId: number): Promise<PaymentRow[]> {
  const rows = await db
    .select({ row: payment, party: party.shortName, partyCode: party.code })
    .from(payment)
    .innerJoin(party, eq(party.id, payment.partyId))
    .where(eq(payment.runId, runId))
    .orderBy(asc(payment.lineNumber));
  const shares = await db
    .select({
      id: paymentShare.id,
      paymentId: paymentShare.paymentId,
      payableId: paymentShare.payableId,
      receipt: receiptPaper.number,
      part: payable.part,
      dueOn: payable.dueOn,
      amountFen: paymentShare.amountFen,
      creditNoteId: paymentShare.creditNoteId,
      creditFen: paymentShare.creditFen,
    })
    .from(paymentShare)
    .innerJoin(payment, eq(payment.id, paymentShare.paymentId))
    .innerJoin(payable, eq(payable.id, paymentShare.payableId))
    .innerJoin(receiptPaper, eq(receiptPaper.id, payable.receiptId))
    .where(eq(payment.runId, runId))
    .orderBy(asc(paymentShare.id));
  const interests = await interestsOf(
    db,
    rows.map(({ row }) => row.partyId),
  );
  return rows.map(({ row, party: name, partyCode }) => {
    const { runId: _run, ...own } = row;
    const interest = interests.get(row.partyId);
    const member = { member: interest?.name ?? null, memberId: interest?.organisationId ?? null };
    const parts = shares.filter((share) => share.paymentId === row.id);
    return { ...own, party: name, partyCode, ...member, shares: parts.map(({ paymentId: _id, ...share }) => share) };
  });
}
