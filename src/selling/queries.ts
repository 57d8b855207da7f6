/** Reads of selling prices: in force on a day, everything ever said of an item, what was paid for the newest stock. */
import { desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { sellingPrice } from '../../db/schema/prices.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { DocumentKind } from '../documents/advance.ts';
import { ruleOn } from '../settings/queries.ts';
import { type GoodsKind, type MarkupLimits, type MarkupRule, markupRule } from './rules.ts';

export type SellingRow = typeof sellingPrice.$inferSelect;

/** Id of the price of `item` in force on `:day`, as part of a statement; null when it has none. */
export const PRICE_IN_FORCE = `(select selling.id from selling_price as selling
     where selling.item_id = item.id and selling.status = 'in_force' and selling.valid_from <= :day
     order by selling.valid_from desc, selling.id desc limit 1)`;

const inForce = statement(
  `select item.id as item_id, price.price_pack, price.valid_from, price.origin
   from ${rowset('items', { id: 'int' })} as asked join item on item.id = asked.id
   join selling_price as price on price.id = ${PRICE_IN_FORCE}`,
);
const kindsAndPaid = statement(
  `select item.id as item_id, item.kind,
     coalesce(
       (select lot.price_pack from balance join lot on lot.id = balance.lot_id
        where balance.item_id = item.id and balance.on_hand > 0 and lot.price_pack > 0
        order by lot.id desc limit 1),
       (select lot.price_pack from lot where lot.item_id = item.id and lot.price_pack > 0
        order by lot.id desc limit 1)) as paid_pack
   from ${rowset('items', { id: 'int' })} as asked join item on item.id = asked.id`,
);
const spoken = statement(
  `select person.id, person.name from ${rowset('ids', { id: 'int' })} as asked join person on person.id = asked.id`,
);

export interface PriceInForce {
  pricePack: number;
  validFrom: string;
  origin: SellingRow['origin'];
}

const asked = (itemIds: readonly number[]) => [...new Set(itemIds)].map((id) => ({ id }));

/** What each item is sold for on the day; an item without a price is absent. */
export async function sellingOn(db: Db, itemIds: readonly number[], day: string): Promise<Map<number, PriceInForce>> {
  if (itemIds.length === 0) return new Map();
  type Row = { item_id: number; price_pack: number; valid_from: string; origin: SellingRow['origin'] };
  const rows = await db.run<Row>(inForce, { items: asked(itemIds), day });
  return new Map(
    rows.map((row) => [row.item_id, { pricePack: row.price_pack, validFrom: row.valid_from, origin: row.origin }]),
  );
}

export interface Paid {
  kind: GoodsKind;
  /** What the newest stock cost, or the newest there ever was; null when nothing was bought. */
  paidPack: number | null;
}

/** Kind of each item and what its newest stock cost now. */
export async function paidNow(db: Db, itemIds: readonly number[]): Promise<Map<number, Paid>> {
  if (itemIds.length === 0) return new Map();
  type Row = { item_id: number; kind: GoodsKind; paid_pack: number | null };
  const rows = await db.run<Row>(kindsAndPaid, { items: asked(itemIds) });
  return new Map(rows.map((row) => [row.item_id, { kind: row.kind, paidPack: row.paid_pack }]));
}

/** The limits of the day. */
export function limitsOn(db: Db, day: string): Promise<MarkupLimits> {
  return ruleOn(db, 'markup_limit', day);
}

export interface SaidPrice extends SellingRow {
  recordedByName: string;
  approvedByName: string;
  document: { kind: DocumentKind; number: string } | null;
}

/** Every price of an item ever said, the last recorded first. */
export async function sellingHistory(db: Db, itemId: number): Promise<SaidPrice[]> {
  const rows = await db
    .select({ row: sellingPrice, kind: document.kind, number: document.number })
    .from(sellingPrice)
    .leftJoin(document, eq(document.id, sellingPrice.documentId))
    .where(eq(sellingPrice.itemId, itemId))
    .orderBy(desc(sellingPrice.id));
  const people = rows.flatMap(({ row }) => [row.recordedBy, row.approvedBy]).filter((id) => id !== null);
  const ids = asked(people);
  const named = ids.length === 0 ? [] : await db.run<{ id: number; name: string }>(spoken, { ids });
  const names = new Map(named.map((person) => [person.id, person.name]));
  return rows.map(({ row, kind, number }) => ({
    ...row,
    recordedByName: names.get(row.recordedBy) ?? '',
    approvedByName: row.approvedBy === null ? '' : (names.get(row.approvedBy) ?? ''),
    document: kind === null || number === null ? null : { kind, number },
  }));
}

export interface ItemSelling {
  rule: MarkupRule;
  paidPack: number | null;
  price: PriceInForce | null;
}

/** What items are sold for on the day, by which rule, and what their newest stock cost. */
export async function sellingOf(db: Db, itemIds: readonly number[], day: string): Promise<Map<number, ItemSelling>> {
  const limits = await limitsOn(db, day);
  const prices = await sellingOn(db, itemIds, day);
  const paid = await paidNow(db, itemIds);
  return new Map(
    [...paid].map(([itemId, { kind, paidPack }]) => {
      return [itemId, { rule: markupRule(kind, limits), paidPack, price: prices.get(itemId) ?? null }];
    }),
  );
}
