/** Purchase plans (采购计划, document JH): the demand of all members as what is bought, from whom, at what price. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { demand } from './demand.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { party } from './parties.ts';

/** 采购通道. */
export type Channel = 'volume' | 'national' | 'negotiated' | 'listed' | 'filed' | 'ad_hoc' | 'donation';
/** How what is owed was bought: goods by a channel, or equipment by its own contract. */
export type OwedChannel = Channel | 'equipment';

export const plan = table('plan', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  title: text('title').notNull(),
  neededBy: text('needed_by').notNull(),
  /** 先购后补: ordered at once, the approvals follow within the rule's hours. */
  urgent: boolean('urgent').notNull().default(false),
  urgentReason: text('urgent_reason'),
  note: text('note').notNull().default(''),
  /** Kept, so that a plan of any length opens at once. */
  lineCount: integer('line_count').notNull().default(0),
  memberCount: integer('member_count').notNull().default(0),
  amountFen: integer('amount_fen').notNull().default(0),
});

export const planLine = table(
  'plan_line',
  {
    id: id('id'),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.documentId),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** Null while nobody sells it: such a line must be given a supplier or dropped before the plan is submitted. */
    partyId: integer('party_id').references(() => party.id),
    channel: text('channel').$type<Channel>().notNull(),
    /** Channels that need one (备案, 临时, 捐赠) say why. */
    channelReason: text('channel_reason').notNull().default(''),
    delivery: text('delivery').$type<'hub' | 'direct' | 'relay'>().notNull().default('hub'),
    pricePack: integer('price_pack').notNull(),
    contractLineId: integer('contract_line_id'),
    /** Why this price and supplier, as src/prices explains it. */
    priceReason: json<{ code: string; detail: Record<string, string | number> }>('price_reason').notNull(),
    /** How the quantity came about, base units: asked = from the hub + on its way + from neighbours + to buy. */
    askedBase: integer('asked_base').notNull(),
    fromHubBase: integer('from_hub_base').notNull().default(0),
    onOrderBase: integer('on_order_base').notNull().default(0),
    fromNeighboursBase: integer('from_neighbours_base').notNull().default(0),
    toBuyBase: integer('to_buy_base').notNull(),
    /** To buy, rounded up to packs, the supplier's steps and least order. */
    proposedBase: integer('proposed_base').notNull(),
    /** What is bought; changed by the buyer and by those who approve, each change in the timeline. */
    quantityBase: integer('quantity_base').notNull(),
    amountFen: integer('amount_fen').notNull(),
    changeReason: text('change_reason').notNull().default(''),
    orderedBase: integer('ordered_base').notNull().default(0),
  },
  (t) => [
    uniqueIndex('plan_line_number').on(t.planId, t.lineNumber),
    index('plan_line_item').on(t.itemId),
    check(
      'plan_line_quantity',
      sql`${t.quantityBase} >= 0 and ${t.orderedBase} >= 0 and ${t.orderedBase} <= ${t.quantityBase}`,
    ),
    check('plan_line_price', sql`${t.pricePack} >= 0 and ${t.amountFen} >= 0`),
  ],
);

/** Which need a plan line serves and how: bought, from the hub's stock, from an open order, or from a neighbour. */
export const planDemand = table(
  'plan_demand',
  {
    id: id('id'),
    planLineId: integer('plan_line_id')
      .notNull()
      .references(() => planLine.id),
    demandId: integer('demand_id')
      .notNull()
      .references(() => demand.id),
    source: text('source').$type<'buy' | 'hub' | 'order' | 'neighbour'>().notNull(),
    quantityBase: integer('quantity_base').notNull(),
  },
  (t) => [
    uniqueIndex('plan_demand_once').on(t.planLineId, t.demandId, t.source),
    index('plan_demand_demand').on(t.demandId),
    check('plan_demand_quantity', sql`${t.quantityBase} > 0`),
  ],
);

/** Surplus of a neighbour, proposed before anything is bought. */
export const planTransfer = table(
  'plan_transfer',
  {
    id: id('id'),
    planLineId: integer('plan_line_id')
      .notNull()
      .references(() => planLine.id),
    fromOrganisationId: integer('from_organisation_id')
      .notNull()
      .references(() => organisation.id),
    toOrganisationId: integer('to_organisation_id')
      .notNull()
      .references(() => organisation.id),
    quantityBase: integer('quantity_base').notNull(),
    /** Why it is surplus: days of cover there, what remains after. */
    explanation: json<Record<string, string | number>>('explanation').notNull(),
    status: text('status').$type<'proposed' | 'declined' | 'sent'>().notNull().default('proposed'),
    reason: text('reason').notNull().default(''),
    dispatchId: integer('dispatch_id').references(() => document.id),
  },
  (t) => [index('plan_transfer_line').on(t.planLineId), check('plan_transfer_quantity', sql`${t.quantityBase} > 0`)],
);
