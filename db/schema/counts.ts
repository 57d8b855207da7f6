/** Counts (盘点) that never stop the pharmacy: what the books said at one moment, and what was found. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location, organisation } from './organisations.ts';

/** What is counted again and again: controlled drugs at each shift, high-alert items monthly, ABC classes in cycles. */
export const countPlan = table(
  'count_plan',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    title: text('title').notNull(),
    scope: text('scope').$type<'store' | 'zone' | 'class' | 'items' | 'random' | 'cycle'>().notNull(),
    detail: json<Record<string, unknown>>('detail').notNull(),
    everyDays: integer('every_days').notNull(),
    /** At each change of shift, whatever the day. */
    eachShift: boolean('each_shift').notNull().default(false),
    nextOn: text('next_on').notNull(),
    active: boolean('active').notNull().default(true),
    setBy: integer('set_by').notNull(),
    setAt: integer('set_at').notNull(),
  },
  (t) => [
    index('count_plan_due').on(t.nextOn).where(sql`active`),
    index('count_plan_member').on(t.organisationId),
    check('count_plan_every', sql`${t.everyDays} between 1 and 366`),
  ],
);

export const stockCount = table(
  'stock_count',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    planId: integer('plan_id').references(() => countPlan.id),
    title: text('title').notNull(),
    scope: text('scope').$type<'store' | 'zone' | 'class' | 'items' | 'random' | 'cycle'>().notNull(),
    detail: json<Record<string, unknown>>('detail').notNull(),
    /** The moment the book quantities are of; what moved later is added to what was counted. */
    asOf: integer('as_of').notNull(),
    /** Counters do not see what the books say. */
    blind: boolean('blind').notNull().default(true),
    /** Difference in fen, gains and losses apart, once agreed. */
    gainFen: integer('gain_fen').notNull().default(0),
    lossFen: integer('loss_fen').notNull().default(0),
    postedAt: integer('posted_at'),
  },
  (t) => [
    index('stock_count_plan').on(t.planId),
    check('stock_count_fen', sql`${t.gainFen} >= 0 and ${t.lossFen} >= 0`),
  ],
);

export const countLine = table(
  'count_line',
  {
    id: id('id'),
    countId: integer('count_id')
      .notNull()
      .references(() => stockCount.documentId),
    lineNumber: integer('line_number').notNull(),
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    /** What lay there by the books at the moment of the count. */
    bookBase: integer('book_base').notNull(),
    /** What was found, when, by whom; and what had moved between the moment and the finding. */
    countedBase: integer('counted_base'),
    countedBy: integer('counted_by'),
    countedAt: integer('counted_at'),
    movedBase: integer('moved_base').notNull().default(0),
    /** The second finding, by another person, where the first was far off or conflicts with what moved. */
    recountedBase: integer('recounted_base'),
    recountedBy: integer('recounted_by'),
    recountedAt: integer('recounted_at'),
    recountMovedBase: integer('recount_moved_base').notNull().default(0),
    recount: text('recount').$type<'none' | 'asked' | 'done'>().notNull().default('none'),
    /** Why a recount is asked for. */
    recountReason: text('recount_reason').notNull().default(''),
    reasonCode: text('reason_code').notNull().default(''),
    reason: text('reason').notNull().default(''),
    /** A lot found that the books did not have here. */
    found: boolean('found').notNull().default(false),
    differenceBase: integer('difference_base'),
    differenceFen: integer('difference_fen'),
  },
  (t) => [
    uniqueIndex('count_line_place').on(t.countId, t.locationId, t.lotId),
    index('count_line_order').on(t.countId, t.lineNumber),
    index('count_line_lot').on(t.lotId),
    check('count_line_counted', sql`${t.countedBase} is null or ${t.countedBase} >= 0`),
    check('count_line_recounted', sql`${t.recountedBase} is null or ${t.recountedBase} >= 0`),
    check('count_line_recount', sql`${t.recount} in ('none', 'asked', 'done')`),
  ],
);
