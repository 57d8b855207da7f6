/** Equipment that other members may book by the slot (预约共享): when it is open, what it costs them, who has it when. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { person } from './users.ts';

/** A card that its keeper offers; at most one offer of a card stands. */
export const shareOffer = table(
  'share_offer',
  {
    id: id('id'),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    slotMinutes: integer('slot_minutes').notNull(),
    /** JSON: `{weekday, opens, closes}` in minutes after midnight, as `OpenHours`. */
    hours: text('hours').notNull(),
    note: text('note').notNull().default(''),
    offeredBy: integer('offered_by')
      .notNull()
      .references(() => person.id),
    offeredAt: integer('offered_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('share_offer_open').on(t.assetId).where(sql`ended_at is null`),
    check('share_offer_slot', sql`${t.slotMinutes} between 5 and 1440`),
  ],
);

/** What a case or an hour costs the member that books, from a day until the next rate. */
export const shareRate = table(
  'share_rate',
  {
    id: id('id'),
    offerId: integer('offer_id')
      .notNull()
      .references(() => shareOffer.id),
    fromOn: text('from_on').notNull(),
    per: text('per').$type<'case' | 'hour'>().notNull(),
    fen: integer('fen').notNull(),
    addedBy: integer('added_by')
      .notNull()
      .references(() => person.id),
    addedAt: integer('added_at').notNull(),
  },
  (t) => [
    uniqueIndex('share_rate_from').on(t.offerId, t.fromOn),
    check('share_rate_per', sql`${t.per} in ('case', 'hour')`),
    check('share_rate_fen', sql`${t.fen} >= 0`),
  ],
);

/** A time of a day in which it is not given: maintenance, a holiday; minutes after midnight, a whole day by default. */
export const shareClosing = table(
  'share_closing',
  {
    id: id('id'),
    offerId: integer('offer_id')
      .notNull()
      .references(() => shareOffer.id),
    day: text('day').notNull(),
    fromMinute: integer('from_minute').notNull().default(0),
    untilMinute: integer('until_minute').notNull().default(1440),
    why: text('why').notNull(),
    addedBy: integer('added_by')
      .notNull()
      .references(() => person.id),
    addedAt: integer('added_at').notNull(),
  },
  (t) => [
    uniqueIndex('share_closing_from').on(t.offerId, t.day, t.fromMinute),
    check(
      'share_closing_span',
      sql`${t.fromMinute} >= 0 and ${t.untilMinute} <= 1440 and ${t.fromMinute} < ${t.untilMinute}`,
    ),
  ],
);

/** The document's organisation keeps the thing, its counterpart books it. */
export const booking = table(
  'booking',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    offerId: integer('offer_id')
      .notNull()
      .references(() => shareOffer.id),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    toId: integer('to_id')
      .notNull()
      .references(() => organisation.id),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    urgent: boolean('urgent').notNull(),
    purpose: text('purpose').notNull(),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    usedMinutes: integer('used_minutes'),
    cases: integer('cases'),
    condition: text('condition'),
    owedFen: integer('owed_fen'),
  },
  (t) => [
    index('booking_asset').on(t.assetId, t.startsAt),
    index('booking_to').on(t.toId, t.startsAt),
    check('booking_span', sql`${t.endsAt} > ${t.startsAt}`),
    check(
      'booking_used',
      sql`${t.endedAt} is null or (${t.usedMinutes} >= 0 and ${t.cases} >= 0 and ${t.owedFen} >= 0)`,
    ),
  ],
);
