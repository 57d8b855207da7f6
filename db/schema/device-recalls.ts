/** Recalls of equipment by its maker or an authority (医疗器械召回), and what was done with each thing that is meant. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { document } from './documents.ts';

/**
 * What is recalled (document SZ): everything of the registration number, model and device identifier that are given,
 * of all serial numbers or those listed. Which cards are meant is read from the register, so later ones are too.
 */
export const deviceRecall = table(
  'device_recall',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    /** What it is, in the words of the notice. */
    title: text('title').notNull(),
    /** 1 gravest. */
    level: integer('level').notNull(),
    registrationNumber: text('registration_number'),
    model: text('model'),
    /** UDI-DI, 14 digits. */
    udiDi: text('udi_di'),
    measure: text('measure').$type<'stop' | 'check' | 'watch'>().notNull(),
    reason: text('reason').notNull(),
    source: text('source').$type<'maker' | 'authority' | 'own'>().notNull(),
    noticeNumber: text('notice_number').notNull(),
    receivedOn: text('received_on').notNull(),
    /** The last day by which every card must be dealt with. */
    dueOn: text('due_on').notNull(),
    isOpen: boolean('is_open').notNull().default(true),
    searchText: text('search_text').notNull(),
  },
  (t) => [
    index('device_recall_open').on(t.documentId).where(sql`is_open`),
    check('device_recall_level', sql`${t.level} in (1, 2, 3)`),
    check('device_recall_measure', sql`${t.measure} in ('stop', 'check', 'watch')`),
    check('device_recall_source', sql`${t.source} in ('maker', 'authority', 'own')`),
    check(
      'device_recall_what',
      sql`coalesce(${t.registrationNumber}, ${t.model}, ${t.udiDi}) is not null and ${t.dueOn} >= ${t.receivedOn}`,
    ),
  ],
);

/** Serial numbers that a recall names, in capitals; none where it means all. */
export const deviceRecallSerial = table(
  'device_recall_serial',
  {
    recallId: integer('recall_id')
      .notNull()
      .references(() => deviceRecall.documentId),
    serial: text('serial').notNull(),
  },
  (t) => [primaryKey({ columns: [t.recallId, t.serial] })],
);

/** What was done with one thing; taken back it stays, beside the one that stands. A trigger lets none be deleted. */
export const deviceRecallAnswer = table(
  'device_recall_answer',
  {
    id: id('id'),
    recallId: integer('recall_id')
      .notNull()
      .references(() => deviceRecall.documentId),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    result: text('result').$type<'fine' | 'repaired' | 'returned'>().notNull(),
    doneOn: text('done_on').notNull(),
    note: text('note').notNull(),
    actorId: integer('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: integer('at').notNull(),
    takenBackAt: integer('taken_back_at'),
    takenBackWhy: text('taken_back_why').notNull().default(''),
  },
  (t) => [
    uniqueIndex('device_recall_answer_standing').on(t.recallId, t.assetId).where(sql`taken_back_at is null`),
    index('device_recall_answer_asset').on(t.assetId),
    check('device_recall_answer_result', sql`${t.result} in ('fine', 'repaired', 'returned')`),
  ],
);
