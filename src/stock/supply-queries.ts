/** Where an item can be had: every lot at every place with the member that keeps it, and how fast members use it. */
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import { statement } from '../../db/statement.ts';
import { addDays } from '../kernel/clock.ts';
import type { PermitFacts } from '../ledger/permit-rule.ts';
import { permitsOf } from '../ledger/permits.ts';
import { whyNotUsable } from '../ledger/usable.ts';
import {
  type ItemFacts,
  inOrder,
  type LotRow,
  type Lying,
  lotOf,
  type PlaceRow,
  placeOf,
  type SupplyLot,
} from './supply-lots.ts';

export type { LotKeeper, SupplyLot } from './supply-lots.ts';

/** Days over which average use is taken. */
export const USE_DAYS = 30;

export interface Supply {
  lots: SupplyLot[];
  /** Base units that left each organisation's stores for use or for others in the last 30 days. */
  useByOrganisation: Map<number, number>;
}

/** A case that holds what lies at one place holds it there as a quality freeze would hold the lot everywhere. */
const FROZEN = `coalesce(lot.frozen, case when balance.held_by is not null then 'quality' end)`;

export const LOT_COLUMNS = `balance.lot_id, lot.number as lot_number, balance.item_id, balance.location_id,
  lot.received_on,
     balance.on_hand, balance.reserved, lot.expires_on, ${FROZEN} as frozen, lot.price_pack, location.zone,
     location.kind as location_kind, location.name as location_name, item.control_class, item.use_until,
     item.kind as item_kind,
     organisation.id as organisation_id, organisation.code, organisation.short_name,
     organisation.kind as organisation_kind, organisation.path`;

/** The item of the lot is its balance's; said again, it lets PostgreSQL read the item's lots alone, not every lot. */
export const LOT_SOURCE = `from balance
   join location on location.id = balance.location_id
   join organisation on organisation.id = location.keeper_id
   join lot on lot.id = balance.lot_id and lot.item_id = balance.item_id
   join item on item.id = balance.item_id`;

/* A common item lies in hundreds of lots: read by columns, their places and the item once. */

const lyingOfItem = gathered<Lying>(
  ['lot_id', 'lot_number', 'location_id', 'received_on', 'on_hand', 'reserved', 'expires_on', 'frozen', 'price_pack'],
  `from (
     select balance.lot_id, lot.number as lot_number, balance.location_id, lot.received_on, balance.on_hand,
       balance.reserved, lot.expires_on, ${FROZEN} as frozen, lot.price_pack
     from balance join lot on lot.id = balance.lot_id and lot.item_id = balance.item_id
     where balance.item_id = :itemId and balance.on_hand > 0
   ) as lying`,
);

const placesOfItem = statement(
  `select location.id as location_id, location.zone, location.kind as location_kind, location.name as location_name,
     organisation.id as organisation_id, organisation.code, organisation.short_name,
     organisation.kind as organisation_kind, organisation.path
   from location join organisation on organisation.id = location.keeper_id
   where location.id in (select location_id from balance where item_id = :itemId and on_hand > 0)`,
);

const factsOfItem = statement(
  'select id as item_id, control_class, use_until, kind as item_kind from item where id = :itemId',
);

const lotsKeptBy = statement(
  `select ${LOT_COLUMNS} ${LOT_SOURCE}
   where balance.item_id = :itemId and balance.on_hand > 0 and balance.location_id in (
     select id from location where kind = 'store' and keeper_id = :organisationId
   )
   order by lot.expires_on, lot.received_on, balance.lot_id, balance.location_id`,
);

const useOfItem = statement(
  `select organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where item_id = :itemId and day between :since and :day group by organisation_id`,
);

const useAt = statement(
  `select cast(coalesce(sum(quantity_base), 0) as bigint) as use_base from daily_use
   where item_id = :itemId and organisation_id = :organisationId and day between :since and :day`,
);

const onTheWayTo = statement(
  `select cast(coalesce(sum(on_hand), 0) as bigint) as on_hand from balance
   where item_id = :itemId and on_hand > 0 and location_id in (
     select id from location where kind = 'transit' and keeper_id = :organisationId
   )`,
);

