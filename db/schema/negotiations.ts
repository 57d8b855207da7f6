/** How prices change: negotiations in rounds, and the repricing of what is in stock. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { location, organisation } from './organisations.ts';
import { party } from './parties.ts';

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
