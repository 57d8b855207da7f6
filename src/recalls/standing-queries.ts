/** Where the lots of a recall are, and all that ever happened to them: read by lot, never by scanning what moved. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';

export interface LotPlace {
  lotId: number;
  locationId: number;
  locationName: string;
  kind: string;
  zone: string;
  organisationId: number;
  code: string;
  shortName: string;
  path: string;
  onHandBase: number;
  reservedBase: number;
  heldBy: number | null;
}

const LOTS = rowset('lots', { id: 'int' });

const PLACE = `balance.lot_id as "lotId", location.id as "locationId", location.name as "locationName", location.kind,
     location.zone, organisation.id as "organisationId", organisation.code, organisation.short_name as "shortName",
     organisation.path, balance.on_hand as "onHandBase", balance.reserved as "reservedBase",
     balance.held_by as "heldBy"`;
const KEPT = `join location on location.id = balance.location_id
   join organisation on organisation.id = location.keeper_id
   order by organisation.code, location.id, balance.lot_id`;

const everHeld = statement(`select ${PLACE} from ${LOTS} as given join balance on balance.lot_id = given.id ${KEPT}`);
/** By item first: what lies somewhere is little beside the places that a lot has long left. */
const lying = statement(
  `select ${PLACE}
   from (select distinct lot.item_id from ${LOTS} as given join lot on lot.id = given.id) as goods
   join balance on balance.item_id = goods.item_id and balance.on_hand > 0
     and balance.lot_id in (select id from ${LOTS} as given) ${KEPT}`,
);

const asIds = (ids: readonly number[]) => ids.map((id) => ({ id }));

const counted = (row: LotPlace): LotPlace => ({
  ...row,
  onHandBase: Number(row.onHandBase),
  reservedBase: Number(row.reservedBase),
});

/** Every place that holds a lot. */
export async function placesOfLots(db: Db, lotIds: readonly number[]): Promise<LotPlace[]> {
  if (lotIds.length === 0) return [];
  return (await db.run<LotPlace>(lying, { lots: asIds(lotIds) })).map(counted);
}

/** Every place that holds a lot or ever held it, empty ones too: these are the people to tell. */
export async function placesEverOf(db: Db, lotIds: readonly number[]): Promise<LotPlace[]> {
  if (lotIds.length === 0) return [];
  return (await db.run<LotPlace>(everHeld, { lots: asIds(lotIds) })).map(counted);
}

/** What of a lot came from outside the county's stores or left them, all its history together. */
export interface Flow {
  lotId: number;
  fromKind: string;
  fromKeeper: number | null;
  toKind: string;
  toKeeper: number | null;
  quantityBase: number;
  /** The part of it since the moment asked for. */
  sinceBase: number;
}

const OUTSIDE = `(select id from location where kind not in ('store', 'transit'))`;

/** Between the county's own stores most lines go, and none of them is needed: each index range leaves them out. */
const flows = statement(
  `select moved.lot_id as "lotId", origin.kind as "fromKind", origin.keeper_id as "fromKeeper",
     goal.kind as "toKind", goal.keeper_id as "toKeeper", moved.quantity as "quantityBase", moved.since as "sinceBase"
   from (
     select line.lot_id, line.from_id, line.to_id, sum(line.quantity_base) as quantity,
       sum(case when line.occurred_at >= :since then line.quantity_base else 0 end) as since
     from (
       select line.lot_id, line.from_id, line.to_id, line.quantity_base, line.occurred_at
       from ${LOTS} as given cross join ${OUTSIDE} as far
       join movement_line as line on line.lot_id = given.id and line.to_id = far.id
       union all
       select line.lot_id, line.from_id, line.to_id, line.quantity_base, line.occurred_at
       from (select distinct lot.item_id from ${LOTS} as given join lot on lot.id = given.id) as goods
       cross join ${OUTSIDE} as far
       join movement_line as line on line.from_id = far.id and line.item_id = goods.item_id
         and line.lot_id in (select id from ${LOTS} as given)
     ) as line
     group by line.lot_id, line.from_id, line.to_id
   ) as moved
   join location as origin on origin.id = moved.from_id join location as goal on goal.id = moved.to_id`,
);

/** The flows of the lots; `since` in UTC ms. */
export async function flowsOfLots(db: Db, lotIds: readonly number[], since: number): Promise<Flow[]> {
  if (lotIds.length === 0) return [];
  const rows = await db.run<Flow>(flows, { lots: asIds(lotIds), since });
  return rows.map((row) => ({
    ...row,
    quantityBase: Number(row.quantityBase),
    sinceBase: Number(row.sinceBase),
  }));
}

const destroyed = statement(
  `select line.lot_id as "lotId", sum(line.quantity_base) as "quantityBase"
   from ${LOTS} as given join loss_line as line on line.lot_id = given.id
   join document on document.id = line.loss_id and document.kind = 'destruction' and document.status = 'destroyed'
   group by line.lot_id`,
);

/** Base units of each lot that were destroyed before a witness. */
export async function destroyedOfLots(db: Db, lotIds: readonly number[]): Promise<Map<number, number>> {
  if (lotIds.length === 0) return new Map();
  const rows = await db.run<{ lotId: number; quantityBase: number | string }>(destroyed, { lots: asIds(lotIds) });
  return new Map(rows.map((row) => [row.lotId, Number(row.quantityBase)]));
}
