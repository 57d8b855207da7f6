/** Equipment lent to another member for a time (借用): its user changes, its owner and its keeper do not. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** The document's organisation keeps the thing, its counterpart borrows it. */
export const loan = table(
  'loan',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    toId: integer('to_id')
      .notNull()
      .references(() => organisation.id),
    reason: text('reason').notNull(),
    /** Last day on which the borrower may have it. */
    dueOn: text('due_on').notNull(),
    /** Whether it lies with the borrower: of one card at most one is out. */
    isOut: boolean('is_out').notNull().default(false),
    /** Where it was used, in which room and status, before it was handed over. */
    backUserId: integer('back_user_id').references(() => organisation.id),
    backRoom: text('back_room'),
    backStatus: text('back_status').$type<'in_use' | 'idle'>(),
    handedAt: integer('handed_at'),
    handedCondition: text('handed_condition'),
    returnedAt: integer('returned_at'),
    returnedCondition: text('returned_condition'),
    damaged: boolean('damaged'),
  },
  (t) => [
    index('loan_asset').on(t.assetId),
    index('loan_due').on(t.dueOn),
    uniqueIndex('loan_out').on(t.assetId).where(sql`is_out`),
    check('loan_handed', sql`not ${t.isOut} or (${t.handedAt} is not null and ${t.backUserId} is not null)`),
    check('loan_returned', sql`${t.returnedAt} is null or (not ${t.isOut} and ${t.handedAt} is not null)`),
  ],
);
