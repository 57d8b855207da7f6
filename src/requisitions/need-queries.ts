/** What a member has, expects and uses of items: what proposals and targets are made of. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { ControlClass } from '../ledger/usable.ts';
import { useSince } from '../stock/supply-queries.ts';
import type { StockFacts } from './rules.ts';

export interface NeedItem extends StockFacts {
  id: number;
  code: string;
  name: string;
  strength: string;
  packUnit: string;
  baseUnit: string;
  scale: number;
  controlClass: ControlClass;
  active: boolean;
  countyTier: boolean;
  townshipTier: boolean;
  villageTier: boolean;
}

const PENDING = `sum(demand.quantity_base - demand.closed_base - demand.dispatched_base - demand.delivered_base)`;

/** What is being picked for the member stands in no transit place yet and is no open need any more. */
const PICKING = `picking as (
     select line.item_id, sum(coalesce(line.picked_base, line.quantity_base)) as picking_base from document
     join dispatch on dispatch.document_id = document.id and dispatch.to_organisation_id = :organisationId
     join dispatch_line as line on line.dispatch_id = document.id
     where document.kind = 'dispatch' and document.status = 'picking' group by line.item_id)`;

const factsOf = statement(
  `with ${PICKING}
   select item.id, item.code, item.generic_name as name, item.strength, item.pack_size, item.pack_unit, item.base_unit,
     item.scale, item.control_class, item.active, item.county_tier, item.township_tier, item.village_tier,
     target.least_base, target.most_base,
     (select coalesce(sum(balance.on_hand - balance.reserved), 0) from location
        join balance on balance.location_id = location.id and balance.item_id = item.id and balance.on_hand > 0
          and balance.held_by is null
        join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
        where location.kind = 'store' and location.keeper_id = :organisationId
          and location.zone not in ('rejected', 'reserve')) as stock_base,
     coalesce(picking.picking_base, 0) + (select coalesce(sum(balance.on_hand), 0) from location
        join balance on balance.location_id = location.id and balance.item_id = item.id and balance.on_hand > 0
        where location.kind = 'transit' and location.keeper_id = :organisationId) as transit_base,
     (select coalesce(${PENDING}, 0) from demand
        where demand.organisation_id = :organisationId and demand.item_id = item.id
          and demand.quantity_base > demand.closed_base + demand.dispatched_base + demand.delivered_base)
       as pending_base,
     (select coalesce(sum(daily_use.quantity_base), 0) from daily_use
        where daily_use.organisation_id = :organisationId and daily_use.item_id = item.id
          and daily_use.day between :since and :day) as use30_base
   from ${rowset('ids', { id: 'int' })} as given join item on item.id = given.id
   left join stock_target as target on target.organisation_id = :organisationId and target.item_id = item.id
   left join picking on picking.item_id = item.id
   order by item.code`,
);

const wantedBy = statement(
  `select item_id from stock_target where organisation_id = :organisationId
   union select item_id from daily_use where organisation_id = :organisationId and day between :since and :day`,
);

type FactRow = Record<string, string | number | boolean | null>;

const itemOf = (row: FactRow): NeedItem => ({
  id: Number(row.id),
  code: String(row.code),
  name: String(row.name),
  strength: String(row.strength ?? ''),
  packSize: Number(row.pack_size),
  packUnit: String(row.pack_unit),
  baseUnit: String(row.base_unit),
  scale: Number(row.scale),
  controlClass: row.control_class as ControlClass,
  active: Boolean(row.active),
  countyTier: Boolean(row.county_tier),
  townshipTier: Boolean(row.township_tier),
  villageTier: Boolean(row.village_tier),
  leastBase: row.least_base === null ? null : Number(row.least_base),
  mostBase: row.most_base === null ? null : Number(row.most_base),
  stockBase: Number(row.stock_base),
  transitBase: Number(row.transit_base),
  pendingBase: Number(row.pending_base),
  use30Base: Math.max(0, Number(row.use30_base)),
});

/** The items with what the member has of them on that day, in the order of their codes. */
export async function needItems(
  db: Db,
  asked: { organisationId: number; itemIds: readonly number[]; day: string },
): Promise<NeedItem[]> {
  const { organisationId, day } = asked;
  const ids = [...new Set(asked.itemIds)].map((id) => ({ id }));
  if (ids.length === 0) return [];
  const rows = await db.run<FactRow>(factsOf, { ids, organisationId, day, since: useSince(day) });
  return rows.map(itemOf);
}

/** Ids of items that the member used in 30 days or keeps between limits. */
export async function usualItems(db: Db, organisationId: number, day: string): Promise<number[]> {
  const rows = await db.run<{ item_id: number }>(wantedBy, { organisationId, day, since: useSince(day) });
  return rows.map((row) => Number(row.item_id));
}
