/** Goods sent from one member to another (配送), line by line, and the differences found on arrival. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location, organisation } from './organisations.ts';

export const dispatch = table(
  'dispatch',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    fromOrganisationId: integer('from_organisation_id')
      .notNull()
      .references(() => organisation.id),
    toOrganisationId: integer('to_organisation_id')
      .notNull()
      .references(() => organisation.id),
    vehicle: text('vehicle'),
    driver: text('driver'),
    box: text('box'),
    note: text('note'),
    postedAt: integer('posted_at'),
    receivedAt: integer('received_at'),
    printCount: integer('print_count').notNull().default(0),
  },
  (t) => [
    index('dispatch_route').on(t.fromOrganisationId, t.toOrganisationId),
    index('dispatch_to').on(t.toOrganisationId),
  ],
);

export const dispatchLine = table(
  'dispatch_line',
  {
    id: id('id'),
    dispatchId: integer('dispatch_id')
      .notNull()
      .references(() => dispatch.documentId),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    fromLocationId: integer('from_location_id')
      .notNull()
      .references(() => location.id),
    /** Reserved for the line; what was picked may be less and says why. */
    quantityBase: integer('quantity_base').notNull(),
    pickedBase: integer('picked_base'),
    pickedBy: integer('picked_by'),
    pickedAt: integer('picked_at'),
    pickReason: text('pick_reason'),
    /** Why this lot was taken out of turn; null when it was first to expire. */
    overrideReason: text('override_reason'),
    shippedBase: integer('shipped_base').notNull().default(0),
    goodBase: integer('good_base').notNull().default(0),
    damagedBase: integer('damaged_base').notNull().default(0),
    missingBase: integer('missing_base').notNull().default(0),
  },
  (t) => [
    index('dispatch_line_dispatch').on(t.dispatchId, t.lineNumber),
    index('dispatch_line_lot').on(t.lotId),
    check('dispatch_line_quantity', sql`${t.quantityBase} > 0`),
    check(
      'dispatch_line_picked',
      sql`${t.pickedBase} is null or (${t.pickedBase} >= 0 and ${t.pickedBase} <= ${t.quantityBase})`,
    ),
    check(
      'dispatch_line_received',
      sql`${t.goodBase} >= 0 and ${t.damagedBase} >= 0 and ${t.missingBase} >= 0 and ${t.goodBase} + ${t.damagedBase} + ${t.missingBase} <= ${t.shippedBase}`,
    ),
  ],
);

/** Lots that were passed over when a line was allocated, and why: the explanation stays with the dispatch. */
export const dispatchSkip = table(
  'dispatch_skip',
  {
    id: id('id'),
    dispatchId: integer('dispatch_id')
      .notNull()
      .references(() => dispatch.documentId),
    itemId: integer('item_id').notNull(),
    lotId: integer('lot_id').notNull(),
    locationId: integer('location_id').notNull(),
    quantityBase: integer('quantity_base').notNull(),
    reason: text('reason').notNull(),
    detail: text('detail').notNull(),
  },
  (t) => [index('dispatch_skip_dispatch').on(t.dispatchId)],
);

/**
 * A difference between what was shipped and what arrived; both sides close it with a reason. `missing` and `wrong_lot`
 * stay on the way until then, `damaged` and `temperature` lie apart at the receiver, `over` stands with the sender, and
 * so does `unlisted`, goods of no line of the slip: its line was added on arrival and shipped nothing.
 */
export const discrepancy = table(
  'discrepancy',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    dispatchId: integer('dispatch_id')
      .notNull()
      .references(() => dispatch.documentId),
    lineId: integer('line_id')
      .notNull()
      .references(() => dispatchLine.id),
    kind: text('kind').$type<'missing' | 'damaged' | 'over' | 'wrong_lot' | 'temperature' | 'unlisted'>().notNull(),
    quantityBase: integer('quantity_base').notNull(),
    /** The lot that came instead, as it stands on the box. */
    actualLot: text('actual_lot'),
    /** Tenths of a degree on arrival, where that is the difference. */
    tenths: integer('tenths'),
    /** Who looks into it, and until when both sides should have spoken. */
    ownerId: integer('owner_id'),
    dueAt: integer('due_at'),
    senderFinding: text('sender_finding'),
    senderReason: text('sender_reason'),
    senderBy: integer('sender_by'),
    receiverFinding: text('receiver_finding'),
    receiverReason: text('receiver_reason'),
    receiverBy: integer('receiver_by'),
    /** Who bears the loss, where what was found is one. */
    senderBearer: text('sender_bearer').$type<'carrier' | 'sender' | 'receiver' | 'supplier'>(),
    receiverBearer: text('receiver_bearer').$type<'carrier' | 'sender' | 'receiver' | 'supplier'>(),
  },
  (t) => [index('discrepancy_dispatch').on(t.dispatchId), check('discrepancy_quantity', sql`${t.quantityBase} > 0`)],
);
