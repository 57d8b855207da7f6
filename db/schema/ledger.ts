/** The stock ledger's tables. Only src/ledger writes them; triggers refuse to change or remove a movement. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { location, organisation } from './organisations.ts';

export const lot = table(
  'lot',
  {
    id: id('id'),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    number: text('number').notNull(),
    /** Last usable day. */
    expiresOn: text('expires_on').notNull(),
    /** Paid, in 1/10,000 yuan for a pack: two deliveries of one batch at two prices are two lots. */
    pricePack: integer('price_pack').notNull(),
    /** Where it came from: a delivery, an opening import. Part of the lot's identity. */
    origin: text('origin').notNull(),
    receivedOn: text('received_on').notNull(),
    /** Why nobody may use it anywhere, in transit included; null when free. */
    frozen: text('frozen').$type<'recall' | 'quality'>(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('lot_identity').on(t.itemId, t.number, t.expiresOn, t.pricePack, t.origin),
    index('lot_number').on(t.number),
    // Few of all are frozen, and every page of stock tells how many
    index('lot_frozen').on(t.id).where(sql`frozen is not null`),
    check('lot_price', sql`${t.pricePack} >= 0`),
    check('lot_expiry', sql`length(${t.expiresOn}) = 10`),
    check('lot_frozen', sql`${t.frozen} is null or ${t.frozen} in ('recall', 'quality')`),
  ],
);

