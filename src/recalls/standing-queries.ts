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

const places = statement(
  `select balance.lot_id as "lotId", location.id as "locationId", location.name as "locationName", location.kind,
     location.zone, organisation.id as "organisationId", organisation.code, organisation.short_name as "shortName",
     organisation.path, balance.on_hand as "onHandBase", balance.reserved as "reservedBase",
     balance.held_by as "heldBy"
   from ${LOTS} as given join balance on balance.lot_id = given.id
   join location on location.id = balance.location_id
   join organisation on organisation.id = location.keeper_id
   order by organisation.code, location.id, balance.lot_id`,
);

const asIds = (ids: readonly number[]) => ids.map((id) => ({ id }));

/** Every place that holds a lot or ever held it: empty ones too, for those who must be told. */
export async function placesOfLots(db: Db, lotIds: readonly number[]): Promise<LotPlace[]> {
  if (lotIds.length === 0) return [];
  const rows = await db.run<LotPlace>(places, { lots: asIds(lotIds) });
  return rows.map((row) => ({
    ...row,
    onHandBase: Number(row.onHandBase),
    reservedBase: Number(row.reservedBase),
  }));
}

/** What of a lot went from one place to another, all its history together. */
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

const flows = statement(
  `select moved.lot_id as "lotId", origin.kind as "fromKind", origin.keeper_id as "fromKeeper",
     goal.kind as "toKind", goal.keeper_id as "toKeeper", moved.quantity as "quantityBase", moved.since as "sinceBase"
   from (
     select line.lot_id, line.from_id, line.to_id, sum(line.quantity_base) as quantity,
       sum(case when line.occurred_at >= :since then line.quantity_base else 0 end) as since
     from ${LOTS} as given join movement_line as line on line.lot_id = given.id
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
