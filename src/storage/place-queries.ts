/** The stores of a member with what is measured in them, what is held, and what lies where it does not belong. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Zone } from '../ledger/usable.ts';
import { type LocationRow, storesOf } from '../organisations/queries.ts';
import { UNSUITED } from './rules.ts';

const contents = statement(
  `select location.id, count(balance.lot_id) as lots, count(balance.held_by) as held,
     count(pair.item_zone) as misplaced
   from location join balance on balance.location_id = location.id and balance.on_hand > 0
   join item on item.id = balance.item_id
   left join ${rowset('pairs', { item_zone: 'text', place_zone: 'text' })} as pair
     on pair.item_zone = item.storage_zone and pair.place_zone = location.zone
   where location.keeper_id = :organisationId and location.kind = 'store' group by location.id`,
);

const probes = statement(
  `select logger.location_id, logger.code, logger.name, logger.every_minutes as "everyMinutes",
     logger.last_reading_at as "lastReadingAt", last.temperature_tenths as "temperatureTenths",
     last.humidity_tenths as "humidityTenths",
     (select document.number from excursion join document on document.id = excursion.document_id
       where excursion.logger_id = logger.id and excursion.ended_at is null limit 1) as lasting
   from logger left join reading as last on last.logger_id = logger.id and last.at = logger.last_reading_at
   where logger.organisation_id = :organisationId and logger.active and logger.location_id is not null
   order by logger.code`,
);

export interface PlaceProbe {
  location_id: number;
  code: string;
  name: string;
  everyMinutes: number;
  lastReadingAt: number | null;
  temperatureTenths: number | null;
  humidityTenths: number | null;
  /** Number of the case that lasts. */
  lasting: string | null;
}

export interface ShownPlace extends LocationRow {
  lots: number;
  held: number;
  misplaced: number;
  probes: PlaceProbe[];
}

/** The stores that are in use, in the order of their zones. */
export async function placesOf(db: Db, organisationId: number): Promise<ShownPlace[]> {
  const stores = (await storesOf(db, [organisationId])).filter((store) => store.active);
  const counted = await db.run<{ id: number; lots: number; held: number; misplaced: number }>(contents, {
    organisationId,
    pairs: UNSUITED,
  });
  const byPlace = new Map(counted.map((row) => [Number(row.id), row]));
  const devices = await db.run<PlaceProbe>(probes, { organisationId });
  return stores.map((store) => {
    const row = byPlace.get(store.id);
    return {
      ...store,
      lots: Number(row?.lots ?? 0),
      held: Number(row?.held ?? 0),
      misplaced: Number(row?.misplaced ?? 0),
      probes: devices.filter((probe) => Number(probe.location_id) === store.id),
    };
  });
}

const LYING = `balance.location_id as "locationId", balance.lot_id as "lotId", balance.on_hand as "onHand",
  balance.reserved, location.name as "storeName", location.zone, lot.number as "lotNumber",
  lot.expires_on as "expiresOn", item.code as "itemCode", item.generic_name as "genericName", item.strength,
  item.manufacturer, item.storage_zone as "storageZone", item.control_class as "controlClass",
  item.pack_size as "packSize", item.pack_unit as "packUnit", item.base_unit as "baseUnit", item.scale`;

const misplaced = statement(
  `select ${LYING} from location
   join balance on balance.location_id = location.id and balance.on_hand > 0
   join item on item.id = balance.item_id join lot on lot.id = balance.lot_id
   join ${rowset('pairs', { item_zone: 'text', place_zone: 'text' })} as pair
     on pair.item_zone = item.storage_zone and pair.place_zone = location.zone
   where location.keeper_id = :organisationId and location.kind = 'store'
   order by location.id, item.generic_name, lot.expires_on, lot.id limit :most`,
);

export interface MisplacedLot {
  locationId: number;
  lotId: number;
  onHand: number;
  reserved: number;
  storeName: string;
  zone: Zone;
  lotNumber: string;
  expiresOn: string;
  itemCode: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  storageZone: string;
  controlClass: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
}

/** Lots whose storage condition the place does not keep; at most so many. */
export async function misplacedLots(db: Db, organisationId: number, most: number): Promise<MisplacedLot[]> {
  const rows = await db.run<MisplacedLot>(misplaced, { organisationId, pairs: UNSUITED, most });
  return rows.map((row) => ({ ...row, onHand: Number(row.onHand), reserved: Number(row.reserved) }));
}
