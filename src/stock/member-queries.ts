/** One member's stock: its lots by item, with what is usable and why the rest is not, and what they cost. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { NearExpiryBands } from '../kernel/near-expiry.ts';
import { type ControlClass, type NotUsable, whyNotUsable, type Zone } from '../ledger/usable.ts';
import { ruleOn } from '../settings/queries.ts';
import { type ExpiryBand, expiryRange } from './expiry-bands.ts';
import { filteredItems, type ItemFilter } from './item-filter-queries.ts';
import { usesOfMember } from './item-use-queries.ts';
import { foundParameters, OF_ITEMS } from './kept-statements.ts';
import { coverDays } from './rules.ts';

export const MEMBER_SIZE = 50;
export const MEMBER_EXPORT_MAX = 50_000;

export interface MemberStockAsked extends ItemFilter {
  organisationId: number;
  zone?: Zone | undefined;
  band?: ExpiryBand | undefined;
  day: string;
}

export interface MemberLot {
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  receivedOn: string;
  locationName: string;
  zone: Zone;
  onHand: number;
  reserved: number;
  /** 0 when not usable. */
  usableBase: number;
  why: NotUsable | null;
  /** At cost, in fen. */
  amountFen: number;
}

export interface MemberItem {
  itemId: number;
  code: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  packUnit: string;
  baseUnit: string;
  packSize: number;
  scale: number;
  /** Base units that may be used and are not reserved, over all lots that match; used in the last 30 days. */
  usableBase: number;
  use30Base: number;
  cover: number | null;
  lots: MemberLot[];
}

export interface MemberStock {
  items: MemberItem[];
  /** Items and lots that match. */
  total: number;
  lots: number;
  amountFen: number;
  page: number;
}

/** The member's lots that match, found in the index of what lies at a place: emptied rows are many times as many. */
const KEPT = `from location cross join balance
     where location.keeper_id = :organisationId and location.kind = 'store'
       and (cast(:zone as text) = '' or location.zone = :zone)
       and balance.location_id = location.id and balance.on_hand > 0
       and balance.expires_on >= :expiresFrom and balance.expires_on <= :expiresTo and ${OF_ITEMS}`;
const OR_FROZEN = `and (balance.held_by is not null
       or exists (select 1 from lot where lot.id = balance.lot_id and lot.frozen is not null))`;

const itemsOf = (frozen: string) =>
  statement(
    `select item.id, item.generic_name, item.code, lying.lots, lying.amount
   from (
     select balance.item_id, cast(count(*) as bigint) as lots, cast(sum(balance.value_fen) as bigint) as amount
     ${KEPT} ${frozen} group by balance.item_id
   ) as lying join item on item.id = lying.item_id`,
  );

// The sign keeps SQLite from asking for each of the items at each place with all that ever lay there; `is true` keeps
// PostgreSQL from going through the whole set for each lot
const lotsOf = (frozen: string) =>
  statement(
    `select item.id as item_id, item.code, item.generic_name, item.strength, item.manufacturer, item.pack_unit,
     item.base_unit, item.pack_size, item.scale, item.control_class, item.use_until,
     lot.id as lot_id, lot.number, lot.expires_on,
     lot.received_on, coalesce(lot.frozen, case when balance.held_by is not null then 'quality' end) as frozen,
     location.name as location_name, location.zone, balance.on_hand, balance.reserved, balance.value_fen as amount
   from (
     select balance.location_id, balance.lot_id ${KEPT} ${frozen}
       and (+balance.item_id in (select id from ${rowset('items', { id: 'int' })} as given)) is true
   ) as lying
   join balance on balance.location_id = lying.location_id and balance.lot_id = lying.lot_id
   join lot on lot.id = lying.lot_id join item on item.id = balance.item_id
   join location on location.id = lying.location_id
   order by lot.expires_on, lot.received_on, lot.id, location.id`,
  );

const ANY = { items: itemsOf(''), lots: lotsOf('') };
const FROZEN = { items: itemsOf(OR_FROZEN), lots: lotsOf(OR_FROZEN) };

interface ItemRow {
  id: number;
  generic_name: string;
  code: string;
  lots: number;
  amount: number;
}

