/** What we owe and how it is paid: payables by due day, invoices, credit notes, payment runs, claims. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { party } from './parties.ts';
import type { OwedChannel } from './plans.ts';
import { supplierReturn } from './receipts.ts';

/** Accepted goods to be paid. A receipt concluded in parts has several. */
export const payable = table(
  'payable',
  {
    id: id('id'),
    /** The document that made it owed: a receipt, the use of what a supplier owned, an acceptance of equipment. */
    receiptId: integer('receipt_id')
      .notNull()
      .references(() => document.id),
    part: integer('part').notNull(),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    channel: text('channel').$type<OwedChannel>().notNull(),
    amountFen: integer('amount_fen').notNull(),
    /** The clock starts when the goods passed inspection. */
    acceptedOn: text('accepted_on').notNull(),
    dueOn: text('due_on').notNull(),
    /** 医保基金 may settle directly. */
    payer: text('payer').$type<'account' | 'insurance_fund'>().notNull().default('account'),
    /** Why it may not be paid yet (两票 incomplete, invoice differs); null when free. */
    blocked: text('blocked').$type<'invoices_missing' | 'match_failed' | 'disputed'>(),
    blockedNote: text('blocked_note').notNull().default(''),
    invoicedFen: integer('invoiced_fen').notNull().default(0),
    /** Set off by credit notes; in runs that are not confirmed yet; paid. */
    creditedFen: integer('credited_fen').notNull().default(0),
    heldFen: integer('held_fen').notNull().default(0),
    paidFen: integer('paid_fen').notNull().default(0),
    paidOn: text('paid_on'),
  },
  (t) => [
    uniqueIndex('payable_part').on(t.receiptId, t.part),
    index('payable_due').on(t.dueOn, t.id).where(sql`amount_fen > paid_fen + credited_fen`),
    index('payable_party').on(t.partyId, t.id),
    check('payable_amount', sql`${t.amountFen} > 0 and ${t.invoicedFen} >= 0`),
    check(
      'payable_paid',
      sql`${t.creditedFen} >= 0 and ${t.heldFen} >= 0 and ${t.paidFen} >= 0
        and ${t.creditedFen} + ${t.heldFen} + ${t.paidFen} <= ${t.amountFen}`,
    ),
  ],
);

export const invoice = table(
  'invoice',
  {
    id: id('id'),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    /** 两票: the distributor's to us, and the maker's to the distributor. */
    kind: text('kind').$type<'distributor' | 'maker'>().notNull(),
    code: text('code').notNull().default(''),
    number: text('number').notNull(),
    issuedOn: text('issued_on').notNull(),
    /** With tax. */
    amountFen: integer('amount_fen').notNull(),
    taxFen: integer('tax_fen').notNull().default(0),
    /** Lots the maker's invoice names, as read from it. */
    lots: text('lots').notNull().default(''),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    withdrawnAt: integer('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [
    uniqueIndex('invoice_number').on(t.partyId, t.kind, t.code, t.number).where(sql`withdrawn_at is null`),
    check('invoice_amount', sql`${t.amountFen} > 0 and ${t.taxFen} >= 0 and ${t.taxFen} <= ${t.amountFen}`),
  ],
);

/** How much of an invoice belongs to which payable: the three-way match compares it with what was accepted. */
export const invoiceShare = table(
  'invoice_share',
  {
    invoiceId: integer('invoice_id')
      .notNull()
      .references(() => invoice.id),
    payableId: integer('payable_id')
      .notNull()
      .references(() => payable.id),
    amountFen: integer('amount_fen').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.invoiceId, t.payableId] }),
    index('invoice_share_payable').on(t.payableId),
    check('invoice_share_amount', sql`${t.amountFen} > 0`),
  ],
);

/** The supplier owes us: goods that went back, a price that was too high. Set off against what is paid next. */
export const creditNote = table(
  'credit_note',
  {
    id: id('id'),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    returnId: integer('return_id').references(() => supplierReturn.documentId),
    payableId: integer('payable_id')
      .notNull()
      .references(() => payable.id),
    reason: text('reason').notNull(),
    amountFen: integer('amount_fen').notNull(),
    setOffFen: integer('set_off_fen').notNull().default(0),
    madeBy: integer('made_by').notNull(),
    madeAt: integer('made_at').notNull(),
  },
  (t) => [
    index('credit_note_party').on(t.partyId).where(sql`amount_fen > set_off_fen`),
    index('credit_note_payable').on(t.payableId),
    check('credit_note_amount', sql`${t.amountFen} > 0 and ${t.setOffFen} >= 0 and ${t.setOffFen} <= ${t.amountFen}`),
  ],
);

