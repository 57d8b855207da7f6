/** Levels proposed from use, and alerts: each a task with an owner and a time, opened and closed by what is so. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { organisation } from './organisations.ts';

/** What the program would set as least and most, and how it came to it; a person takes it over or not. */
export const levelProposal = table(
  'level_proposal',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    computedOn: text('computed_on').notNull(),
    method: text('method').$type<'mean' | 'croston' | 'sba' | 'tsb' | 'none'>().notNull(),
    leastBase: integer('least_base').notNull(),
    mostBase: integer('most_base').notNull(),
    /** Use a day in thousandths of a base unit. */
    dailyMilli: integer('daily_milli').notNull(),
    /** Days looked at, days without stock, lead time, service level, what spoke for the method. */
    detail: json<Record<string, unknown>>('detail').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.itemId] }),
    check('level_proposal_span', sql`${t.leastBase} >= 0 and ${t.mostBase} >= ${t.leastBase}`),
  ],
);

export const alert = table(
  'alert',
  {
    id: id('id'),
    kind: text('kind')
      .$type<
        | 'below_least'
        | 'runs_out'
        | 'near_expiry'
        | 'excursion'
        | 'logger_silent'
        | 'calibration_due'
        | 'licence'
        | 'count_overdue'
        | 'upkeep_overdue'
        | 'recall_overdue'
        | 'trace'
        | 'card_expires'
      >()
      .notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** What it is about, once per kind and member: an item, a lot at a place, a document. */
    subject: text('subject').notNull(),
    itemId: integer('item_id'),
    /** Where the person acts. */
    path: text('path').notNull(),
    detail: json<Record<string, unknown>>('detail').notNull(),
    ownerRole: text('owner_role').notNull(),
    ownerId: integer('owner_id'),
    openedAt: integer('opened_at').notNull(),
    dueAt: integer('due_at').notNull(),
    /** Said to be known until then, with a reason. */
    restsUntil: integer('rests_until'),
    restReason: text('rest_reason').notNull().default(''),
    closedAt: integer('closed_at'),
  },
  (t) => [
    uniqueIndex('alert_open').on(t.kind, t.organisationId, t.subject).where(sql`closed_at is null`),
    index('alert_member').on(t.organisationId, t.dueAt).where(sql`closed_at is null`),
    check('alert_due', sql`${t.dueAt} >= ${t.openedAt}`),
  ],
);
