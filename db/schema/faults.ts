/** Faults of equipment (报修、维修): what was wrong, who repaired it, what it cost, how long it stood; adverse events. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { asset } from './assets.ts';
import { document } from './documents.ts';
import { person } from './users.ts';

export const fault = table(
  'fault',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    what: text('what').notNull(),
    urgency: text('urgency').$type<'critical' | 'urgent' | 'routine'>().notNull(),
    /** Whether it may be worked with until it is repaired. */
    usable: text('usable').$type<'yes' | 'no' | 'unsafe'>().notNull(),
    /** Status of the card before the fault took it out of use; null while it did not. */
    takenFrom: text('taken_from').$type<'idle' | 'in_use' | 'shared' | 'stopped'>(),
    /** Until it is accepted or withdrawn: a card has one open fault. */
    isOpen: boolean('is_open').notNull(),
    reportedAt: integer('reported_at').notNull(),
    /** Until when it has to be repaired, by the rule of the day of its report. */
    dueAt: integer('due_at').notNull(),
    engineerId: integer('engineer_id').references(() => person.id),
    /** Who repairs it where it is none of ours. */
    outside: text('outside').notNull().default(''),
    diagnosis: text('diagnosis').notNull().default(''),
    /** Up to which cost somebody else has agreed, in fen. */
    approvedFen: integer('approved_fen').notNull().default(0),
    askedBy: integer('asked_by').references(() => person.id),
    labourMinutes: integer('labour_minutes').notNull().default(0),
    work: text('work').notNull().default(''),
    /** The engineer's word that it cannot be repaired, or is not worth it. */
    irreparable: boolean('irreparable').notNull().default(false),
    repairedBy: integer('repaired_by').references(() => person.id),
    repairedAt: integer('repaired_at'),
    outcome: text('outcome').$type<'pass' | 'limited' | 'stopped'>(),
    /** What was tried at acceptance, and how it went. */
    test: text('test').notNull().default(''),
    acceptedBy: integer('accepted_by').references(() => person.id),
    acceptedAt: integer('accepted_at'),
    /** What stands in for it meanwhile. */
    loanerId: integer('loaner_id').references(() => asset.id),
  },
  (t) => [
    index('fault_asset').on(t.assetId, t.reportedAt),
    uniqueIndex('fault_one_open').on(t.assetId).where(sql`is_open`),
    index('fault_loaner').on(t.loanerId),
    check('fault_urgency', sql`${t.urgency} in ('critical', 'urgent', 'routine')`),
    check('fault_usable', sql`${t.usable} in ('yes', 'no', 'unsafe')`),
    check('fault_outcome', sql`${t.outcome} is null or ${t.outcome} in ('pass', 'limited', 'stopped')`),
    check('fault_labour', sql`${t.labourMinutes} >= 0`),
    check('fault_approved', sql`${t.approvedFen} >= 0`),
    check('fault_loaner_other', sql`${t.loanerId} is null or ${t.loanerId} <> ${t.assetId}`),
  ],
);

/** Parts and work of outside firms. */
export const faultCost = table(
  'fault_cost',
  {
    id: id('id'),
    faultId: integer('fault_id')
      .notNull()
      .references(() => fault.documentId),
    kind: text('kind').$type<'part' | 'outside'>().notNull(),
    name: text('name').notNull(),
    quantity: integer('quantity').notNull(),
    unitFen: integer('unit_fen').notNull(),
    amountFen: integer('amount_fen').notNull(),
    addedBy: integer('added_by')
      .notNull()
      .references(() => person.id),
    addedAt: integer('added_at').notNull(),
  },
  (t) => [
    index('fault_cost_fault').on(t.faultId),
    check('fault_cost_kind', sql`${t.kind} in ('part', 'outside')`),
    check('fault_cost_quantity', sql`${t.quantity} > 0`),
    check('fault_cost_amount', sql`${t.unitFen} >= 0 and ${t.amountFen} = ${t.quantity} * ${t.unitFen}`),
  ],
);

/** When the thing could not be worked with: from the report to the acceptance, and again when it is reopened. */
export const faultSpan = table(
  'fault_span',
  {
    id: id('id'),
    faultId: integer('fault_id')
      .notNull()
      .references(() => fault.documentId),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    fromAt: integer('from_at').notNull(),
    untilAt: integer('until_at'),
  },
  (t) => [
    index('fault_span_asset').on(t.assetId, t.fromAt),
    uniqueIndex('fault_span_open').on(t.faultId).where(sql`until_at is null`),
    check('fault_span_order', sql`${t.untilAt} is null or ${t.untilAt} >= ${t.fromAt}`),
  ],
);

/** 医疗器械不良事件: harm that a device did or may have done, and whether the national system knows of it. */
export const deviceEvent = table(
  'device_event',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    eventClass: text('event_class').$type<'death' | 'serious' | 'other'>().notNull(),
    occurredOn: text('occurred_on').notNull(),
    what: text('what').notNull(),
    /** What it did to the patient; never who it was. */
    harm: text('harm').notNull(),
    /** Whether the card was stopped with the report. */
    stopped: boolean('stopped').notNull(),
    /** The last day of telling the national system. */
    dueOn: text('due_on').notNull(),
    nationalNumber: text('national_number'),
    forwardedOn: text('forwarded_on'),
  },
  (t) => [
    index('device_event_asset').on(t.assetId),
    check('device_event_class', sql`${t.eventClass} in ('death', 'serious', 'other')`),
    check('device_event_forwarded', sql`(${t.nationalNumber} is null) = (${t.forwardedOn} is null)`),
  ],
);