interface LotRow {
  item_id: number;
  code: string;
  generic_name: string;
  strength: string;
  manufacturer: string;
  pack_unit: string;
  base_unit: string;
  pack_size: number;
  scale: number;
  control_class: ControlClass;
  use_until: string | null;
  lot_id: number;
  number: string;
  expires_on: string;
  received_on: string;
  frozen: 'recall' | 'quality' | null;
  location_name: string;
  zone: Zone;
  on_hand: number;
  reserved: number;
  amount: number;
}

async function parametersOf(db: Db, asked: MemberStockAsked, bands: NearExpiryBands) {
  const found = await filteredItems(db, asked);
  return {
    organisationId: asked.organisationId,
    zone: asked.zone ?? '',
    ...expiryRange(asked.band, asked.day, bands),
    ...foundParameters(found),
  };
}

function lotOf(row: LotRow, day: string): MemberLot {
  const ofItem = { controlClass: row.control_class, useUntil: row.use_until };
  const facts = { expiresOn: row.expires_on, frozen: row.frozen, zone: row.zone, ...ofItem };
  // The member's own cabinet has its own second person: a controlled drug is stock like any other there
  const why = whyNotUsable({ ...facts, locationKind: 'store' }, { on: day, secondPerson: true });
  return {
    lotId: row.lot_id,
    lotNumber: row.number,
    expiresOn: row.expires_on,
    receivedOn: row.received_on,
    locationName: row.location_name,
    zone: row.zone,
    onHand: row.on_hand,
    reserved: row.reserved,
    usableBase: why === null ? row.on_hand - row.reserved : 0,
    why,
    amountFen: row.amount,
  };
}

function itemOf(row: LotRow): MemberItem {
  return {
    itemId: row.item_id,
    code: row.code,
    genericName: row.generic_name,
    strength: row.strength,
    manufacturer: row.manufacturer,
    packUnit: row.pack_unit,
    baseUnit: row.base_unit,
    packSize: row.pack_size,
    scale: row.scale,
    usableBase: 0,
    use30Base: 0,
    cover: null,
    lots: [],
  };
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
async function load(db: Db, asked: MemberStockAsked, page: number, size: number): Promise<MemberStock> {
  const given = await parametersOf(db, asked, await ruleOn(db, 'near_expiry_days', asked.day));
  const { items: itemsFound, lots: lotsFound } = asked.band === 'frozen' ? FROZEN : ANY;
  const found = await db.run<ItemRow>(itemsFound, given);
  found.sort((a, b) => byCode(a.generic_name, b.generic_name) || byCode(a.code, b.code));
  const last = Math.max(1, Math.ceil(found.length / size));
  const shown = Math.min(Math.max(1, page), last);
  const ids = found.slice((shown - 1) * size, shown * size).map(({ id }) => ({ id }));
  const items = new Map<number, MemberItem>();
  const used = { itemIds: ids.map(({ id }) => id), organisationId: asked.organisationId, day: asked.day };
  const [rows, uses] =
    ids.length === 0
      ? [[], new Map<number, number>()]
      : await Promise.all([db.run<LotRow>(lotsFound, { ...given, items: ids }), usesOfMember(db, used)]);
  for (const row of rows) {
    const one = items.get(row.item_id) ?? itemOf(row);
    items.set(row.item_id, one);
    const lot = lotOf(row, asked.day);
    one.lots.push(lot);
    one.usableBase += lot.usableBase;
  }
  for (const one of items.values()) {
    one.use30Base = uses.get(one.itemId) ?? 0;
    one.cover = coverDays(one.usableBase, one.use30Base);
  }
  return {
    items: ids.flatMap(({ id }) => items.get(id) ?? []),
    total: found.length,
    lots: found.reduce((sum, row) => sum + row.lots, 0),
    amountFen: found.reduce((sum, row) => sum + row.amount, 0),
    page: shown,
  };
}

/** One page of the member's items with all their lots, first to expire first; a page beyond the last is the last. */
export async function memberStock(db: Db, asked: MemberStockAsked & { page: number }): Promise<MemberStock> {
  return load(db, asked, asked.page, MEMBER_SIZE);
}

/** Everything that matches, for a file. */
export async function wholeMemberStock(db: Db, asked: MemberStockAsked): Promise<MemberStock> {
  return load(db, asked, 1, MEMBER_EXPORT_MAX);
}
