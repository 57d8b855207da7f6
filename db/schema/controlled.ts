/** Narcotic, psychotropic I and toxic drugs (麻精毒): two people at each step, shifts, returned ampoules, waste, cards. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location, organisation } from './organisations.ts';

/** What the register (专用账册) adds to a movement's line: voucher, who took it, who checked. Append-only. */
export const registerEntry = table(
  'register_entry',
  {
    id: id('id'),
    movementId: integer('movement_id').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    voucher: text('voucher').notNull().default(''),
    summary: text('summary').notNull().default(''),
    /** Who took the goods or brought them. */
    taker: text('taker').notNull().default(''),
    patientRef: text('patient_ref').notNull().default(''),
    /** Names as they were then. */
    personName: text('person_name').notNull(),
    secondName: text('second_name').notNull(),
  },
  (t) => [uniqueIndex('register_entry_movement').on(t.movementId), index('register_entry_member').on(t.organisationId)],
);

/** Hand-over of a controlled store between two shifts (document JB): both counted the same. */
export const handover = table(
  'handover',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    shift: text('shift').$type<'day' | 'evening' | 'night'>().notNull(),
    day: text('day').notNull(),
    fromPersonId: integer('from_person_id').notNull(),
    toPersonId: integer('to_person_id').notNull(),
    at: integer('at').notNull(),
    note: text('note').notNull().default(''),
  },
  (t) => [
    uniqueIndex('handover_once').on(t.locationId, t.day, t.shift),
    check('handover_people', sql`${t.fromPersonId} <> ${t.toPersonId}`),
    check('handover_shift', sql`${t.shift} in ('day', 'evening', 'night')`),
  ],
);

export const handoverLine = table(
  'handover_line',
  {
    id: id('id'),
    handoverId: integer('handover_id')
      .notNull()
      .references(() => handover.documentId),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    bookBase: integer('book_base').notNull(),
    countedBase: integer('counted_base').notNull(),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('handover_line_lot').on(t.handoverId, t.lotId),
    check('handover_line_counted', sql`${t.countedBase} >= 0 and ${t.bookBase} >= 0`),
  ],
);

/** Empty ampoules and used patches brought back (空安瓿回收). */
export const ampouleReturn = table(
  'ampoule_return',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    issueLineId: integer('issue_line_id').notNull(),
    itemId: integer('item_id').notNull(),
    lotId: integer('lot_id').notNull(),
    /** Pieces, not milligrams. */
    pieces: integer('pieces').notNull(),
    returnedBy: text('returned_by').notNull(),
    receivedBy: integer('received_by').notNull(),
    witnessId: integer('witness_id').notNull(),
    at: integer('at').notNull(),
    destroyedAt: integer('destroyed_at'),
    destroyedBy: integer('destroyed_by'),
    destructionWitnessId: integer('destruction_witness_id'),
  },
  (t) => [
    index('ampoule_return_issue').on(t.issueLineId),
    index('ampoule_return_member').on(t.organisationId, t.at),
    check('ampoule_return_pieces', sql`${t.pieces} > 0`),
    check('ampoule_return_people', sql`${t.receivedBy} <> ${t.witnessId}`),
  ],
);

/** What was left in an ampoule (残液) and poured away before a witness. */
export const residue = table(
  'residue',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    issueLineId: integer('issue_line_id').notNull(),
    itemId: integer('item_id').notNull(),
    lotId: integer('lot_id').notNull(),
    /** As written by hand: `0.5 ml`. */
    amount: text('amount').notNull(),
    method: text('method').notNull(),
    actorId: integer('actor_id').notNull(),
    witnessId: integer('witness_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    index('residue_issue').on(t.issueLineId),
    index('residue_member').on(t.organisationId, t.at),
    check('residue_people', sql`${t.actorId} <> ${t.witnessId}`),
  ],
);

/** 印鉴卡: without one in force nothing controlled is bought. */
export const purchaseCard = table(
  'purchase_card',
  {
    id: id('id'),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    number: text('number').notNull(),
    classes: text('classes').notNull(),
    buyers: text('buyers').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to').notNull(),
    withdrawn: boolean('withdrawn').notNull().default(false),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    uniqueIndex('purchase_card_number').on(t.number),
    index('purchase_card_member').on(t.organisationId, t.validTo),
    check('purchase_card_span', sql`${t.validTo} >= ${t.validFrom}`),
  ],
);
