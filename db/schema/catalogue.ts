/** The catalogue: every product that can be bought, stocked or asked for, from generic concept down to the pack. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts';

/** What a substance or article is, whoever makes it: 通用名 and 剂型 with the way it is given. */
export const concept = table(
  'concept',
  {
    id: id('id'),
    kind: text('kind')
      .$type<'drug' | 'decoction_piece' | 'preparation' | 'consumable' | 'reagent' | 'device'>()
      .notNull(),
    genericName: text('generic_name').notNull(),
    form: text('form').notNull(),
    /** How it reaches the patient; one-product-two-specs counts by it. */
    route: text('route').$type<'oral' | 'injection' | 'inhalation' | 'topical' | 'other'>().notNull(),
    /** Further names people search by. */
    aliases: json<string[]>('aliases').notNull(),
    /** Class of the list it comes from, such as 抗微生物药; empty when nobody said. */
    therapeuticClass: text('therapeutic_class').notNull().default(''),
    /** Consumables: 低值, 高值 or 植介入. */
    consumableGrade: text('consumable_grade').$type<'low' | 'high' | 'implant'>(),
  },
  (t) => [
    uniqueIndex('concept_identity').on(t.kind, t.genericName, t.form),
    index('concept_class').on(t.therapeuticClass),
    check('concept_route', sql`${t.route} in ('oral', 'injection', 'inhalation', 'topical', 'other')`),
  ],
);

/** A strength of a concept; for decoction pieces the 炮制规格. Its base unit is what quantities count. */
export const specification = table(
  'specification',
  {
    id: id('id'),
    conceptId: integer('concept_id')
      .notNull()
      .references(() => concept.id),
    strength: text('strength').notNull(),
    baseUnit: text('base_unit').notNull(),
    /** Base units in one displayed unit: 1, or 1000 for pieces weighed in grams. */
    scale: integer('scale').notNull().default(1),
  },
  (t) => [
    uniqueIndex('specification_identity').on(t.conceptId, t.strength, t.baseUnit, t.scale),
    check('specification_scale', sql`${t.scale} > 0`),
  ],
);

/** A specification as one maker makes it, under one approval or registration number. */
export const product = table(
  'product',
  {
    id: id('id'),
    specificationId: integer('specification_id')
      .notNull()
      .references(() => specification.id),
    manufacturer: text('manufacturer').notNull(),
    /** 上市许可持有人 or 注册人, when it is not the maker. */
    holder: text('holder').notNull().default(''),
    /** 商品名. */
    brand: text('brand').notNull().default(''),
    /** 批准文号, 注册证号, 备案号; empty for what needs none. */
    approvalNumber: text('approval_number').notNull().default(''),
    /** Decoction pieces: 产地, 等级, 执行标准. */
    origin: text('origin').notNull().default(''),
    grade: text('grade').notNull().default(''),
    standard: text('standard').notNull().default(''),
    /** Decoction pieces without a shelf life: months until they are tested again (复验期). */
    retestMonths: integer('retest_months'),
  },
  (t) => [
    uniqueIndex('product_identity').on(t.specificationId, t.manufacturer, t.brand, t.origin, t.grade),
    index('product_approval').on(t.approvalNumber),
    check('product_retest', sql`${t.retestMonths} is null or ${t.retestMonths} > 0`),
  ],
);

/**
 * A pack of a product: what is ordered, counted and dispatched. Words of the levels above, the tiers of the formulary
 * in force and the facts that hold today stand here as copies, so that every list reads one row; `verify` proves them.
 */
