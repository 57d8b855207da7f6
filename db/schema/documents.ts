/** Documents: number, status, timeline, and links that carry quantities. Only src/documents writes them. */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { organisation } from './organisations.ts';

export const documentCounter = table(
  'document_counter',
  {
    prefix: text('prefix').notNull(),
    day: text('day').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.prefix, t.day] })],
);

export const document = table(
  'document',
  {
    id: id('id'),
    kind: text('kind')
      .$type<
        | 'shortage'
        | 'dispatch'
        | 'discrepancy'
        | 'opening'
        | 'count'
        | 'formulary'
        | 'dossier'
        | 'session'
        | 'requisition'
        | 'plan'
        | 'order'
        | 'delivery'
        | 'receipt'
        | 'supplier_return'
        | 'payment'
        | 'contract'
        | 'negotiation'
        | 'repricing'
        | 'issue'
        | 'issue_return'
        | 'write_off'
        | 'adjustment'
        | 'destruction'
        | 'transfer'
        | 'proposal'
        | 'excursion'
        | 'upkeep'
        | 'handover'
        | 'recall'
        | 'round'
        | 'wave'
        | 'monitoring'
        | 'fault'
        | 'device_event'
        | 'device_recall'
        | 'asset_transfer'
        | 'disposal'
        | 'inventory'
        | 'acquisition'
        | 'asset_purchase'
        | 'asset_acceptance'
        | 'loan'
        | 'booking'
        | 'consignment'
        | 'implant_use'
        | 'consignment_count'
        | 'implant_missing'
      >()
      .notNull(),
    number: text('number').notNull(),
    status: text('status').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    counterpartId: integer('counterpart_id').references(() => organisation.id),
    version: integer('version').notNull().default(1),
    createdBy: integer('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [
    uniqueIndex('document_number').on(t.number),
    index('document_board').on(t.kind, t.status, t.createdAt),
    index('document_own').on(t.organisationId, t.kind, t.createdAt),
    // What still waits for goods is little whatever has been, and leaves the index with its status
    index('document_waiting').on(t.organisationId).where(sql`status in ('registered', 'accepted', 'matched')`),
    index('document_other').on(t.counterpartId, t.kind, t.createdAt),
    check('document_version', sql`${t.version} > 0`),
  ],
);

export const documentAct = table(
  'document_act',
  {
    id: id('id'),
    documentId: integer('document_id')
      .notNull()
      .references(() => document.id),
    act: text('act').notNull(),
    fromStatus: text('from_status'),
    toStatus: text('to_status').notNull(),
    actorId: integer('actor_id').notNull(),
    /** Names as they were then: history does not change when a person or an organisation is renamed. */
    actorName: text('actor_name').notNull(),
    organisationId: integer('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    at: integer('at').notNull(),
    note: text('note'),
    detail: json<Record<string, unknown>>('detail'),
  },
  (t) => [index('document_act_document').on(t.documentId, t.id)],
);

export const documentLink = table(
  'document_link',
  {
    id: id('id'),
    kind: text('kind').$type<'serves' | 'differs' | 'follows'>().notNull(),
    fromDocumentId: integer('from_document_id')
      .notNull()
      .references(() => document.id),
    fromLineId: integer('from_line_id'),
    toDocumentId: integer('to_document_id')
      .notNull()
      .references(() => document.id),
    toLineId: integer('to_line_id'),
    quantityBase: integer('quantity_base').notNull(),
    /** How much of it arrived in good order. */
    fulfilledBase: integer('fulfilled_base').notNull().default(0),
  },
  (t) => [
    index('document_link_from').on(t.fromDocumentId),
    index('document_link_to').on(t.toDocumentId, t.toLineId),
    check('document_link_quantity', sql`${t.quantityBase} >= 0`),
    check('document_link_fulfilled', sql`${t.fulfilledBase} >= 0 and ${t.fulfilledBase} <= ${t.quantityBase}`),
  ],
);
