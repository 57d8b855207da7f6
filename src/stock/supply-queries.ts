/** Where an item can be had: every lot at every place with the member that keeps it, and how fast members use it. */
import type { Db } from '../../db/database.ts';
import { entriesOf, gathered } from '../../db/gathered.ts';
import { statement } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { addDays } from '../kernel/clock.ts';
import type { Candidate } from '../ledger/allocate.ts';
import type { PermitFacts } from '../ledger/permit-rule.ts';
import { permitsOf } from '../ledger/permits.ts';
import { type ControlClass, whyNotUsable, type Zone } from '../ledger/usable.ts';

/** Days over which average use is taken. */
export const USE_DAYS = 30;

export interface LotKeeper {
  id: number;
  code: string;
  shortName: string;
  kind: OrganisationKind;
  path: string;
}

/** A lot at a place. `organisation` holds the key; for a lot in transit it is the one the goods travel to. */
export interface SupplyLot extends Candidate {
  organisation: LotKeeper;
  locationName: string;
  /** Paid, in 1/10,000 yuan a pack. */
  pricePack: number;
}

export interface Supply {
  lots: SupplyLot[];
  /** Base units that left each organisation's stores for use or for others in the last 30 days. */
  useByOrganisation: Map<number, number>;
}

const LOT_COLUMNS = `balance.lot_id, lot.number as lot_number, balance.item_id, balance.location_id, lot.received_on,
     balance.on_hand, balance.reserved, lot.expires_on, lot.frozen, lot.price_pack, location.zone,
     location.kind as location_kind, location.name as location_name, item.control_class, item.use_until,
     item.kind as item_kind,
     organisation.id as organisation_id, organisation.code, organisation.short_name,
     organisation.kind as organisation_kind, organisation.path`;

/** The item of the lot is its balance's; said again, it lets PostgreSQL read the item's lots alone, not every lot. */
const LOT_SOURCE = `from balance
   join location on location.id = balance.location_id
   join organisation on organisation.id = location.keeper_id
   join lot on lot.id = balance.lot_id and lot.item_id = balance.item_id
   join item on item.id = balance.item_id`;

/* A common item lies in hundreds of lots: read by columns, their places and the item once. */

const lyingOfItem = gathered<Lying>(
  ['lot_id', 'lot_number', 'location_id', 'received_on', 'on_hand', 'reserved', 'expires_on', 'frozen', 'price_pack'],
  `from (
     select balance.lot_id, lot.number as lot_number, balance.location_id, lot.received_on, balance.on_hand,
       balance.reserved, lot.expires_on, lot.frozen, lot.price_pack
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

interface Lying {
  lot_id: number;
  lot_number: string;
  location_id: number;
  received_on: string;
  on_hand: number;
  reserved: number;
  expires_on: string;
  frozen: 'recall' | 'quality' | null;
  price_pack: number;
}

interface PlaceRow {
  location_id: number;
  zone: Zone;
  location_kind: string;
  location_name: string;
  organisation_id: number;
  code: string;
  short_name: string;
  organisation_kind: OrganisationKind;
  path: string;
}

interface ItemFacts {
  item_id: number;
  control_class: ControlClass;
  use_until: string | null;
  item_kind: string;
}

type LotRow = Lying & PlaceRow & ItemFacts;

function lotOf(row: LotRow, permits: readonly PermitFacts[] | undefined): SupplyLot {
  return {
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    itemId: row.item_id,
    locationId: row.location_id,
    locationName: row.location_name,
    locationKind: row.location_kind,
    zone: row.zone,
    receivedOn: row.received_on,
    expiresOn: row.expires_on,
    frozen: row.frozen,
    controlClass: row.control_class,
    useUntil: row.use_until,
    preparation: permits && { keeperId: row.organisation_id, permits },
    onHand: row.on_hand,
    reserved: row.reserved,
    pricePack: row.price_pack,
    organisation: {
      id: row.organisation_id,
      code: row.code,
      shortName: row.short_name,
      kind: row.organisation_kind,
      path: row.path,
    },
  };
}

/** Lots of one item, preparations with the permits under which they may leave their maker. */
async function lotsOf(db: Db, rows: readonly LotRow[]): Promise<SupplyLot[]> {
  const [first] = rows;
  if (first?.item_kind !== 'preparation') return rows.map((row) => lotOf(row, undefined));
  const permits = (await permitsOf(db, [first.item_id])).get(first.item_id) ?? [];
  return rows.map((row) => lotOf(row, permits));
}

/** First day of the 30 that end with `day`. */
export function useSince(day: string): string {
  return addDays(day, 1 - USE_DAYS);
}

function inOrder(a: Lying, b: Lying): number {
  if (a.expires_on !== b.expires_on) return a.expires_on < b.expires_on ? -1 : 1;
  if (a.received_on !== b.received_on) return a.received_on < b.received_on ? -1 : 1;
  return a.lot_id - b.lot_id || a.location_id - b.location_id;
}

async function lotsEverywhere(db: Db, itemId: number): Promise<LotRow[]> {
  const [lying, places, [facts]] = await Promise.all([
    lyingOfItem(db, { itemId }),
    db.run<PlaceRow>(placesOfItem, { itemId }),
    db.run<ItemFacts>(factsOfItem, { itemId }),
  ]);
  if (facts === undefined) return [];
  const placeOf = new Map(places.map((place) => [place.location_id, place]));
  const rows = entriesOf(lying).flatMap((lot) => {
    const place = placeOf.get(lot.location_id);
    return place === undefined ? [] : [{ ...lot, ...place, ...facts }];
  });
  return rows.sort(inOrder);
}

/** Every lot of the item in every member, in transit included, first to expire first; use over the 30 days to `day`. */
export async function supplyOf(db: Db, itemId: number, day: string): Promise<Supply> {
  const since = useSince(day);
  const [lots, uses] = await Promise.all([
    lotsEverywhere(db, itemId),
    db.run<{ organisation_id: number; use_base: number }>(useOfItem, { itemId, since, day }),
  ]);
  return {
    lots: await lotsOf(db, lots),
    useByOrganisation: new Map(uses.map((use) => [use.organisation_id, Math.max(0, use.use_base)])),
  };
}

/** The lots of an item in the stores one organisation keeps, first to expire first. */
export async function lotsAt(db: Db, asked: { organisationId: number; itemId: number }): Promise<SupplyLot[]> {
  const { organisationId, itemId } = asked;
  const rows = await db.run<LotRow>(lotsKeptBy, { organisationId, itemId });
  return lotsOf(db, rows);
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
