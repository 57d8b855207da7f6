/** Stocktakes of equipment (资产盘点): the cards as they were at the start, what was found of each, and what none has. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** The document's organisation is the member that is counted, with all that lies below it. */
export const inventory = table('inventory', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  title: text('title').notNull(),
  /** What of the member is counted: a class, a room; whether what it owns, uses or keeps. */
  scope: json<Record<string, unknown>>('scope').notNull(),
  /** The moment the list is of. */
  asOf: integer('as_of').notNull(),
  closedAt: integer('closed_at'),
});

export const inventoryLine = table(
  'inventory_line',
  {
    id: id('id'),
    inventoryId: integer('inventory_id')
      .notNull()
      .references(() => inventory.documentId),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    /** Found here although the list did not have it. */
    extra: boolean('extra').notNull().default(false),
    /** As the card said when it came onto the list. */
    bookStatus: text('book_status').notNull(),
    bookRoom: text('book_room').notNull(),
    bookKeeperId: integer('book_keeper_id')
      .notNull()
      .references(() => organisation.id),
    bookCustodianId: integer('book_custodian_id'),
    foundRoom: text('found_room'),
    /** At which member it stood. */
    foundAtId: integer('found_at_id').references(() => organisation.id),
    condition: text('condition').$type<'in_use' | 'idle' | 'broken'>(),
    foundNote: text('found_note'),
    foundBy: integer('found_by'),
    foundByName: text('found_by_name'),
    foundAt: integer('found_at'),
    /** Null where there is nothing to decide, and until it is decided. */
    decision: text('decision').$type<'correct' | 'books' | 'lost'>(),
    decisionWhy: text('decision_why'),
    decidedBy: integer('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: integer('decided_at'),
    /** What differed when the stocktake was closed; empty where nothing did. */
    differed: text('differed'),
  },
  (t) => [
    uniqueIndex('inventory_line_asset').on(t.inventoryId, t.assetId),
    index('inventory_line_of_asset').on(t.assetId),
    check('inventory_line_found', sql`(${t.foundAt} is null) = (${t.foundBy} is null)`),
    check('inventory_line_facts', sql`(${t.foundAt} is null) = (${t.condition} is null)`),
    check('inventory_line_decided', sql`(${t.decidedAt} is null) = (${t.decision} is null)`),
    check(
      'inventory_line_other',
      sql`${t.decidedBy} is null or ${t.foundBy} is null or ${t.decidedBy} <> ${t.foundBy}`,
    ),
  ],
);

/** Off-book finds (盘盈): a thing that no card has. */
export const inventoryFind = table(
  'inventory_find',
  {
    id: id('id'),
    inventoryId: integer('inventory_id')
      .notNull()
      .references(() => inventory.documentId),
    /** Within the stocktake, from 1. */
    position: integer('position').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    serialNumber: text('serial_number'),
    room: text('room').notNull(),
    placeId: integer('place_id')
      .notNull()
      .references(() => organisation.id),
    condition: text('condition').$type<'in_use' | 'idle' | 'broken'>().notNull(),
    foundBy: integer('found_by').notNull(),
    foundByName: text('found_by_name').notNull(),
    foundAt: integer('found_at').notNull(),
    decision: text('decision').$type<'card' | 'dismissed'>(),
    decisionWhy: text('decision_why'),
    /** The card that was made of it. */
    assetNumber: text('asset_number'),
    decidedBy: integer('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: integer('decided_at'),
  },
  (t) => [
    uniqueIndex('inventory_find_position').on(t.inventoryId, t.position),
    check('inventory_find_decided', sql`(${t.decidedAt} is null) = (${t.decision} is null)`),
    check('inventory_find_card', sql`(${t.assetNumber} is not null) = (coalesce(${t.decision}, '') = 'card')`),
    check('inventory_find_other', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.foundBy}`),
  ],
);

/** Labels of equipment that were printed: append-only. */
export const assetLabel = table(
  'asset_label',
  {
    id: id('id'),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    copies: integer('copies').notNull(),
    printedBy: integer('printed_by').notNull(),
    printedByName: text('printed_by_name').notNull(),
    printedAt: integer('printed_at').notNull(),
  },
  (t) => [index('asset_label_asset').on(t.assetId), check('asset_label_copies', sql`${t.copies} > 0`)],
);
