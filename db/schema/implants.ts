/** High-value and implantable consumables, unit by unit: from the supplier's shelf to the patient, kept for ever. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { party } from './parties.ts';
import { payable } from './payables.ts';
import { person } from './users.ts';

/** Units that a supplier lays on a shelf of ours and still owns (寄售, document JX); signed by both. */
export const consignment = table('consignment', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  partyId: integer('party_id')
    .notNull()
    .references(() => party.id),
  shelf: text('shelf').notNull(),
  noteNumber: text('note_number').notNull(),
  /** Who signed for the supplier. */
  supplierPerson: text('supplier_person').notNull(),
});

/** One thing with its device identifier. It stands in one place; a trigger lets none be deleted. */
export const implantUnit = table(
  'implant_unit',
  {
    id: id('id'),
    /** The list by which a supplier laid it here; null when it is ours, bought and kept in the stock ledger. */
    consignmentId: integer('consignment_id').references(() => consignment.documentId),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** Whose it is while it is consigned. */
    partyId: integer('party_id').references(() => party.id),
    /** UDI-DI, 14 digits. */
    di: text('di').notNull(),
    lotNumber: text('lot_number').notNull(),
    serial: text('serial').notNull(),
    expiresOn: text('expires_on').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    shelf: text('shelf').notNull(),
    state: text('state').$type<'shelf' | 'used' | 'returned' | 'missing'>().notNull().default('shelf'),
    /** Why it may not be used, such as a recall; empty when it may. */
    frozen: text('frozen').notNull().default(''),
    searchText: text('search_text').notNull(),
  },
  (t) => [
    // A thing is in the county once; what went back to the supplier may come again
    uniqueIndex('implant_unit_udi').on(t.di, t.serial).where(sql`state <> 'returned'`),
    index('implant_unit_place').on(t.organisationId, t.state),
    index('implant_unit_lot').on(t.di, t.lotNumber),
    index('implant_unit_consignment').on(t.consignmentId),
    check('implant_unit_state', sql`${t.state} in ('shelf', 'used', 'returned', 'missing')`),
    check('implant_unit_owner', sql`(${t.consignmentId} is null) = (${t.partyId} is null)`),
  ],
);

/** Used on a patient (document ZR): its supplier is owed for it from then on, or our own leaves the stock ledger. */
export const implantUse = table(
  'implant_use',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => implantUnit.id),
    /** A number of the hospital or a masked one; never a name. */
    patientRef: text('patient_ref').notNull(),
    doctor: text('doctor').notNull(),
    department: text('department').notNull(),
    operatedOn: text('operated_on').notNull(),
    /** 1/10,000 yuan for a pack, on the day of use, and where it comes from. */
    pricePack: integer('price_pack').notNull(),
    amountFen: integer('amount_fen').notNull(),
    /** Null when the unit was ours. */
    payableId: integer('payable_id').references(() => payable.id),
    takenBackAt: integer('taken_back_at'),
    takenBackReason: text('taken_back_reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('implant_use_standing').on(t.unitId).where(sql`taken_back_at is null`),
    uniqueIndex('implant_use_payable').on(t.payableId),
    index('implant_use_patient').on(t.patientRef),
    check('implant_use_amount', sql`${t.amountFen} > 0 or (${t.amountFen} = 0 and ${t.payableId} is null)`),
  ],
);

/** What happened to a unit, in order; a trigger lets nothing be changed or deleted. */
export const implantAct = table(
  'implant_act',
  {
    id: id('id'),
    unitId: integer('unit_id')
      .notNull()
      .references(() => implantUnit.id),
    act: text('act')
      .$type<
        'place' | 'own' | 'use' | 'take_back' | 'send_back' | 'freeze' | 'release' | 'move' | 'missing' | 'found'
      >()
      .notNull(),
    /** The paper of it, where there is one. */
    number: text('number').notNull().default(''),
    note: text('note').notNull().default(''),
    actorId: integer('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('implant_act_unit').on(t.unitId, t.id)],
);

/** A device that is recalled, by identifier, lot or serial. While it is not ended nothing of it is used or placed. */
export const implantRecall = table(
  'implant_recall',
  {
    id: id('id'),
    di: text('di').notNull(),
    /** Null: all lots, all serials. */
    lotNumber: text('lot_number'),
    serial: text('serial'),
    why: text('why').notNull(),
    openedBy: integer('opened_by')
      .notNull()
      .references(() => person.id),
    openedAt: integer('opened_at').notNull(),
    endedBy: integer('ended_by').references(() => person.id),
    endedAt: integer('ended_at'),
    endedWhy: text('ended_why').notNull().default(''),
  },
  (t) => [
    index('implant_recall_di').on(t.di),
    check('implant_recall_ended', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
  ],
);

/** A patient with a recalled device was told, and what came of it; a trigger lets nothing be changed or deleted. */
export const implantFollowUp = table(
  'implant_follow_up',
  {
    id: id('id'),
    recallId: integer('recall_id')
      .notNull()
      .references(() => implantRecall.id),
    useId: integer('use_id')
      .notNull()
      .references(() => implantUse.documentId),
    toldOn: text('told_on').notNull(),
    outcome: text('outcome').notNull(),
    actorId: integer('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('implant_follow_up_recall').on(t.recallId, t.useId)],
);
