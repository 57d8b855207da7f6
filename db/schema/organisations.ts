/** Members of the consortium as a tree, and the places where their stock can be. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';

export const organisation = table(
  'organisation',
  {
    id: id('id'),
    /** Own short code, such as XG17; used in addresses, never reused. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    kind: text('kind').$type<'head' | 'campus' | 'branch' | 'clinic' | 'centre' | 'company'>().notNull(),
    parentId: integer('parent_id'),
    /** `/1/3/17/`: a subtree is a prefix. */
    path: text('path').notNull(),
    creditCode: text('credit_code'),
    contact: text('contact'),
    searchText: text('search_text').notNull(),
    active: boolean('active').notNull().default(true),
  },
  (t) => [
    uniqueIndex('organisation_code').on(t.code),
    uniqueIndex('organisation_path').on(t.path),
    index('organisation_parent').on(t.parentId),
    check('organisation_kind', sql`${t.kind} in ('head', 'campus', 'branch', 'clinic', 'centre', 'company')`),
  ],
);

export const location = table(
  'location',
  {
    id: id('id'),
    /** `store` and `transit` are real; the rest are where goods come from and go to. */
    kind: text('kind')
      .$type<'store' | 'transit' | 'supplier' | 'consumed' | 'loss' | 'opening' | 'count_difference' | 'repricing'>()
      .notNull(),
    name: text('name').notNull(),
    zone: text('zone')
      .$type<'room' | 'cool' | 'cold' | 'frozen' | 'controlled' | 'rejected' | 'reserve'>()
      .notNull()
      .default('room'),
    /** The organisation whose people hold the key; of a transit, the one the goods travel to. */
    keeperId: integer('keeper_id').references(() => organisation.id),
    /** The organisation whose books the goods stand in. */
    ownerId: integer('owner_id').references(() => organisation.id),
    active: boolean('active').notNull().default(true),
  },
  (t) => [
    index('location_keeper').on(t.keeperId, t.kind),
    uniqueIndex('location_transit').on(t.keeperId).where(sql`kind = 'transit'`),
    check(
      'location_kind',
      sql`${t.kind} in ('store', 'transit', 'supplier', 'consumed', 'loss', 'opening', 'count_difference', 'repricing')`,
    ),
    check('location_kept', sql`${t.kind} not in ('store', 'transit') or ${t.keeperId} is not null`),
  ],
);
