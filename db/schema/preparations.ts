/** 院内制剂调剂批件: who may receive a preparation from its maker, how much, until when. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { organisation } from './organisations.ts';

export const preparationPermit = table(
  'preparation_permit',
  {
    id: id('id'),
    number: text('number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** The hospital that makes it. */
    makerId: integer('maker_id')
      .notNull()
      .references(() => organisation.id),
    /** Most that may leave under it, in base units. */
    capBase: integer('cap_base').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to').notNull(),
    /** The authority that gave it. */
    authority: text('authority').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by').notNull(),
    revokedAt: integer('revoked_at'),
    revokedReason: text('revoked_reason'),
  },
  (t) => [
    uniqueIndex('preparation_permit_number').on(t.number),
    index('preparation_permit_item').on(t.itemId, t.makerId),
    check('preparation_permit_cap', sql`${t.capBase} > 0`),
    check('preparation_permit_span', sql`${t.validTo} >= ${t.validFrom}`),
  ],
);

export const permitRecipient = table(
  'permit_recipient',
  {
    permitId: integer('permit_id')
      .notNull()
      .references(() => preparationPermit.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
  },
  (t) => [primaryKey({ columns: [t.permitId, t.organisationId] })],
);
