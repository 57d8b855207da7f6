/** What members want to have bought: requisitions on a calendar, and the pool of demand from which plans are made. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** When a member may file its requisition (请领日历): every one or two weeks on a weekday. */
export const orderCalendar = table(
  'order_calendar',
  {
    organisationId: integer('organisation_id')
      .primaryKey()
      .references(() => organisation.id),
    everyWeeks: integer('every_weeks').notNull(),
    /** 1 Monday to 7 Sunday: the day on which the round closes. */
    weekday: integer('weekday').notNull(),
    /** A day of the first round: fortnights count from it. */
    startsOn: text('starts_on').notNull(),
    /** Days of use a proposal fills up to when no target says more. */
    coverDays: integer('cover_days').notNull().default(21),
  },
  (t) => [
    check('order_calendar_weeks', sql`${t.everyWeeks} between 1 and 8`),
    check('order_calendar_weekday', sql`${t.weekday} between 1 and 7`),
  ],
);

/** Least and most a member wants to have of an item (上下限), in base units. */
export const stockTarget = table(
  'stock_target',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    leastBase: integer('least_base').notNull(),
    mostBase: integer('most_base').notNull(),
    setBy: integer('set_by').notNull(),
    setAt: integer('set_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.itemId] }),
    index('stock_target_item').on(t.itemId),
    check('stock_target_span', sql`${t.leastBase} >= 0 and ${t.mostBase} >= ${t.leastBase}`),
  ],
);

/** A member's requisition (请领, document QL); what it amounts to stands in its lines. */
export const requisition = table('requisition', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  /** The day its round closes; null for one out of turn, which says why. */
  roundOn: text('round_on'),
  neededBy: text('needed_by').notNull(),
  note: text('note').notNull().default(''),
});

export const requisitionLine = table(
  'requisition_line',
  {
    id: id('id'),
    requisitionId: integer('requisition_id')
      .notNull()
      .references(() => requisition.documentId),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    quantityBase: integer('quantity_base').notNull(),
    /** What the program proposed, and what it saw then: stock, on its way here, used in 30 days. */
    proposedBase: integer('proposed_base').notNull().default(0),
    stockBase: integer('stock_base').notNull().default(0),
    transitBase: integer('transit_base').notNull().default(0),
    use30Base: integer('use30_base').notNull().default(0),
    /** Asked for when the number is far from the proposal. */
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('requisition_line_item').on(t.requisitionId, t.itemId),
    index('requisition_line_by_item').on(t.itemId),
    check('requisition_line_quantity', sql`${t.quantityBase} > 0`),
  ],
);

/**
 * One need of one member, whatever it came from. What is asked is planned (bought, sent from the hub, or transferred
 * from a neighbour), or closed; the rest is open, and what a cancelled order gives back is open again.
 */
export const demand = table(
  'demand',
  {
    id: id('id'),
    origin: text('origin').$type<'requisition' | 'shortage' | 'safety'>().notNull(),
    /** The requisition or the shortage; null for a safety proposal. */
    documentId: integer('document_id').references(() => document.id),
    /** Line of the requisition. */
    lineId: integer('line_id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    quantityBase: integer('quantity_base').notNull(),
    neededBy: text('needed_by').notNull(),
    urgent: boolean('urgent').notNull().default(false),
    raisedAt: integer('raised_at').notNull(),
    /** On plans that were not given up. */
    plannedBase: integer('planned_base').notNull().default(0),
    /** On dispatches to the member that were not cancelled; delivered straight to it; received by it. */
    dispatchedBase: integer('dispatched_base').notNull().default(0),
    deliveredBase: integer('delivered_base').notNull().default(0),
    receivedBase: integer('received_base').notNull().default(0),
    /** Given up, with the reason in the timeline of its document. */
    closedBase: integer('closed_base').notNull().default(0),
  },
  (t) => [
    index('demand_pool').on(t.itemId, t.organisationId).where(sql`quantity_base > planned_base + closed_base`),
    index('demand_document').on(t.documentId, t.lineId),
    index('demand_organisation').on(t.organisationId, t.raisedAt),
    check('demand_quantity', sql`${t.quantityBase} > 0`),
    check(
      'demand_planned',
      sql`${t.plannedBase} >= 0 and ${t.closedBase} >= 0 and ${t.plannedBase} + ${t.closedBase} <= ${t.quantityBase}`,
    ),
    check(
      'demand_arrived',
      sql`${t.dispatchedBase} >= 0 and ${t.deliveredBase} >= 0 and ${t.receivedBase} >= 0
        and ${t.receivedBase} <= ${t.dispatchedBase} + ${t.deliveredBase}`,
    ),
  ],
);
