/** Equipment that is bought on an approved application: the contract, what arrived, and its acceptance (安装验收). */
import { sql } from 'drizzle-orm';
import { check, id, index, integer, table, text, uniqueIndex } from '../columns.ts';
import { acquisition } from './acquisitions.ts';
import { asset } from './assets.ts';
import { document } from './documents.ts';
import { party } from './parties.ts';
import { person } from './users.ts';

/** One contract for units of one application at one price; the document's organisation is the member that asked. */
export const assetPurchase = table(
  'asset_purchase',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    acquisitionId: integer('acquisition_id')
      .notNull()
      .references(() => acquisition.documentId),
    supplierId: integer('supplier_id')
      .notNull()
      .references(() => party.id),
    method: text('method').$type<'tender' | 'negotiation' | 'single_source'>().notNull(),
    /** Why only this supplier, for a single source. */
    methodReason: text('method_reason'),
    contractNumber: text('contract_number').notNull(),
    contractOn: text('contract_on').notNull(),
    quantity: integer('quantity').notNull(),
    /** Price of one unit: that of its card. */
    unitFen: integer('unit_fen').notNull(),
    warrantyMonths: integer('warranty_months').notNull(),
    deliverOn: text('deliver_on').notNull(),
    /** Days after acceptance by which the supplier is paid. */
    paymentDays: integer('payment_days').notNull().default(30),
    /** Part kept back (质保金), in percent, and months after acceptance at which it is due. */
    retentionPercent: integer('retention_percent').notNull().default(0),
    retentionMonths: integer('retention_months').notNull().default(0),
    /** When how much is paid, as the contract says. */
    paymentTerms: text('payment_terms').notNull(),
    searchText: text('search_text').notNull(),
  },
  (t) => [
    index('asset_purchase_acquisition').on(t.acquisitionId),
    index('asset_purchase_supplier').on(t.supplierId),
    check('asset_purchase_method', sql`${t.method} in ('tender', 'negotiation', 'single_source')`),
    check('asset_purchase_reason', sql`${t.method} <> 'single_source' or ${t.methodReason} is not null`),
    check('asset_purchase_quantity', sql`${t.quantity} > 0`),
    check('asset_purchase_price', sql`${t.unitFen} > 0`),
    check('asset_purchase_warranty', sql`${t.warrantyMonths} >= 0`),
  ],
);

/** What arrived at once, and both sides' word on it. */
export const assetAcceptance = table(
  'asset_acceptance',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    purchaseId: integer('purchase_id')
      .notNull()
      .references(() => assetPurchase.documentId),
    arrivedOn: text('arrived_on').notNull(),
    brand: text('brand').notNull(),
    model: text('model').notNull(),
    maker: text('maker').notNull(),
    categoryCode: text('category_code'),
    registrationNumber: text('registration_number'),
    room: text('room').notNull(),
    /** What was seen of the parcels: dents, wet, missing. */
    damage: text('damage').notNull(),
    /** Who was there for the supplier, as the asset office writes it. */
    supplierPerson: text('supplier_person'),
    userBy: integer('user_by').references(() => person.id),
    officeBy: integer('office_by').references(() => person.id),
    acceptedOn: text('accepted_on'),
  },
  (t) => [
    index('asset_acceptance_purchase').on(t.purchaseId),
    check('asset_acceptance_two', sql`${t.userBy} is null or ${t.officeBy} is null or ${t.userBy} <> ${t.officeBy}`),
    check(
      'asset_acceptance_both',
      sql`${t.acceptedOn} is null or (${t.userBy} is not null and ${t.officeBy} is not null)`,
    ),
    check('asset_acceptance_supplier', sql`(${t.officeBy} is null) = (${t.supplierPerson} is null)`),
  ],
);

/** One thing that arrived; its card once it is accepted. */
export const assetAcceptanceUnit = table(
  'asset_acceptance_unit',
  {
    id: id('id'),
    acceptanceId: integer('acceptance_id')
      .notNull()
      .references(() => assetAcceptance.documentId),
    serialNumber: text('serial_number').notNull(),
    udi: text('udi'),
    producedOn: text('produced_on'),
    assetId: integer('asset_id').references(() => asset.id),
  },
  (t) => [
    uniqueIndex('asset_acceptance_unit_serial').on(t.acceptanceId, t.serialNumber),
    uniqueIndex('asset_acceptance_unit_card').on(t.assetId),
  ],
);
