/** One payable with everything it is made of: three papers side by side, invoices, credit notes, claims, payments. */
import { asc, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import {
  creditNote,
  invoice,
  invoiceShare,
  payable,
  payableClaim,
  payment,
  paymentShare,
} from '../../db/schema/payables.ts';
import { receipt } from '../../db/schema/receipts.ts';
import { person } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import { type DocumentKind, kindOfNumber } from '../documents/kinds.ts';
import { amountFen } from '../kernel/money.ts';
import { interestsOf } from '../parties/queries.ts';
import { basisOn, ruleOn } from '../settings/queries.ts';
import { creditedOf } from './claim-queries.ts';
import { type PayableLine, payableRows } from './list-queries.ts';
import { differenceLimit, differenceOf, type MatchState, matchOf } from './rules.ts';

const proposer = alias(person, 'proposer');
const decider = alias(person, 'decider');
const returned = alias(document, 'returned');

const linesOfReceipt = statement(
  `select receipt_line.accepted_base, receipt_line.amount_fen, receipt_line.lot_number, order_line.price_pack,
     item.pack_size, item.generic_name, item.strength
   from receipt_line join order_line on order_line.id = receipt_line.order_line_id
   join item on item.id = order_line.item_id
   where receipt_line.receipt_id = :receiptId and receipt_line.accepted_base > 0 order by receipt_line.line_number`,
);

interface LineRow {
  accepted_base: number;
  amount_fen: number;
  lot_number: string;
  price_pack: number;
  pack_size: number;
  generic_name: string;
  strength: string;
}

async function invoicesOf(db: Db, payableId: number) {
  return db
    .select({
      id: invoice.id,
      kind: invoice.kind,
      code: invoice.code,
      number: invoice.number,
      issuedOn: invoice.issuedOn,
      lots: invoice.lots,
      withdrawnAt: invoice.withdrawnAt,
      shareFen: invoiceShare.amountFen,
    })
    .from(invoiceShare)
    .innerJoin(invoice, eq(invoice.id, invoiceShare.invoiceId))
    .where(eq(invoiceShare.payableId, payableId))
    .orderBy(asc(invoice.id));
}

async function creditsOf(db: Db, payableId: number) {
  return db
    .select({
      id: creditNote.id,
      reason: creditNote.reason,
      amountFen: creditNote.amountFen,
      setOffFen: creditNote.setOffFen,
      madeAt: creditNote.madeAt,
      returnNumber: returned.number,
    })
    .from(creditNote)
    .leftJoin(returned, eq(returned.id, creditNote.returnId))
    .where(eq(creditNote.payableId, payableId))
    .orderBy(asc(creditNote.id));
}

async function claimsOf(db: Db, payableId: number) {
  return db
    .select({ row: payableClaim, proposedByName: proposer.name, decidedByName: decider.name })
    .from(payableClaim)
    .leftJoin(proposer, eq(proposer.id, payableClaim.proposedBy))
    .leftJoin(decider, eq(decider.id, payableClaim.decidedBy))
    .where(eq(payableClaim.payableId, payableId))
    .orderBy(desc(payableClaim.id));
}

async function paymentsOf(db: Db, payableId: number) {
  return db
    .select({
      number: document.number,
      status: payment.status,
      reason: payment.reason,
      amountFen: paymentShare.amountFen,
      creditFen: paymentShare.creditFen,
    })
    .from(paymentShare)
    .innerJoin(payment, eq(payment.id, paymentShare.paymentId))
    .innerJoin(document, eq(document.id, payment.runId))
    .where(eq(paymentShare.payableId, payableId))
    .orderBy(asc(paymentShare.id));
}

export interface ThreePapers {
  /** Order price × accepted, what the receipt booked as a whole, what is invoiced of this payable; fen. */
  orderFen: number;
  receiptFen: number;
  invoicedFen: number;
  returnedFen: number;
  /** Invoiced above or below what is left, fen. */
  differenceFen: number;
  limitFen: number;
  state: MatchState;
}

export interface PayableRecord extends PayableLine {
  /** The paper that made it owed. */
  kind: DocumentKind;
  /** Empty when it is owed by another paper than a receipt. */
  order: string;
  invoicesSeen: typeof receipt.$inferSelect.invoices;
  member: string | null;
  papers: ThreePapers;
  goods: { name: string; lot: string; amountFen: number }[];
  invoices: Awaited<ReturnType<typeof invoicesOf>>;
  credits: Awaited<ReturnType<typeof creditsOf>>;
  claims: Awaited<ReturnType<typeof claimsOf>>;
  payments: Awaited<ReturnType<typeof paymentsOf>>;
  terms: { generalDays: number; volumeMonths: number; legalBasis: string };
}

async function termsOn(db: Db, day: string): Promise<PayableRecord['terms']> {
  return { ...(await ruleOn(db, 'payment_terms', day)), legalBasis: await basisOn(db, 'payment_terms', day) };
}

/** Everything about a payable; undefined when there is none. */
export async function payableById(db: Db, id: number): Promise<PayableRecord | undefined> {
  const [line] = await payableRows(db).where(eq(payable.id, id));
  const [own] = await db
    .select({ receiptId: payable.receiptId, partyId: payable.partyId, order: document.number, seen: receipt.invoices })
    .from(payable)
    .leftJoin(receipt, eq(receipt.documentId, payable.receiptId))
    .leftJoin(document, eq(document.id, receipt.orderId))
    .where(eq(payable.id, id));
  if (line === undefined || own === undefined) return undefined;
  const goods = await db.run<LineRow>(linesOfReceipt, { receiptId: own.receiptId });
  const claims = await claimsOf(db, id);
  const agreed = claims.filter(({ row }) => row.kind === 'invoice_difference' && row.status === 'agreed');
  const returnedFen = await creditedOf(db, id);
  const tolerance = await ruleOn(db, 'match_tolerance', line.acceptedOn);
  const given = { amountFen: line.amountFen, returnedFen, invoicedFen: line.invoicedFen };
  const agreedFen = Math.max(0, ...agreed.map(({ row }) => row.amountFen));
  const priced = (row: LineRow) => amountFen(row.accepted_base, row.pack_size, row.price_pack);
  return {
    ...line,
    kind: kindOfNumber(line.receipt) ?? 'receipt',
    order: own.order ?? '',
    invoicesSeen: own.seen ?? 'exempt',
    member: (await interestsOf(db, [own.partyId])).get(own.partyId)?.name ?? null,
    papers: {
      orderFen: own.order === null ? line.amountFen : goods.reduce((sum, row) => sum + priced(row), 0),
      receiptFen: own.order === null ? line.amountFen : goods.reduce((sum, row) => sum + row.amount_fen, 0),
      invoicedFen: line.invoicedFen,
      returnedFen,
      differenceFen: line.invoicedFen === 0 ? 0 : differenceOf(given),
      limitFen: differenceLimit(line.amountFen, tolerance.agreedPercent),
      state: matchOf({ ...given, agreedFen }, tolerance.yuan * 100),
    },
    goods: goods.map((row) => {
      return { name: `${row.generic_name} ${row.strength}`, lot: row.lot_number, amountFen: row.amount_fen };
    }),
    invoices: await invoicesOf(db, id),
    credits: await creditsOf(db, id),
    claims,
    payments: await paymentsOf(db, id),
    terms: await termsOn(db, line.acceptedOn),
  };
}
