/** What things may cost: listed prices, who sells what, and contracts with agreed volumes. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { party } from './parties.ts';

/** 挂网价: the highest price the platform allows, from a day on. Prices are 1/10,000 yuan for a pack. */
export const listedPrice = table(
  'listed_price',
  {
    id: id('id'),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    pricePack: integer('price_pack').notNull(),
    validFrom: text('valid_from').notNull(),
    /** Last day; null while nothing follows. */
    validTo: text('valid_to'),
    source: text('source').notNull(),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    uniqueIndex('listed_price_start').on(t.itemId, t.validFrom),
    check('listed_price_amount', sql`${t.pricePack} > 0`),
    check('listed_price_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);

/**
 * How a supplier sells an item: which one we buy from when nothing else says so, in which steps, how fast. Changing it
 * closes its row the day before and opens one, so that a past day answers as it did.
 */
export const supplyTerm = table(
  'supply_term',
  {
    id: id('id'),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** Packs; an order line is at least this and a multiple of the step. */
    leastPacks: integer('least_packs').notNull().default(1),
    stepPacks: integer('step_packs').notNull().default(1),
    leadDays: integer('lead_days').notNull().default(3),
    /** Smaller first among suppliers without a contract. */
    preference: integer('preference').notNull().default(1),
    active: boolean('active').notNull().default(true),
    validFrom: text('valid_from').notNull(),
    /** Last day; null while nothing follows. */
    validTo: text('valid_to'),
    /** Null for what was set before terms were dated: nobody kept who set it. */
    recordedBy: integer('recorded_by'),
    recordedAt: integer('recorded_at'),
  },
  (t) => [
    uniqueIndex('supply_term_start').on(t.partyId, t.itemId, t.validFrom),
    uniqueIndex('supply_term_open').on(t.partyId, t.itemId).where(sql`valid_to is null`),
    index('supply_term_item').on(t.itemId),
    check('supply_term_steps', sql`${t.leastPacks} > 0 and ${t.stepPacks} > 0 and ${t.leadDays} >= 0`),
    check('supply_term_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);

/**
 * What patients pay for an item (销售价), 1/10,000 yuan for a pack, from a day on: among those in force on a day the one
 * that begins last, and of one day the one recorded last. It follows what was paid, or is proposed by one person and
 * decided by another; a trigger lets nothing else change and nothing be deleted.
 */
export const sellingPrice = table(
  'selling_price',
  {
    id: id('id'),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    pricePack: integer('price_pack').notNull(),
    /** What had been paid for the newest stock when it was recorded; null when nothing had. */
    paidPack: integer('paid_pack'),
    validFrom: text('valid_from').notNull(),
    origin: text('origin').$type<'acceptance' | 'repricing' | 'taken_over' | 'set'>().notNull(),
    /** The receipt or the repricing it follows. */
    documentId: integer('document_id').references(() => document.id),
    reason: text('reason').notNull().default(''),
    status: text('status').$type<'proposed' | 'in_force' | 'refused' | 'withdrawn'>().notNull(),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    /** Whoever approved or refused a price that was set; what follows a document was approved there. */
    approvedBy: integer('approved_by'),
    approvedAt: integer('approved_at'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    index('selling_price_item').on(t.itemId, t.validFrom, t.id),
    uniqueIndex('selling_price_waiting').on(t.itemId).where(sql`status = 'proposed'`),
    index('selling_price_document').on(t.documentId),
    check('selling_price_amount', sql`${t.pricePack} > 0`),
    check('selling_price_origin', sql`${t.origin} in ('acceptance', 'repricing', 'taken_over', 'set')`),
    check('selling_price_status', sql`${t.status} in ('proposed', 'in_force', 'refused', 'withdrawn')`),
    check(
      'selling_price_source',
      sql`(${t.origin} in ('acceptance', 'repricing')) = (${t.documentId} is not null) and (${t.origin} <> 'set' or ${t.reason} <> '')`,
    ),
    check(
      'selling_price_decided',
      sql`(${t.origin} = 'set' and ${t.status} in ('in_force', 'refused')) = (${t.approvedBy} is not null) and (${t.origin} = 'set' or ${t.status} = 'in_force')`,
    ),
    check('selling_price_two', sql`${t.approvedBy} is null or ${t.approvedBy} <> ${t.recordedBy}`),
  ],
);

/** A contract (document HT): volume-based (集采), nationally negotiated (国谈), or the award of a negotiation (议价). */
export const contract = table(
  'contract',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    kind: text('kind').$type<'volume' | 'national' | 'negotiated'>().notNull(),
    title: text('title').notNull(),
    /** 集采批次; empty for the others. */
    batch: text('batch').notNull().default(''),
    /** Who delivers and is paid. */
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    /** Delivers when the first cannot (备供企业). */
    backupPartyId: integer('backup_party_id').references(() => party.id),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    negotiationId: integer('negotiation_id').references(() => document.id),
  },
  (t) => [
    index('contract_party').on(t.partyId),
    check('contract_span', sql`${t.endsOn} >= ${t.startsOn}`),
    check('contract_kind', sql`${t.kind} in ('volume', 'national', 'negotiated')`),
  ],
);

export const contractLine = table(
  'contract_line',
  {
    id: id('id'),
    contractId: integer('contract_id')
      .notNull()
      .references(() => contract.documentId),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    pricePack: integer('price_pack').notNull(),
    /** Agreed in smallest units of the contract's main specification; 0 when no volume was agreed. */
    agreedUnits: integer('agreed_units').notNull().default(0),
    /** A base unit of this item counts as `convertTimes / convertBy` contract units (规格换算). */
    convertTimes: integer('convert_times').notNull().default(1),
    convertBy: integer('convert_by').notNull().default(1),
  },
  (t) => [
    uniqueIndex('contract_line_item').on(t.contractId, t.itemId),
    index('contract_line_by_item').on(t.itemId),
    check('contract_line_price', sql`${t.pricePack} > 0`),
    check('contract_line_units', sql`${t.agreedUnits} >= 0 and ${t.convertTimes} > 0 and ${t.convertBy} > 0`),
  ],
);

/** What each member agreed to take under a contract line, in contract units; lines of one concept share by brand. */
export const contractShare = table(
  'contract_share',
  {
    contractLineId: integer('contract_line_id')
      .notNull()
      .references(() => contractLine.id),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    agreedUnits: integer('agreed_units').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.contractLineId, t.organisationId] }),
    check('contract_share_units', sql`${t.agreedUnits} > 0`),
  ],
);
