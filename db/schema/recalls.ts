/** Recalls (召回): the notice, the lots it means, what each member had of them, and what became of it. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { organisation } from './organisations.ts';

export const recall = table(
  'recall',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    /** 1 to 3: 一级 is gravest. */
    level: integer('level').notNull(),
    title: text('title').notNull(),
    /** Who calls back: holder, maker or authority; and the number of their notice. */
    source: text('source').notNull(),
    noticeNumber: text('notice_number').notNull().default(''),
    reason: text('reason').notNull(),
    receivedAt: integer('received_at').notNull(),
    /** An exercise: everything is matched and told, nothing is frozen. */
    drill: boolean('drill').notNull().default(false),
    frozenAt: integer('frozen_at'),
    /** What may become of it: some defects can be mended. */
    handling: text('handling').$type<'return' | 'destroy' | 'rework'>().notNull().default('return'),
    /** As it was when the recall was closed. */
    report: json<Record<string, unknown>>('report'),
  },
  (t) => [
    check('recall_level', sql`${t.level} between 1 and 3`),
    check('recall_handling', sql`${t.handling} in ('return', 'destroy', 'rework')`),
  ],
);

/** What the notice names: an item or only its text, a lot number or a part of it, or all lots. */
export const recallTarget = table(
  'recall_target',
  {
    id: id('id'),
    recallId: integer('recall_id')
      .notNull()
      .references(() => recall.documentId),
    itemId: integer('item_id'),
    itemText: text('item_text').notNull().default(''),
    lotNumber: text('lot_number').notNull().default(''),
    match: text('match').$type<'exact' | 'part' | 'all'>().notNull(),
  },
  (t) => [
    index('recall_target_recall').on(t.recallId),
    check('recall_target_match', sql`${t.match} in ('exact', 'part', 'all')`),
  ],
);

/** A lot that the recall means, since a person said so. */
export const recallLot = table(
  'recall_lot',
  {
    recallId: integer('recall_id')
      .notNull()
      .references(() => recall.documentId),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    confirmedBy: integer('confirmed_by').notNull(),
    confirmedAt: integer('confirmed_at').notNull(),
    /** What froze it before; given back when the recall lets it go. */
    frozenBefore: text('frozen_before'),
    releasedAt: integer('released_at'),
    releasedReason: text('released_reason').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.recallId, t.lotId] }), index('recall_lot_lot').on(t.lotId)],
);

/** What a member was told and answered. */
export const recallNotice = table(
  'recall_notice',
  {
    id: id('id'),
    recallId: integer('recall_id')
      .notNull()
      .references(() => recall.documentId),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** By the books at the moment of the notice, base units of all lots by item are in `books`. */
    books: json<Record<string, unknown>>('books').notNull(),
    sentAt: integer('sent_at').notNull(),
    dueAt: integer('due_at').notNull(),
    answeredBy: integer('answered_by'),
    answeredAt: integer('answered_at'),
    /** What was found and put apart, what was used, how many patients had it. */
    answer: json<Record<string, unknown>>('answer'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    uniqueIndex('recall_notice_member').on(t.recallId, t.organisationId),
    index('recall_notice_open').on(t.organisationId).where(sql`answered_at is null`),
  ],
);