/** Of preparations, the permits under which they may leave their maker. */
async function permitsFor(db: Db, item: ItemFacts | undefined): Promise<readonly PermitFacts[] | undefined> {
  if (item?.item_kind !== 'preparation') return undefined;
  return (await permitsOf(db, [item.item_id])).get(item.item_id) ?? [];
}

/** First day of the 30 that end with `day`. */
export function useSince(day: string): string {
  return addDays(day, 1 - USE_DAYS);
}

async function lotsEverywhere(db: Db, itemId: number): Promise<SupplyLot[]> {
  const [lying, rows, [item]] = await Promise.all([
    lyingOfItem(db, { itemId }),
    db.run<PlaceRow>(placesOfItem, { itemId }),
    db.run<ItemFacts>(factsOfItem, { itemId }),
  ]);
  if (item === undefined) return [];
  const permits = await permitsFor(db, item);
  const places = new Map(rows.map((row) => [row.location_id, placeOf(row)]));
  const lots: SupplyLot[] = [];
  lying.lot_id.forEach((lot_id, at) => {
    const place = places.get(lying.location_id[at] ?? 0);
    if (place === undefined) return;
    // Written out: an object of known fields costs a tenth of one that is put together
    const lot: Lying = {
      lot_id,
      lot_number: lying.lot_number[at] ?? '',
      location_id: lying.location_id[at] ?? 0,
      received_on: lying.received_on[at] ?? '',
      on_hand: lying.on_hand[at] ?? 0,
      reserved: lying.reserved[at] ?? 0,
      expires_on: lying.expires_on[at] ?? '',
      frozen: lying.frozen[at] ?? null,
      price_pack: lying.price_pack[at] ?? 0,
    };
    lots.push(lotOf(lot, place, item, permits));
  });
  return lots.sort(inOrder);
}

/** Every lot of the item in every member, in transit included, first to expire first; use over the 30 days to `day`. */
export async function supplyOf(db: Db, itemId: number, day: string): Promise<Supply> {
  const since = useSince(day);
  const [lots, uses] = await Promise.all([
    lotsEverywhere(db, itemId),
    db.run<{ organisation_id: number; use_base: number }>(useOfItem, { itemId, since, day }),
  ]);
  return {
    lots,
    useByOrganisation: new Map(uses.map((use) => [use.organisation_id, Math.max(0, use.use_base)])),
  };
}

/** The lots of an item in the stores one organisation keeps, first to expire first. */
export async function lotsAt(db: Db, asked: { organisationId: number; itemId: number }): Promise<SupplyLot[]> {
  const { organisationId, itemId } = asked;
  const rows = await db.run<LotRow>(lotsKeptBy, { organisationId, itemId });
  const permits = await permitsFor(db, rows[0]);
  return rows.map((row) => lotOf(row, placeOf(row), row, permits));
}

/** What an organisation's stores gave out of an item in the 30 days to `day`, in base units. */
export async function useOf(db: Db, asked: { organisationId: number; itemId: number; day: string }): Promise<number> {
  const [use] = await db.run<{ use_base: number }>(useAt, { ...asked, since: useSince(asked.day) });
  return Math.max(0, use?.use_base ?? 0);
}

/** What is on its way to an organisation, in base units. */
export async function transitTo(db: Db, asked: { organisationId: number; itemId: number }): Promise<number> {
  const [row] = await db.run<{ on_hand: number }>(onTheWayTo, asked);
  return row?.on_hand ?? 0;
}

/**
 * What an organisation can still hand out itself (usable, not reserved) and what it used in the 30 days to `day`.
 * Its controlled drugs count: they stand in its own cabinet, with its own second person.
 */
export async function stockAndUse(
  db: Db,
  organisationId: number,
  itemId: number,
  day: string,
): Promise<{ usableBase: number; use30Base: number }> {
  const lots = await lotsAt(db, { organisationId, itemId });
  const usable = lots.filter((lot) => whyNotUsable(lot, { on: day, secondPerson: true }) === null);
  return {
    usableBase: usable.reduce((sum, lot) => sum + lot.onHand - lot.reserved, 0),
    use30Base: await useOf(db, { organisationId, itemId, day }),
  };
}
