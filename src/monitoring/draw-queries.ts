/** What the system itself knows of short drugs of a month: requests, use, stock, orders, substitutes, for each drug. */
import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import type { DrawnLine } from '../../db/schema/monitoring.ts';
import { rowset, statement } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { usableStock } from '../stock/usable-stock-queries.ts';
import { substitutesFor } from '../substitutes/queries.ts';
import { ordersOf } from './order-queries.ts';
import { type Bands, isShort, type RequestRow, type ShortKind, spanOf, supplyOf, tallyOf } from './rules.ts';

const ITEMS = rowset('items', { id: 'int' });
const MOST_SUBSTITUTES = 3;
const OPEN = `('registered', 'accepted', 'matched', 'in_transit', 'arrived')`;

/** Asked for in the month, or asked before and open still: what was withdrawn or counted elsewhere is none. */
const asked = statement(
  `select shortage.item_id, shortage.organisation_id, shortage.patients, shortage.reason, document.status,
     document.created_at
   from document join shortage on shortage.document_id = document.id
   join item on item.id = shortage.item_id and item.kind = 'drug'
   where document.kind = 'shortage' and document.created_at < :until
     and document.status not in ('merged', 'cancelled')
     and (document.created_at >= :since or document.status in ${OPEN})
     and (cast(:itemId as bigint) = 0 or shortage.item_id = :itemId)
   order by document.id`,
);

/** Used by patients and wards, whoever had it: what goes from the hub to a village counts where it is used. */
const used = statement(
  `select line.item_id, place.keeper_id as organisation_id, cast(sum(line.quantity_base) as bigint) as base
   from location as outside join movement_line as line on line.to_id = outside.id
     and line.item_id in (select id from ${ITEMS} as given)
     and line.occurred_at >= :since and line.occurred_at < :until
   join location as place on place.id = line.from_id
   where outside.kind = 'consumed' and place.keeper_id is not null
   group by line.item_id, place.keeper_id
   union all
   select line.item_id, place.keeper_id, -cast(sum(line.quantity_base) as bigint)
   from location as outside join movement_line as line on line.from_id = outside.id
     and line.item_id in (select id from ${ITEMS} as given)
     and line.occurred_at >= :since and line.occurred_at < :until
   join location as place on place.id = line.to_id
   where outside.kind = 'consumed' and place.keeper_id is not null
   group by line.item_id, place.keeper_id`,
);

const refusedItems = statement(
  `select distinct line.item_id from document join order_line as line on line.order_id = document.id
     and line.answer = 'refused'
   join item on item.id = line.item_id and item.kind = 'drug'
   where document.kind = 'order' and document.created_at >= :since and document.created_at < :until`,
);

interface AskedRow {
  item_id: number;
  organisation_id: number;
  patients: number | null;
  reason: string;
  status: string;
  created_at: number;
}

/** Requests of the month by drug; of one drug alone where that is asked. */
export async function requestsOf(db: Db, month: string, itemId = 0): Promise<Map<number, RequestRow[]>> {
  const rows = await db.run<AskedRow>(asked, { ...spanOf(month), itemId });
  const found = new Map<number, RequestRow[]>();
  for (const row of rows) {
    const { reason, status } = row;
    const patients = row.patients === null ? null : Number(row.patients);
    const one = { organisationId: Number(row.organisation_id), patients, reason, status };
    const id = Number(row.item_id);
    found.set(id, [...(found.get(id) ?? []), { ...one, createdAt: Number(row.created_at) }]);
  }
  return found;
}

export interface MemberBase {
  itemId: number;
  organisationId: number;
  base: number;
}

/** Base units used in the month, by drug and member; what came back is taken off. */
export async function useOf(db: Db, month: string, itemIds: readonly number[]): Promise<MemberBase[]> {
  if (itemIds.length === 0) return [];
  const items = itemIds.map((id) => ({ id }));
  const rows = await db.run<{ item_id: number; organisation_id: number; base: number }>(used, {
    items,
    ...spanOf(month),
  });
  const sums = new Map<string, MemberBase>();
  for (const row of rows) {
    const one = { itemId: Number(row.item_id), organisationId: Number(row.organisation_id) };
    const key = `${one.itemId} ${one.organisationId}`;
    sums.set(key, { ...one, base: (sums.get(key)?.base ?? 0) + Number(row.base) });
  }
  return [...sums.values()];
}