export const movement = table(
  'movement',
  {
    id: id('id'),
    kind: text('kind')
      .$type<
        | 'opening'
        | 'receipt'
        | 'issue'
        | 'issue_return'
        | 'adjustment'
        | 'dispatch'
        | 'dispatch_receipt'
        | 'discrepancy'
        | 'write_off'
        | 'count'
        | 'shelve'
        | 'supplier_return'
        | 'reprice'
        | 'reversal'
      >()
      .notNull(),
    documentId: integer('document_id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    actorId: integer('actor_id').notNull(),
    occurredAt: integer('occurred_at').notNull(),
    postedAt: integer('posted_at').notNull(),
    key: text('key').notNull(),
    reversalOf: integer('reversal_of'),
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('movement_key').on(t.key),
    uniqueIndex('movement_reversal').on(t.reversalOf),
    index('movement_document').on(t.documentId),
    // Few are written down later than they happened: what the books showed on a day is what was, without these. With
    // the id it is read alone: PostgreSQL takes a third of all for late, and would rather read the table
    index('movement_late').on(t.postedAt, t.occurredAt, t.id).where(sql`posted_at > occurred_at`),
    check('movement_time', sql`${t.occurredAt} <= ${t.postedAt}`),
    check('movement_reversal_kind', sql`(${t.reversalOf} is null) = (${t.kind} <> 'reversal')`),
  ],
);

export const movementLine = table(
  'movement_line',
  {
    id: id('id'),
    movementId: integer('movement_id')
      .notNull()
      .references(() => movement.id),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id').notNull(),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    fromId: integer('from_id')
      .notNull()
      .references(() => location.id),
    toId: integer('to_id')
      .notNull()
      .references(() => location.id),
    quantityBase: integer('quantity_base').notNull(),
    amountFen: integer('amount_fen').notNull(),
    /** Copied from the movement: a stock card is one range of an index. */
    occurredAt: integer('occurred_at').notNull(),
  },
  (t) => [
    uniqueIndex('movement_line_number').on(t.movementId, t.lineNumber),
    index('movement_line_from').on(t.fromId, t.itemId, t.occurredAt),
    index('movement_line_to').on(t.toId, t.itemId, t.occurredAt),
    // By place and time too: when a lot first came somewhere is the first entry of a range
    index('movement_line_lot').on(t.lotId, t.toId, t.occurredAt),
    check('movement_line_quantity', sql`${t.quantityBase} > 0`),
    check('movement_line_amount', sql`${t.amountFen} >= 0`),
    check('movement_line_moves', sql`${t.fromId} <> ${t.toId}`),
  ],
);

/** The second person who stood by when controlled drugs moved, proved by their own password. Append-only. */
export const movementWitness = table(
  'movement_witness',
  {
    movementId: integer('movement_id')
      .primaryKey()
      .references(() => movement.id),
    personId: integer('person_id').notNull(),
    provedAt: integer('proved_at').notNull(),
  },
  (t) => [index('movement_witness_person').on(t.personId)],
);

export const balance = table(
  'balance',
  {
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    itemId: integer('item_id').notNull(),
    /** Copied from the lot, which keeps its last day: what nears its end is one range of an index at each place. */
    expiresOn: text('expires_on').notNull().default(''),
    onHand: integer('on_hand').notNull(),
    reserved: integer('reserved').notNull().default(0),
    /** What it cost, in fen: travels with the goods; the taking that empties the place takes all that is left of it. */
    valueFen: integer('value_fen').notNull().default(0),
    /** The excursion case that holds what lies here until quality has decided; null when nothing does. */
    heldBy: integer('held_by'),
  },
  (t) => [
    primaryKey({ columns: [t.locationId, t.lotId] }),
    index('balance_item').on(t.itemId, t.locationId),
    // Emptied rows stay for ever and outnumber the rest: who asks what there is passes them by, and reads it here alone
    index('balance_stocked')
      .on(t.itemId, t.locationId, t.lotId, t.onHand, t.reserved, t.heldBy)
      .where(sql`on_hand > 0`),
    // What lies at a place, in the order in which it expires, with its worth
    index('balance_kept')
      .on(t.locationId, t.expiresOn, t.itemId, t.lotId, t.onHand, t.valueFen)
      .where(sql`on_hand > 0`),
    index('balance_lot').on(t.lotId),
    index('balance_held').on(t.heldBy).where(sql`held_by is not null`),
    check('balance_on_hand', sql`${t.onHand} >= 0`),
    check('balance_reserved', sql`${t.reserved} >= 0 and ${t.reserved} <= ${t.onHand}`),
  ],
);

export const reservation = table(
  'reservation',
  {
    id: id('id'),
    documentId: integer('document_id').notNull(),
    /** Line of the document the stock is kept for. */
    lineId: integer('line_id'),
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    itemId: integer('item_id').notNull(),
    quantityBase: integer('quantity_base').notNull(),
    status: text('status').$type<'open' | 'posted' | 'released'>().notNull().default('open'),
    createdAt: integer('created_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (t) => [
    index('reservation_document').on(t.documentId, t.status),
    index('reservation_place').on(t.locationId, t.lotId, t.status),
    check('reservation_quantity', sql`${t.quantityBase} > 0`),
    check('reservation_status', sql`${t.status} in ('open', 'posted', 'released')`),
  ],
);

/** What an organisation's stores did with an item, by day: cover days and stock cards without summing history. */
export const dailyUse = table(
  'daily_use',
  {
    itemId: integer('item_id').notNull(),
    organisationId: integer('organisation_id').notNull(),
    day: text('day').notNull(),
    /** Left for use or for other organisations; a reversal takes it back. */
    quantityBase: integer('quantity_base').notNull(),
    /** Came in and went out by whatever movement; a reversal is negative in the column of what it undoes. */
    cameBase: integer('came_base').notNull().default(0),
    wentBase: integer('went_base').notNull().default(0),
    /** Movement lines that touched the stores; one between two of them counts once. */
    lines: integer('lines').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.organisationId, t.day] }),
    // What all members did with an item of late: one range, however many years lie behind it
    index('daily_use_day').on(t.itemId, t.day),
  ],
);

/** A month that is closed: no movement may be dated into it, and its closing balances are kept. */
export const period = table(
  'period',
  {
    id: id('id'),
    /** Last day of the period. */
    endsOn: text('ends_on').notNull(),
    closedAt: integer('closed_at').notNull(),
    closedBy: integer('closed_by').notNull(),
  },
  (t) => [uniqueIndex('period_end').on(t.endsOn)],
);

export const periodBalance = table(
  'period_balance',
  {
    periodId: integer('period_id')
      .notNull()
      .references(() => period.id),
    locationId: integer('location_id').notNull(),
    lotId: integer('lot_id').notNull(),
    itemId: integer('item_id').notNull(),
    onHand: integer('on_hand').notNull(),
  },
  (t) => [primaryKey({ columns: [t.periodId, t.locationId, t.lotId] })],
);
