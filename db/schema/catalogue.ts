/** The unified catalogue: what may be bought, stocked and asked for. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';

export const item = table(
  'item',
  {
    id: id('id'),
    code: text('code').notNull(),
    kind: text('kind').$type<'drug' | 'decoction_piece' | 'preparation' | 'consumable' | 'reagent'>().notNull(),
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
    /** 1/10,000 yuan for a pack: the price of new lots that say no other. */
    pricePack: integer('price_pack').notNull().default(0),
    active: boolean('active').notNull().default(true),
    searchText: text('search_text').notNull(),
    /** Identity in imports: the same row imported twice is the same item. */
    importKey: text('import_key'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('item_own_code').on(t.code),
    uniqueIndex('item_import_key').on(t.importKey),
    index('item_name').on(t.genericName),
    check('item_pack', sql`${t.packSize} > 0 and ${t.scale} > 0`),
    check('item_price', sql`${t.pricePack} >= 0`),
  ],
);

/** Codes other parties give to an item. Never a key of ours: they are reissued. */
export const itemCode = table(
  'item_code',
  {
    itemId: integer('item_id')
      .notNull()
      .references(() => item.id),
    type: text('type').$type<'gtin' | 'base_code' | 'nhsa' | 'trace_prefix' | 'platform' | 'own'>().notNull(),
    value: text('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.type, t.value] }), index('item_code_value').on(t.value)],
);
