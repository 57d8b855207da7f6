/** What the bank says: its statements line by line with what each means; and the revolving fund that is remitted. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { organisation } from './organisations.ts';
import { payment } from './payables.ts';

export const bankStatement = table(
  'bank_statement',
  {
    id: id('id'),
    fileName: text('file_name').notNull(),
    /** The same file twice is the same statement. */
    sha256: text('sha256').notNull(),
    openingFen: integer('opening_fen'),
    closingFen: integer('closing_fen'),
    importedBy: integer('imported_by').notNull(),
    importedAt: integer('imported_at').notNull(),
  },
  (t) => [uniqueIndex('bank_statement_file').on(t.sha256)],
);

export const bankLine = table(
  'bank_line',
  {
    id: id('id'),
    statementId: integer('statement_id')
      .notNull()
      .references(() => bankStatement.id),
    lineNumber: integer('line_number').notNull(),
    bookedOn: text('booked_on').notNull(),
    /** Money in is positive, out negative, in fen. */
    amountFen: integer('amount_fen').notNull(),
    counterName: text('counter_name').notNull().default(''),
    counterAccount: text('counter_account').notNull().default(''),
    reference: text('reference').notNull().default(''),
    memo: text('memo').notNull().default(''),
    /** Day, amount, counterparty and reference: a line that comes in two files is one. */
    identity: text('identity').notNull(),
    meaning: text('meaning')
      .$type<
        'payment' | 'failed_payment' | 'grant' | 'remittance' | 'fund' | 'interest' | 'fee' | 'unmatched' | 'set_aside'
      >()
      .notNull(),
    paymentId: integer('payment_id').references(() => payment.id),
    /** Of a remittance: the member that paid in. */
    organisationId: integer('organisation_id').references(() => organisation.id),
    decidedBy: integer('decided_by'),
    decidedAt: integer('decided_at'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    uniqueIndex('bank_line_number').on(t.statementId, t.lineNumber),
    uniqueIndex('bank_line_identity').on(t.identity),
    index('bank_line_open').on(t.bookedOn).where(sql`meaning = 'unmatched'`),
    index('bank_line_payment').on(t.paymentId),
    check('bank_line_amount', sql`${t.amountFen} <> 0`),
  ],
);

/** 基药周转金: owed once, 10% of the year's essential-medicine purchases, before the first of them is paid. */
export const fundDuty = table(
  'fund_duty',
  {
    id: id('id'),
    year: integer('year').notNull(),
    baseFen: integer('base_fen').notNull(),
    basis: text('basis').notNull(),
    dueFen: integer('due_fen').notNull(),
    remittedFen: integer('remitted_fen').notNull().default(0),
    remittedOn: text('remitted_on'),
    voucher: text('voucher').notNull().default(''),
    setBy: integer('set_by').notNull(),
    setAt: integer('set_at').notNull(),
  },
  (t) => [
    uniqueIndex('fund_duty_year').on(t.year),
    check('fund_duty_amount', sql`${t.dueFen} >= 0 and ${t.remittedFen} >= 0 and ${t.remittedFen} <= ${t.dueFen}`),
  ],
);
