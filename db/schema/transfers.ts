/** Goods that members give each other (调剂): asked for or proposed, granted by the giver, carried by a dispatch. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, table, text, uniqueIndex } from '../columns.ts';
import { item } from './catalogue.ts';
import { document } from './documents.ts';
import { lot } from './ledger.ts';
import { organisation } from './organisations.ts';

/** The document (DB) is of the member that asks or offers; the giver grants it, and a dispatch of its own follows. */
export const memberTransfer = table(
  'member_transfer',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    fromOrganisationId: integer('from_organisation_id')
      .notNull()
      .references(() => organisation.id),
    toOrganisationId: integer('to_organisation_id')
      .notNull()
      .references(() => organisation.id),
    origin: text('origin').$type<'asked' | 'offered' | 'proposal' | 'plan' | 'shortage'>().notNull(),
    neededBy: text('needed_by').notNull(),
    note: text('note').notNull().default(''),
    /** The dispatch that carries it. */
    dispatchId: integer('dispatch_id').references(() => document.id),
  },
  (t) => [
    index('member_transfer_from').on(t.fromOrganisationId),
    index('member_transfer_to').on(t.toOrganisationId),
    index('member_transfer_dispatch').on(t.dispatchId),
    check('member_transfer_ends', sql`${t.fromOrganisationId} <> ${t.toOrganisationId}`),
  ],
);

export const memberTransferLine = table(
  'member_transfer_line',
  {
    id: id('id'),
    transferId: integer('transfer_id')
      .notNull()
      .references(() => memberTransfer.documentId),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    /** Named when a certain lot is meant; otherwise the first to expire is taken. */
    lotId: integer('lot_id').references(() => lot.id),
    askedBase: integer('asked_base').notNull(),
    grantedBase: integer('granted_base'),
    /** Why less or more was granted. */
    reason: text('reason').notNull().default(''),
    /** The line of a redistribution proposal or a purchase plan that it came from. */
    proposalLineId: integer('proposal_line_id'),
  },
  (t) => [
    uniqueIndex('member_transfer_line_number').on(t.transferId, t.lineNumber),
    index('member_transfer_line_item').on(t.itemId),
    index('member_transfer_line_proposal').on(t.proposalLineId),
    check('member_transfer_line_asked', sql`${t.askedBase} > 0`),
    check('member_transfer_line_granted', sql`${t.grantedBase} is null or ${t.grantedBase} >= 0`),
  ],
);

/** Where a member is, in millionths of a degree: what a journey between two members costs is a matter of distance. */
export const memberPoint = table(
  'member_point',
  {
    organisationId: integer('organisation_id')
      .primaryKey()
      .references(() => organisation.id),
    latitudeMicro: integer('latitude_micro').notNull(),
    longitudeMicro: integer('longitude_micro').notNull(),
    setBy: integer('set_by').notNull(),
    setAt: integer('set_at').notNull(),
  },
  (t) => [
    check('member_point_latitude', sql`${t.latitudeMicro} between -90000000 and 90000000`),
    check('member_point_longitude', sql`${t.longitudeMicro} between -180000000 and 180000000`),
  ],
);

/** A proposal (document TP) to spread what the county has: computed once, then edited and accepted line by line. */
export const proposal = table('proposal', {
  documentId: integer('document_id')
    .primaryKey()
    .references(() => document.id),
  /** What it was asked to do: items, members, weights. */
  request: json<Record<string, unknown>>('request').notNull(),
  /** What it looked at and what it would change. */
  summary: json<Record<string, unknown>>('summary').notNull(),
  computedAt: integer('computed_at').notNull(),
});

export const proposalLine = table(
  'proposal_line',
  {
    id: id('id'),
    proposalId: integer('proposal_id')
      .notNull()
      .references(() => proposal.documentId),
    lineNumber: integer('line_number').notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    lotId: integer('lot_id')
      .notNull()
      .references(() => lot.id),
    fromOrganisationId: integer('from_organisation_id')
      .notNull()
      .references(() => organisation.id),
    toOrganisationId: integer('to_organisation_id')
      .notNull()
      .references(() => organisation.id),
    proposedBase: integer('proposed_base').notNull(),
    /** What a person made of it. */
    quantityBase: integer('quantity_base').notNull(),
    /** Why, in numbers: cover on both sides, life left, distance, worth. */
    detail: json<Record<string, unknown>>('detail').notNull(),
    status: text('status').$type<'proposed' | 'accepted' | 'declined'>().notNull().default('proposed'),
    reason: text('reason').notNull().default(''),
    transferId: integer('transfer_id').references(() => document.id),
  },
  (t) => [
    uniqueIndex('proposal_line_number').on(t.proposalId, t.lineNumber),
    index('proposal_line_transfer').on(t.transferId),
    check('proposal_line_quantity', sql`${t.proposedBase} > 0 and ${t.quantityBase} > 0`),
    check('proposal_line_status', sql`${t.status} in ('proposed', 'accepted', 'declined')`),
  ],
);
