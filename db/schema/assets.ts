/** Equipment (固定资产、医疗设备): its classes, one card each, where the money came from, and all that ever happened. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { party } from './parties.ts';
import { person } from './users.ts';

/** Classes of the depreciation table (财会〔2018〕24号); what holds for all equipment of a class. */
export const assetClass = table(
  'asset_class',
  {
    id: id('id'),
    code: text('code').notNull(),
    name: text('name').notNull(),
    /** Order in which people read them. */
    position: integer('position').notNull(),
    /** False for computers, vehicles and furniture: they have no registration. */
    medical: boolean('medical').notNull(),
    risk: text('risk').$type<'high' | 'medium' | 'low'>().notNull(),
    /** Months between two rounds of preventive maintenance; null where none is planned. */
    upkeepMonths: integer('upkeep_months'),
    /** Whether much of the class is on the list of compulsory metrology (强检). */
    measured: boolean('measured').notNull(),
    /** Emergency and life support: always complete, with a spare. */
    emergency: boolean('emergency').notNull(),
  },
  (t) => [uniqueIndex('asset_class_code').on(t.code)],
);

export const asset = table(
  'asset',
  {
    id: id('id'),
    number: text('number').notNull(),
    name: text('name').notNull(),
    classId: integer('class_id')
      .notNull()
      .references(() => assetClass.id),
    /** Of the catalogue of devices: two digits (01–22) or, before 2018-08, four (68xx). */
    categoryCode: text('category_code'),
    registrationNumber: text('registration_number'),
    /** 1 to 3, as the registration says; null without one. */
    deviceClass: integer('device_class'),
    udiDi: text('udi_di'),
    serialNumber: text('serial_number'),
    brand: text('brand').notNull().default(''),
    model: text('model').notNull().default(''),
    maker: text('maker').notNull().default(''),
    supplierId: integer('supplier_id').references(() => party.id),
    purchaseMethod: text('purchase_method').notNull(),
    contractNumber: text('contract_number'),
    priceFen: integer('price_fen').notNull(),
    acquiredOn: text('acquired_on').notNull(),
    acceptedOn: text('accepted_on'),
    firstUsedOn: text('first_used_on'),
    warrantyUntil: text('warranty_until'),
    /** In whose books it stands. */
    ownerId: integer('owner_id')
      .notNull()
      .references(() => organisation.id),
    /** Who works with it: sharing changes this alone. */
    userId: integer('user_id')
      .notNull()
      .references(() => organisation.id),
    /** Who looks after it and answers for it. */
    keeperId: integer('keeper_id')
      .notNull()
      .references(() => organisation.id),
    room: text('room').notNull().default(''),
    custodianId: integer('custodian_id').references(() => person.id),
    /** Of the catalogue of large equipment, where it is on it; and the licence to have it. */
    largeKind: text('large_kind'),
    licenceNumber: text('licence_number'),
    /** Number it had before: of the treasury's card or an older register. */
    formerNumber: text('former_number'),
    note: text('note').notNull().default(''),
    status: text('status')
      .$type<'idle' | 'in_use' | 'shared' | 'repair' | 'stopped' | 'moving' | 'to_scrap' | 'scrapped' | 'withdrawn'>()
      .notNull(),
    /** The open fault that keeps it out of use; nobody puts it into use before that is settled. */
    downBy: integer('down_by').references(() => document.id),
    searchText: text('search_text').notNull(),
    /** Digest of the file and its row, where it came from one: the same row never makes a second card. */
    sourceFile: text('source_file'),
    sourceRow: integer('source_row'),
    version: integer('version').notNull().default(1),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (t) => [
    uniqueIndex('asset_number').on(t.number),
    uniqueIndex('asset_source').on(t.sourceFile, t.sourceRow),
    index('asset_owner').on(t.ownerId),
    index('asset_user').on(t.userId),
    index('asset_keeper').on(t.keeperId),
    index('asset_class_of').on(t.classId),
    index('asset_serial').on(t.serialNumber),
    index('asset_former').on(t.formerNumber),
    check('asset_price', sql`${t.priceFen} >= 0`),
    check('asset_version', sql`${t.version} > 0`),
    check('asset_grade', sql`${t.deviceClass} is null or ${t.deviceClass} between 1 and 3`),
    check(
      'asset_status',
      sql`${t.status} in ('idle', 'in_use', 'shared', 'repair', 'stopped', 'moving', 'to_scrap', 'scrapped', 'withdrawn')`,
    ),
  ],
);

/** What each source paid of the price. */
export const assetFund = table(
  'asset_fund',
  {
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    source: text('source').$type<'fiscal' | 'science' | 'own' | 'donated'>().notNull(),
    amountFen: integer('amount_fen').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.assetId, t.source] }),
    check('asset_fund_source', sql`${t.source} in ('fiscal', 'science', 'own', 'donated')`),
    check('asset_fund_amount', sql`${t.amountFen} > 0`),
  ],
);

/** Append-only: rows are never changed or removed. The status of a card is that of its last event. */
export const assetEvent = table(
  'asset_event',
  {
    id: id('id'),
    assetId: integer('asset_id')
      .notNull()
      .references(() => asset.id),
    act: text('act').notNull(),
    fromStatus: text('from_status'),
    toStatus: text('to_status').notNull(),
    actorId: integer('actor_id').notNull(),
    /** Names as they were then. */
    actorName: text('actor_name').notNull(),
    organisationId: integer('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    at: integer('at').notNull(),
    note: text('note'),
    /** What changed, by field: `{ room: ['一楼', '二楼'] }`; or what else there is to say. */
    detail: json<Record<string, unknown>>('detail'),
    /** The paper by which it happened. */
    documentNumber: text('document_number'),
  },
  (t) => [index('asset_event_asset').on(t.assetId, t.id)],
);