/** Base units that may be used today, by drug and member. */
export async function stockOf(db: Db, today: string, itemIds: readonly number[]): Promise<MemberBase[]> {
  const rows = await usableStock(db, { itemIds, scopePath: '/', day: today, today });
  return rows.map(({ itemId, keeperId, usableBase }) => ({ itemId, organisationId: keeperId, base: usableBase }));
}

function sumOf(rows: readonly MemberBase[], itemId: number): number {
  const own = rows.filter((row) => row.itemId === itemId);
  return Math.max(
    0,
    own.reduce((sum, row) => sum + row.base, 0),
  );
}

export interface Drawn {
  item: typeof item.$inferSelect;
  kind: ShortKind | null;
  requests: number;
  settled: number;
  cause: string | null;
  pricePack: number;
  supplier: string;
  supplierReply: string;
  substitutes: string;
  facts: DrawnLine;
  /** Whether it belongs on the return by the rule of the month. */
  short: boolean;
}

export interface DrawAsk {
  month: string;
  today: string;
  bands: Bands;
}

async function namesInstead(db: Db, itemId: number, today: string): Promise<string> {
  const offers = (await substitutesFor(db, itemId, today)).filter((offer) => offer.availableBase > 0);
  const names = offers.map((offer) => `${offer.item.genericName} ${offer.item.strength}`);
  return [...new Set(names)].slice(0, MOST_SUBSTITUTES).join('；');
}

/** What is known of these drugs for the month, in the order of their codes; without substitutes. */
async function drawItems(db: Db, ask: DrawAsk, itemIds: readonly number[]): Promise<Drawn[]> {
  if (itemIds.length === 0) return [];
  const { month, today, bands } = ask;
  const items = await db
    .select()
    .from(item)
    .where(and(isOneOf(item.id, [...itemIds]), eq(item.kind, 'drug')))
    .orderBy(asc(item.code));
  // One after the other: within a transaction there is one connection
  const requests = await requestsOf(db, month);
  const use = await useOf(db, month, itemIds);
  const stock = await stockOf(db, today, itemIds);
  const orders = await ordersOf(db, month, itemIds);
  return items.map((one): Drawn => {
    const tally = tallyOf(requests.get(one.id) ?? []);
    const supply = supplyOf(orders.get(one.id) ?? [], today);
    const facts = {
      foundOn: tally.firstAt === null ? null : dayOf(tally.firstAt),
      useBase: sumOf(use, one.id),
      stockBase: sumOf(stock, one.id),
      members: tally.members,
      patients: tally.patients,
      approvalNumber: one.approvalNumber ?? '',
      suppliers: supply.suppliers,
    };
    return {
      item: one,
      kind: supply.kind,
      requests: tally.requests,
      settled: tally.settled,
      cause: tally.cause,
      pricePack: supply.last?.pricePack ?? one.pricePack,
      supplier: supply.last?.supplier ?? '',
      supplierReply: supply.reply,
      substitutes: '',
      facts,
      short: isShort({ ...facts, requests: tally.requests, refused: supply.refused }, month, bands),
    };
  });
}

/** Drugs that the month's own requests and refusals say are short. */
export async function shortDrugs(db: Db, ask: DrawAsk): Promise<Drawn[]> {
  const span = spanOf(ask.month);
  const refused = await db.run<{ item_id: number }>(refusedItems, span);
  const ids = new Set([...(await requestsOf(db, ask.month)).keys(), ...refused.map((row) => Number(row.item_id))]);
  return (await drawItems(db, ask, [...ids])).filter(({ short }) => short);
}

/** The same drugs with what may be given instead. */
export async function withSubstitutes(db: Db, drawn: readonly Drawn[], today: string): Promise<Drawn[]> {
  const told: Drawn[] = [];
  for (const one of drawn) told.push({ ...one, substitutes: await namesInstead(db, one.item.id, today) });
  return told;
}

/** One drug, whether or not it is short by the rule; undefined when it is no drug. */
export async function drawOne(db: Db, ask: DrawAsk, itemId: number): Promise<Drawn | undefined> {
  const drawn = await drawItems(db, ask, [itemId]);
  const [one] = await withSubstitutes(db, drawn, ask.today);
  return one;
}
