/** What will run out where and when: reckoned with the alerts, read in the order of its days. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, table, text } from '../columns.ts';
import { item } from './catalogue.ts';
import { organisation } from './organisations.ts';

export const runOut = table(
  'run_out',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** The day on which there is nothing left, what is known to come counted in; the first such day. */
    outOn: text('out_on').notNull(),
    /** Use a day in thousandths of a base unit. */
    dailyMilli: integer('daily_milli').notNull(),
    usableBase: integer('usable_base').notNull(),
    /** On its way: sent to it already. */
    comingBase: integer('coming_base').notNull(),
    /** Ordered for it or granted to it with a day; and the first of these days. */
    dueBase: integer('due_base').notNull(),
    dueOn: text('due_on'),
    seenAt: integer('seen_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.itemId] }),
    index('run_out_day').on(t.outOn, t.organisationId, t.itemId),
    check('run_out_numbers', sql`${t.dailyMilli} > 0 and ${t.usableBase} >= 0 and ${t.comingBase} >= 0`),
  ],
);
