/** Applications to buy equipment (论证): what, why, from which funds, and what lay idle elsewhere at the time. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { asset, assetClass } from './assets.ts';
import { document } from './documents.ts';

/** The document's organisation is the member that asks. */
export const acquisition = table(
  'acquisition',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    name: text('name').notNull(),
    classId: integer('class_id')
      .notNull()
      .references(() => assetClass.id),
    quantity: integer('quantity').notNull(),
    /** Estimated price of one unit. */
    unitFen: integer('unit_fen').notNull(),
    necessity: text('necessity').notNull(),
    feasibility: text('feasibility').notNull(),
    benefit: text('benefit').notNull(),
    /** Expected of all units together: cases a month, what is charged and what is spent for one. */
    casesMonth: integer('cases_month').notNull(),
    chargeFen: integer('charge_fen').notNull(),
    costFen: integer('cost_fen').notNull(),
    /** Line of the member's budget that it is in, as it is called there. */
    budgetLine: text('budget_line').notNull(),
    largeKind: text('large_kind'),
    licenceNumber: text('licence_number'),
    /** As of when idle equipment of all members was looked through. */
    checkedAt: integer('checked_at').notNull(),
    /** Record of the meeting that decided (集体决策), from an amount on. */
    meetingRecord: text('meeting_record'),
    searchText: text('search_text').notNull(),
  },
  (t) => [
    index('acquisition_class').on(t.classId),
    check('acquisition_quantity', sql`${t.quantity} > 0`),
    check('acquisition_price', sql`${t.unitFen} > 0`),
    check('acquisition_benefit', sql`${t.casesMonth} >= 0 and ${t.chargeFen} >= 0 and ${t.costFen} >= 0`),
  ],
);

/** What each source is to pay of all units. */
export const acquisitionFund = table(
  'acquisition_fund',
  {
    acquisitionId: integer('acquisition_id')
      .notNull()
      .references(() => acquisition.documentId),
    source: text('source').$type<'fiscal' | 'science' | 'own' | 'donated'>().notNull(),
    amountFen: integer('amount_fen').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.acquisitionId, t.source] }),
    check('acquisition_fund_source', sql`${t.source} in ('fiscal', 'science', 'own', 'donated')`),
    check('acquisition_fund_amount', sql`${t.amountFen} > 0`),
  ],
);

/** Idle equipment of the class at the time of the check, and why it does not do. */
export const acquisitionIdle = table(
  'acquisition_idle',
  {
    id: id('id'),
    acquisitionId: integer('acquisition_id')
      .notNull()
      .references(() => acquisition.documentId),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    /** As it was then. */
    number: text('number').notNull(),
    name: text('name').notNull(),
    keeper: text('keeper').notNull(),
    reason: text('reason'),
  },
  (t) => [uniqueIndex('acquisition_idle_once').on(t.acquisitionId, t.assetId)],
);
