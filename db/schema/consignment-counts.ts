/** Counts of shelves of high-value consumables (寄售盘点): what stood there, what was seen; and what is missing. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { implantUnit } from './implants.ts';
import { payable } from './payables.ts';

/** The document's organisation is the member whose shelf is counted. */
export const consignmentCount = table('consignment_count', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  /** Empty: all shelves of the member. */
  shelf: text('shelf').notNull(),
  closedAt: integer('closed_at'),
});

/** A unit that stood there at the opening, or was scanned there; a trigger lets none be deleted. */
export const consignmentCountUnit = table(
  'consignment_count_unit',
  {
    id: id('id'),
    countId: integer('count_id')
      .notNull()
      .references(() => consignmentCount.documentId),
    unitId: integer('unit_id')
      .notNull()
      .references(() => implantUnit.id),
    /** Stood there at the opening, by the register. */
    expected: boolean('expected').notNull(),
    /** Where it stood by the register when it came onto the list. */
    bookShelf: text('book_shelf').notNull(),
    /** What the scan made of it; null while it is not seen. */
    seen: text('seen').$type<'here' | 'moved' | 'found'>(),
    seenBy: integer('seen_by'),
    seenByName: text('seen_by_name'),
    seenAt: integer('seen_at'),
    /** What became of it, written at the closing. */
    outcome: text('outcome').$type<'seen' | 'used' | 'returned' | 'moved' | 'missing'>(),
  },
  (t) => [
    uniqueIndex('consignment_count_unit_once').on(t.countId, t.unitId),
    index('consignment_count_unit_of_unit').on(t.unitId),
    check('consignment_count_unit_seen', sql`(${t.seenAt} is null) = (${t.seen} is null)`),
    check('consignment_count_unit_by', sql`(${t.seenAt} is null) = (${t.seenBy} is null)`),
  ],
);

/** Off-book finds: a code on the shelf that is no unit standing at the member. Kept for ever. */
export const consignmentCountStray = table(
  'consignment_count_stray',
  {
    id: id('id'),
    countId: integer('count_id')
      .notNull()
      .references(() => consignmentCount.documentId),
    /** Within the count, from 1. */
    position: integer('position').notNull(),
    /** As it was scanned or typed. */
    code: text('code').notNull(),
    why: text('why').$type<'unknown' | 'elsewhere' | 'used' | 'returned' | 'unreadable'>().notNull(),
    note: text('note').notNull().default(''),
    foundBy: integer('found_by').notNull(),
    foundByName: text('found_by_name').notNull(),
    foundAt: integer('found_at').notNull(),
    takenBackAt: integer('taken_back_at'),
  },
  (t) => [uniqueIndex('consignment_count_stray_position').on(t.countId, t.position)],
);

/** A unit that a count did not find (document QS): owed to the supplier like a used one, unless it is our own. */
export const implantMissing = table(
  'implant_missing',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => implantUnit.id),
    countId: integer('count_id')
      .notNull()
      .references(() => consignmentCount.documentId),
    /** 1/10,000 yuan for a pack, on the day of the closing; 0 for what is our own. */
    pricePack: integer('price_pack').notNull(),
    amountFen: integer('amount_fen').notNull(),
    payableId: integer('payable_id').references(() => payable.id),
    foundAt: integer('found_at'),
    foundNote: text('found_note').notNull().default(''),
  },
  (t) => [
    uniqueIndex('implant_missing_standing').on(t.unitId).where(sql`found_at is null`),
    uniqueIndex('implant_missing_payable').on(t.payableId),
    index('implant_missing_count').on(t.countId),
    check('implant_missing_owed', sql`(${t.payableId} is null) = (${t.amountFen} = 0) and ${t.amountFen} >= 0`),
  ],
);
