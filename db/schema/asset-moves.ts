/** Equipment that goes into another member's books (调拨), and equipment that goes out of all books (报废处置). */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

/** One card from the books of one member into those of another; the document's organisation is the giver. */
export const assetTransfer = table(
  'asset_transfer',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    fromId: integer('from_id')
      .notNull()
      .references(() => organisation.id),
    toId: integer('to_id')
      .notNull()
      .references(() => organisation.id),
    /** Whether who owns it offered it, or who wants it asked. */
    askedBy: text('asked_by').$type<'giver' | 'receiver'>().notNull(),
    reason: text('reason').notNull(),
    /** What the receiver pays; 0 for nothing (无偿). */
    paidFen: integer('paid_fen').notNull(),
    /** Number of the treasury's approval of a transfer without payment. */
    fiscalNumber: text('fiscal_number'),
    /** Of the receiver, for large equipment. */
    licenceNumber: text('licence_number'),
    /** In the giver's books when it was proposed, and again when it was taken over. */
    priceFen: integer('price_fen').notNull(),
    accumulatedFen: integer('accumulated_fen').notNull(),
    /** What the card was before it went on its way. */
    backStatus: text('back_status').$type<'idle' | 'in_use' | 'stopped'>(),
    handedCondition: text('handed_condition'),
    handedTest: text('handed_test'),
    takenCondition: text('taken_condition'),
    takenRoom: text('taken_room'),
    takenAt: integer('taken_at'),
    /** When it was done or given up; null while it is open. */
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('asset_transfer_open').on(t.assetId).where(sql`ended_at is null`),
    index('asset_transfer_asset').on(t.assetId),
    check('asset_transfer_two', sql`${t.fromId} <> ${t.toId}`),
    check('asset_transfer_asked', sql`${t.askedBy} in ('giver', 'receiver')`),
    check('asset_transfer_paid', sql`${t.paidFen} >= 0`),
    check('asset_transfer_value', sql`${t.accumulatedFen} between 0 and ${t.priceFen}`),
    check('asset_transfer_taken', sql`${t.takenAt} is null or ${t.endedAt} is not null`),
  ],
);

/** An application to dispose of equipment of one owner, for any number of cards. */
export const disposal = table(
  'disposal',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    explanation: text('explanation').notNull(),
    /** Sum of the prices of its cards: what decides who must agree. */
    priceFen: integer('price_fen').notNull(),
    /** Record of the meeting that decided (集体决策), from a value on. */
    meetingRecord: text('meeting_record'),
    way: text('way').$type<'recycled' | 'sold' | 'returned'>(),
    /** Who took it. */
    takenBy: text('taken_by'),
    certificateNumber: text('certificate_number'),
    incomeFen: integer('income_fen'),
    /** Receipt of what was paid into the treasury (非税). */
    incomeReceipt: text('income_receipt'),
    doneAt: integer('done_at'),
    /** Until when its papers are kept. */
    retainUntil: text('retain_until'),
  },
  (t) => [
    check('disposal_way', sql`${t.way} is null or ${t.way} in ('recycled', 'sold', 'returned')`),
    check('disposal_income', sql`${t.incomeFen} is null or ${t.incomeFen} >= 0`),
    check('disposal_done', sql`(${t.doneAt} is null) = (${t.way} is null)`),
  ],
);

export const disposalLine = table(
  'disposal_line',
  {
    id: id('id'),
    disposalId: integer('disposal_id')
      .notNull()
      .references(() => disposal.documentId),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    reason: text('reason').$type<'broken' | 'obsolete' | 'unsafe' | 'lost' | 'mandatory'>().notNull(),
    priceFen: integer('price_fen').notNull(),
    accumulatedFen: integer('accumulated_fen').notNull(),
    /** What the engineer found, and what it may still bring. */
    appraisal: text('appraisal'),
    worthFen: integer('worth_fen'),
    /** Whether data must be erased, or a source of radiation handled, before it goes. */
    holdsData: boolean('holds_data').notNull(),
    holdsSource: boolean('holds_source').notNull(),
    erasure: text('erasure'),
    sourceHandling: text('source_handling'),
    /** When it was scrapped or kept; null while it is up for disposal. */
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('disposal_line_once').on(t.disposalId, t.assetId),
    uniqueIndex('disposal_line_open').on(t.assetId).where(sql`ended_at is null`),
    check('disposal_line_reason', sql`${t.reason} in ('broken', 'obsolete', 'unsafe', 'lost', 'mandatory')`),
    check('disposal_line_value', sql`${t.accumulatedFen} between 0 and ${t.priceFen}`),
  ],
);
