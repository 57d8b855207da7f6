/** Days on which a member had nothing of what it keeps: kept as spans, so that any period is read without its days. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, table } from '../columns.ts';
import { item } from './catalogue.ts';
import { organisation } from './organisations.ts';

/** Days are numbers, counted from 1970-01-01: what two spans share is subtracted on either engine. */
export const outage = table(
  'outage',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** First and last day without any. */
    fromDay: integer('from_day').notNull(),
    untilDay: integer('until_day').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.itemId, t.fromDay] }),
    index('outage_until').on(t.untilDay, t.fromDay),
    check('outage_span', sql`${t.fromDay} <= ${t.untilDay}`),
  ],
);
