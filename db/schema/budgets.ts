/** What each member may spend in a year, by category, and what open orders keep of it. The money is src/account's. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { moneyAccount } from './account.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

export const budget = table(
  'budget',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** As items are kinds: drug, decoction_piece, preparation, consumable, reagent, device. */
    category: text('category').notNull(),
    year: integer('year').notNull(),
    accountId: integer('account_id')
      .notNull()
      .references(() => moneyAccount.id),
  },
  (t) => [uniqueIndex('budget_identity').on(t.organisationId, t.category, t.year)],
);

/** Granted, raised, cut, moved between members; the transfers say the same in money. */
export const budgetChange = table(
  'budget_change',
  {
    id: id('id'),
    budgetId: integer('budget_id')
      .notNull()
      .references(() => budget.id),
    /** Fen; negative when taken away. */
    amountFen: integer('amount_fen').notNull(),
    /** The other budget of a move. */
    otherId: integer('other_id').references(() => budget.id),
    reason: text('reason').notNull(),
    /** The plan that was over budget and escalated. */
    documentId: integer('document_id').references(() => document.id),
    madeBy: integer('made_by').notNull(),
    madeAt: integer('made_at').notNull(),
  },
  (t) => [index('budget_change_budget').on(t.budgetId, t.id), check('budget_change_amount', sql`${t.amountFen} <> 0`)],
);

/** What a document keeps of a budget: a plan from its approval, an order from its issue; ends when nothing is open. */
export const budgetHold = table(
  'budget_hold',
  {
    id: id('id'),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    budgetId: integer('budget_id')
      .notNull()
      .references(() => budget.id),
    /** The pending transfer that holds `openFen` now; null when nothing is held any more. */
    transferId: integer('transfer_id'),
    heldFen: integer('held_fen').notNull(),
    openFen: integer('open_fen').notNull(),
    /** Accepted goods it paid for, less what went back. */
    usedFen: integer('used_fen').notNull().default(0),
    /** Counts settlements: part of their keys. */
    turn: integer('turn').notNull().default(0),
  },
  (t) => [
    uniqueIndex('budget_hold_once').on(t.documentId, t.budgetId),
    index('budget_hold_budget').on(t.budgetId),
    check('budget_hold_open', sql`${t.openFen} >= 0 and ${t.openFen} <= ${t.heldFen}`),
    check('budget_hold_held', sql`(${t.openFen} = 0) = (${t.transferId} is null)`),
  ],
);