/** A payment run (付款, document FK): prepared by one, approved by another, sent to the bank, confirmed by statement. */
export const paymentRun = table('payment_run', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  payOn: text('pay_on').notNull(),
  amountFen: integer('amount_fen').notNull(),
  note: text('note').notNull().default(''),
  exportedAt: integer('exported_at'),
});

/** One payment to one supplier: the bank sees one amount for all that it pays. */
export const payment = table(
  'payment',
  {
    id: id('id'),
    runId: integer('run_id')
      .notNull()
      .references(() => paymentRun.documentId),
    lineNumber: integer('line_number').notNull(),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    amountFen: integer('amount_fen').notNull(),
    /** Bank details as they were when the run was approved. */
    accountName: text('account_name').notNull(),
    bankName: text('bank_name').notNull(),
    accountNumber: text('account_number').notNull(),
    status: text('status').$type<'prepared' | 'approved' | 'confirmed' | 'failed' | 'cancelled'>().notNull(),
    /** The pending transfer from approval until the bank's word. */
    holdId: integer('hold_id'),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('payment_line').on(t.runId, t.lineNumber),
    index('payment_party').on(t.partyId, t.id),
    check('payment_amount', sql`${t.amountFen} > 0`),
  ],
);

/** What a payment is made of: payables paid, credit notes set off. */
export const paymentShare = table(
  'payment_share',
  {
    id: id('id'),
    paymentId: integer('payment_id')
      .notNull()
      .references(() => payment.id),
    payableId: integer('payable_id')
      .notNull()
      .references(() => payable.id),
    /** Paid in money. */
    amountFen: integer('amount_fen').notNull(),
    creditNoteId: integer('credit_note_id').references(() => creditNote.id),
    /** Set off. */
    creditFen: integer('credit_fen').notNull().default(0),
  },
  (t) => [
    index('payment_share_payment').on(t.paymentId),
    index('payment_share_payable').on(t.payableId),
    check(
      'payment_share_amount',
      sql`${t.amountFen} >= 0 and ${t.creditFen} >= 0 and ${t.amountFen} + ${t.creditFen} > 0`,
    ),
  ],
);

/**
 * What two people decide about a payable: money the supplier gives back for a price or a short delivery, an invoice
 * that differs and is paid all the same, goods that the insurance fund paid. One proposes with evidence, another
 * decides.
 */
export const payableClaim = table(
  'payable_claim',
  {
    id: id('id'),
    payableId: integer('payable_id')
      .notNull()
      .references(() => payable.id),
    kind: text('kind')
      .$type<'price_difference' | 'short_delivery' | 'other_credit' | 'invoice_difference' | 'settled_outside'>()
      .notNull(),
    /** Fen: credited, differing, or settled. */
    amountFen: integer('amount_fen').notNull(),
    /** Why, and what proves it. */
    reason: text('reason').notNull(),
    evidence: text('evidence').notNull().default(''),
    status: text('status').$type<'proposed' | 'agreed' | 'refused'>().notNull().default('proposed'),
    proposedBy: integer('proposed_by').notNull(),
    proposedAt: integer('proposed_at').notNull(),
    decidedBy: integer('decided_by'),
    decidedAt: integer('decided_at'),
    note: text('note').notNull().default(''),
    creditNoteId: integer('credit_note_id').references(() => creditNote.id),
  },
  (t) => [
    index('payable_claim_payable').on(t.payableId, t.id),
    uniqueIndex('payable_claim_waiting').on(t.payableId, t.kind).where(sql`status = 'proposed'`),
    check('payable_claim_amount', sql`${t.amountFen} > 0`),
    check('payable_claim_two', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.proposedBy}`),
    check('payable_claim_decided', sql`(${t.status} = 'proposed') = (${t.decidedBy} is null)`),
  ],
);
