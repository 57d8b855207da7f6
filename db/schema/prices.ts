/** What things may cost: listed prices, contracts with agreed volumes, negotiations, and the repricing of stock. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location, organisation } from './organisations.ts';
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

/** How a supplier sells an item: which one we buy from when nothing else says so, in which steps, how fast. */
export const supplyTerm = table(
  'supply_term',
  {
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
  },
  (t) => [
    primaryKey({ columns: [t.partyId, t.itemId] }),
    index('supply_term_item').on(t.itemId),
    check('supply_term_steps', sql`${t.leastPacks} > 0 and ${t.stepPacks} > 0 and ${t.leadDays} >= 0`),
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

/** A negotiation of prices (议价, document YJ) in rounds; its lines, what was quoted, and who took part. */
export const negotiation = table('negotiation', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  title: text('title').notNull(),
  purpose: text('purpose').notNull().default(''),
  heldOn: text('held_on').notNull(),
  round: integer('round').notNull().default(1),
  /** Prices awarded hold for this long. */
  startsOn: text('starts_on').notNull(),
  endsOn: text('ends_on').notNull(),
});

export const negotiationLine = table(
  'negotiation_line',
  {
    id: id('id'),
    negotiationId: integer('negotiation_id')
      .notNull()
      .references(() => negotiation.documentId),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** Expected to be bought in the time, base units. */
    quantityBase: integer('quantity_base').notNull(),
    awardedPartyId: integer('awarded_party_id').references(() => party.id),
    awardedPrice: integer('awarded_price'),
    awardReason: text('award_reason'),
  },
  (t) => [
    uniqueIndex('negotiation_line_item').on(t.negotiationId, t.itemId),
    check('negotiation_line_award', sql`(${t.awardedPartyId} is null) = (${t.awardedPrice} is null)`),
  ],
);

export const negotiationQuote = table(
  'negotiation_quote',
  {
    id: id('id'),
    lineId: integer('line_id')
      .notNull()
      .references(() => negotiationLine.id),
    partyId: integer('party_id')
      .notNull()
      .references(() => party.id),
    round: integer('round').notNull(),
    pricePack: integer('price_pack').notNull(),
    note: text('note').notNull().default(''),
    recordedBy: integer('recorded_by').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    uniqueIndex('negotiation_quote_round').on(t.lineId, t.partyId, t.round),
    check('negotiation_quote_price', sql`${t.pricePack} > 0`),
  ],
);

/** Prices to compare with: the platform's, other provinces', the same specification, the last one paid. */
export const negotiationReference = table(
  'negotiation_reference',
  {
    id: id('id'),
    lineId: integer('line_id')
      .notNull()
      .references(() => negotiationLine.id),
    kind: text('kind').$type<'listed' | 'province' | 'same_specification' | 'last_paid' | 'other'>().notNull(),
    pricePack: integer('price_pack').notNull(),
    source: text('source').notNull(),
  },
  (t) => [index('negotiation_reference_line').on(t.lineId)],
);

export const negotiationPerson = table(
  'negotiation_person',
  {
    negotiationId: integer('negotiation_id')
      .notNull()
      .references(() => negotiation.documentId),
    personId: integer('person_id').notNull(),
    personName: text('person_name').notNull(),
    stance: text('stance').$type<'takes_part' | 'recused'>().notNull(),
    /** 回避声明, or that there is no interest. */
    statement: text('statement').notNull(),
    statedAt: integer('stated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.negotiationId, t.personId] })],
);

/** A price change of what is in stock (调价单, document TJ): it moves to a lot at the new price. */
export const repricing = table('repricing', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  reason: text('reason').notNull(),
  legalBasis: text('legal_basis').notNull(),
  /** What the stock gained (or lost) when it was posted, in fen. */
  effectFen: integer('effect_fen'),
});

export const repricingLine = table(
  'repricing_line',
  {
    id: id('id'),
    repricingId: integer('repricing_id')
      .notNull()
      .references(() => repricing.documentId),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    newPrice: integer('new_price').notNull(),
  },
  (t) => [
    uniqueIndex('repricing_line_item').on(t.repricingId, t.itemId),
    check('repricing_line_price', sql`${t.newPrice} >= 0`),
  ],
);

/** What a repricing did, lot by lot and place by place, when it was posted. */
export const repricingEffect = table(
  'repricing_effect',
  {
    id: id('id'),
    lineId: integer('line_id')
      .notNull()
      .references(() => repricingLine.id),
    locationId: integer('location_id')
      .notNull()
      .references(() => location.id),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => organisation.id),
    oldLotId: integer('old_lot_id')
      .notNull()
      .references(() => lot.id),
    newLotId: integer('new_lot_id')
      .notNull()
      .references(() => lot.id),
    quantityBase: integer('quantity_base').notNull(),
    oldFen: integer('old_fen').notNull(),
    newFen: integer('new_fen').notNull(),
  },
  (t) => [index('repricing_effect_line').on(t.lineId)],
);
