/** What a member asked for and does not have (缺药登记). Status and timeline are the document's. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';

export const shortage = table(
  'shortage',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Null for a wish outside the catalogue, which is described in words. */
    itemId: integer('item_id').references(() => item.id),
    wishName: text('wish_name'),
    wishDetail: text('wish_detail'),
    /** Asked, in base units; of a wish, in the unit the person named. */
    quantityBase: integer('quantity_base').notNull(),
    wishUnit: text('wish_unit'),
    urgency: text('urgency').$type<'emergency' | 'chronic' | 'routine'>().notNull(),
    neededBy: text('needed_by').notNull(),
    reason: text('reason')
      .$type<'out_of_stock' | 'below_safety' | 'patient_need' | 'prescription_extension' | 'not_in_formulary'>()
      .notNull(),
    daysOfUse: integer('days_of_use'),
    substituteAcceptable: boolean('substitute_acceptable').notNull().default(false),
    patients: integer('patients'),
    /** Masked by the clinic, such as 张* 0417: never a name, an identity or a phone number. */
    patientReference: text('patient_reference'),
    note: text('note'),
    stockBase: integer('stock_base').notNull().default(0),
    use30Base: integer('use30_base').notNull().default(0),
    /** The hub must answer by then (UTC ms), from the dated rule for the urgency. */
    answerBy: integer('answer_by').notNull(),
    /** The goods must be there by then (UTC ms), from the dated rule for urgency and way; null before that rule. */
    resolveBy: integer('resolve_by'),
    /** Of a chronic refill: the day on which the patient's last dose is taken. */
    runsOutOn: text('runs_out_on'),
    /** The limit that was passed unmet, and was told to who stands above. */
    escalated: text('escalated').$type<'answer' | 'resolve'>(),
    /** When it first was arranged for or rejected, and when what comes had come (UTC ms), as its timeline says. */
    answeredAt: integer('answered_at'),
    arrivedAt: integer('arrived_at'),
    /** Kept for it in dispatches that are not cancelled; of it shipped; of it arrived in good order; given up. */
    answeredBase: integer('answered_base').notNull().default(0),
    shippedBase: integer('shipped_base').notNull().default(0),
    arrivedBase: integer('arrived_base').notNull().default(0),
    closedBase: integer('closed_base').notNull().default(0),
    /** Sums of its parts: promised and not served yet, with the first day promised; of what arrived, ended by part. */
    promisedBase: integer('promised_base').notNull().default(0),
    promiseDue: text('promise_due'),
    settledBase: integer('settled_base').notNull().default(0),
  },
  (t) => [
    index('shortage_item').on(t.itemId),
    index('shortage_organisation').on(t.organisationId),
    index('shortage_answer_by').on(t.answerBy),
    check('shortage_quantity', sql`${t.quantityBase} > 0`),
    check('shortage_subject', sql`(${t.itemId} is null) <> (${t.wishName} is null)`),
    check(
      'shortage_progress',
      sql`${t.arrivedBase} >= 0 and ${t.arrivedBase} <= ${t.shippedBase} and ${t.shippedBase} <= ${t.answeredBase} and ${t.closedBase} >= 0 and ${t.answeredBase} + ${t.closedBase} <= ${t.quantityBase}`,
    ),
  ],
);

/** What member and hub say to each other on a request; never changed, never taken away. */
export const shortageMessage = table(
  'shortage_message',
  {
    id: id('id'),
    shortageId: integer('shortage_id')
      .notNull()
      .references(() => document.id),
    side: text('side').$type<'clinic' | 'hub'>().notNull(),
    personId: integer('person_id').notNull(),
    personName: text('person_name').notNull(),
    organisationName: text('organisation_name').notNull(),
    text: text('text').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('shortage_message_shortage').on(t.shortageId, t.id)],
);

/** Up to which message each side has read. */
export const shortageReading = table(
  'shortage_reading',
  {
    shortageId: integer('shortage_id')
      .notNull()
      .references(() => document.id),
    side: text('side').$type<'clinic' | 'hub'>().notNull(),
    upToId: integer('up_to_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shortageId, t.side] })],
);

/** One need that was asked for twice: which request went into which, and when that was undone. */
export const shortageMerge = table(
  'shortage_merge',
  {
    id: id('id'),
    shortageId: integer('shortage_id')
      .notNull()
      .references(() => document.id),
    intoId: integer('into_id')
      .notNull()
      .references(() => document.id),
    /** Added to what the kept request asks; 0 where the same was asked twice. */
    addedBase: integer('added_base').notNull(),
    formerStatus: text('former_status').notNull(),
    by: integer('by').notNull(),
    at: integer('at').notNull(),
    undoneAt: integer('undone_at'),
    undoneBy: integer('undone_by'),
  },
  (t) => [
    uniqueIndex('shortage_merge_once').on(t.shortageId).where(sql`undone_at is null`),
    index('shortage_merge_into').on(t.intoId),
    check('shortage_merge_other', sql`${t.shortageId} <> ${t.intoId} and ${t.addedBase} >= 0`),
  ],
);

/**
 * A part of a request with an answer or an end of its own (分行): promised in a way that no dispatch tells of yet,
 * closed with its reason, or arrived and ended for the patient. What dispatches carry stands in their links.
 */
export const shortagePart = table(
  'shortage_part',
  {
    id: id('id'),
    shortageId: integer('shortage_id')
      .notNull()
      .references(() => document.id),
    /** A closing was open before and is given up; an ending came before. A substitute is promised until confirmed. */
    kind: text('kind').$type<'promise' | 'closing' | 'ending'>().notNull(),
    way: text('way')
      .$type<
        | 'order'
        | 'purchase'
        | 'ad_hoc'
        | 'substitute'
        | 'refer'
        | 'refuse'
        | 'proposal'
        | 'collected'
        | 'no_show'
        | 'cancelled'
      >()
      .notNull(),
    quantityBase: integer('quantity_base').notNull(),
    /** The order it waits for, the dossier that proposes it, the dispatch that brought it, the other's request. */
    sourceId: integer('source_id').references(() => document.id),
    /** Of a substitute: the other item, and how much of it. */
    itemId: integer('item_id').references(() => item.id),
    itemBase: integer('item_base'),
    dueOn: text('due_on'),
    note: text('note').notNull().default(''),
    /** Of an ending: taken off the shelf by it. */
    issued: boolean('issued').notNull().default(false),
    by: integer('by').notNull(),
    byName: text('by_name').notNull(),
    at: integer('at').notNull(),
    /** The prescriber who agreed to the substitute. */
    confirmedBy: integer('confirmed_by'),
    confirmedName: text('confirmed_name'),
    confirmedAt: integer('confirmed_at'),
    /** Null while it stands; otherwise how it went: taken back, served, declined by prescriber, or closed with all. */
    endedWhy: text('ended_why').$type<'withdrawn' | 'served' | 'declined' | 'closed'>(),
    endedAt: integer('ended_at'),
    endedBy: integer('ended_by'),
  },
  (t) => [
    index('shortage_part_shortage').on(t.shortageId, t.id),
    index('shortage_part_source').on(t.sourceId),
    check('shortage_part_quantity', sql`${t.quantityBase} > 0`),
    check('shortage_part_end', sql`(${t.endedAt} is null) = (${t.endedWhy} is null)`),
  ],
);
