/** Members' books: months closed and the settlement statement of each member, frozen as it was. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** A month of all members' books that is closed: no entry may be dated into it. Only src/account writes it. */
export const bookMonth = table(
  'book_month',
  {
    id: id('id'),
    /** `2026-11`. */
    month: text('month').notNull(),
    endsOn: text('ends_on').notNull(),
    closedBy: integer('closed_by').notNull(),
    closedAt: integer('closed_at').notNull(),
  },
  (t) => [uniqueIndex('book_month_once').on(t.month), check('book_month_form', sql`length(${t.month}) = 7`)],
);

/** The settlement statement of one member for one month: opening, movements by kind, closing; signed by the member. */
export const memberStatement = table(
  'member_statement',
  {
    id: id('id'),
    monthId: integer('month_id')
      .notNull()
      .references(() => bookMonth.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Value of stock, fen. */
    openingStockFen: integer('opening_stock_fen').notNull(),
    closingStockFen: integer('closing_stock_fen').notNull(),
    /** What the consortium owes the member (negative: the member owes), fen. */
    openingDueFen: integer('opening_due_fen').notNull(),
    closingDueFen: integer('closing_due_fen').notNull(),
    /** Sums of the month by code of the entry, fen; debit less credit of the stock, and of what is due. */
    stockChanges: json<Record<string, number>>('stock_changes').notNull(),
    dueChanges: json<Record<string, number>>('due_changes').notNull(),
    /** SHA-256 over the entries of the month: what was signed is what was there. */
    digest: text('digest').notNull(),
    confirmedBy: integer('confirmed_by'),
    confirmedAt: integer('confirmed_at'),
    objection: text('objection'),
    objectionAt: integer('objection_at'),
    /** What the accountants found; a new objection takes it away. */
    answer: text('answer'),
    answeredBy: integer('answered_by'),
    answeredAt: integer('answered_at'),
    documentId: integer('document_id').references(() => document.id),
  },
  (t) => [
    uniqueIndex('member_statement_once').on(t.monthId, t.organisationId),
    index('member_statement_member').on(t.organisationId, t.monthId),
  ],
);