export const item = table(
  'item',
  {
    id: id('id'),
    productId: integer('product_id')
      .notNull()
      .references(() => product.id),
    code: text('code').notNull(),
    kind: text('kind')
      .$type<'drug' | 'decoction_piece' | 'preparation' | 'consumable' | 'reagent' | 'device'>()
      .notNull(),
    genericName: text('generic_name').notNull(),
    form: text('form').notNull(),
    strength: text('strength').notNull(),
    manufacturer: text('manufacturer').notNull().default(''),
    packUnit: text('pack_unit').notNull(),
    baseUnit: text('base_unit').notNull(),
    /** Base units in a pack. */
    packSize: integer('pack_size').notNull(),
    /** Base units in one displayed unit: 1, or 1000 for pieces weighed in grams. */
    scale: integer('scale').notNull().default(1),
    storageZone: text('storage_zone').$type<'room' | 'cool' | 'cold' | 'frozen' | 'controlled'>().notNull(),
    controlClass: text('control_class')
      .$type<'none' | 'narcotic' | 'psychotropic_1' | 'psychotropic_2' | 'toxic' | 'precursor'>()
      .notNull()
      .default('none'),
    essential: boolean('essential').notNull().default(false),
    approvalNumber: text('approval_number'),
    countyTier: boolean('county_tier').notNull().default(true),
    townshipTier: boolean('township_tier').notNull().default(false),
    villageTier: boolean('village_tier').notNull().default(false),
    /** Left the formulary: last day on which what is in stock may still be used; null when there is no such day. */
    useUntil: text('use_until'),
    /** 1/10,000 yuan for a pack: the price of new lots that say no other. */
    pricePack: integer('price_pack').notNull().default(0),
    active: boolean('active').notNull().default(true),
    /** Identity in imports: the same row imported twice is the same item. */
    importKey: text('import_key'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('item_own_code').on(t.code),
    uniqueIndex('item_import_key').on(t.importKey),
    index('item_name').on(t.genericName),
    index('item_product').on(t.productId),
    check('item_pack', sql`${t.packSize} > 0 and ${t.scale} > 0`),
    check('item_price', sql`${t.pricePack} >= 0`),
  ],
);

/** Codes other parties give to an item, each for its time. Never a key of ours: they are reissued. */
export const itemCode = table(
  'item_code',
  {
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    type: text('type')
      .$type<'gtin' | 'udi_di' | 'base_code' | 'nhsa' | 'trace_prefix' | 'platform' | 'own'>()
      .notNull(),
    value: text('value').notNull(),
    /** First day; empty when nobody knows it. */
    validFrom: text('valid_from').notNull().default(''),
    /** Last day; null while it is valid. */
    validTo: text('valid_to'),
    /** Who says so: a list, a person, a scan. */
    source: text('source').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.type, t.value, t.validFrom] }),
    index('item_code_value').on(t.value),
    check('item_code_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);

/** What law, lists and the county say about an item, from a day to a day. Changing one closes its row and opens one. */
export const itemFact = table(
  'item_fact',
  {
    id: id('id'),
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    type: text('type')
      .$type<
        | 'essential'
        | 'insurance'
        | 'vbp'
        | 'antimicrobial'
        | 'control_class'
        | 'high_alert'
        | 'chronic'
        | 'key_monitored'
        | 'storage_zone'
        | 'ddd'
      >()
      .notNull(),
    /** As the type writes it (src/catalogue/facts.ts); the value that stands for "none" is written too. */
    value: text('value').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    /** Last day; null while nothing follows. */
    effectiveTo: text('effective_to'),
    legalBasis: text('legal_basis').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by').notNull(),
  },
  (t) => [
    uniqueIndex('item_fact_start').on(t.itemId, t.type, t.effectiveFrom),
    uniqueIndex('item_fact_open').on(t.itemId, t.type).where(sql`effective_to is null`),
    index('item_fact_type').on(t.type, t.value),
    check('item_fact_span', sql`${t.effectiveTo} is null or ${t.effectiveTo} >= ${t.effectiveFrom}`),
  ],
);

/** Counts writings of the catalogue: what a process keeps in memory for searching is right while this stands still. */
export const catalogueRevision = table('catalogue_revision', {
  id: integer('id').primaryKey(),
  revision: integer('revision').notNull(),
});

/**
 * The revision in which what finds an item was last written: its words, codes, tiers. Triggers keep it and the count
 * above, so that no way of writing is forgotten; the search reads again what is newer than what it holds.
 */
export const itemChange = table(
  'item_change',
  {
    itemId: integer('item_id').primaryKey(),
    revision: integer('revision').notNull(),
  },
  (t) => [index('item_change_revision').on(t.revision)],
);
