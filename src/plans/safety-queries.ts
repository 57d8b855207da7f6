/** Items of which the hub has less than it should: what is missing up to its upper limit, as needs of its own. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { usableZones } from '../stock/matrix-stock-queries.ts';
import { useSince } from '../stock/supply-queries.ts';
import { hubSafety } from './netting-rules.ts';

const ZONES = `(select zone from ${rowset('zones', { zone: 'text' })} as zone_given)`;
const OPEN_ORDERS = `document.status not in ('received', 'cancelled')`;

/** Of every item that the hub used or wants to keep: there, to come for no member, and already asked for. */
const hubItems = statement(
  `with used as (
     select item_id, sum(quantity_base) as use_base from daily_use
     where organisation_id = :hubId and day between :since and :day group by item_id
   ), target as (select item_id, least_base, most_base from stock_target where organisation_id = :hubId),
   wanted as (select item_id from used union select item_id from target),
   held as (
     select balance.item_id, sum(balance.on_hand - balance.reserved) as available
     from location join balance on balance.location_id = location.id and balance.on_hand > 0
       and balance.held_by is null
     join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :until
     where location.kind = 'store' and location.keeper_id = :hubId and location.zone in ${ZONES}
     group by balance.item_id
   ), kept as (
     select order_line_id, sum(order_demand.quantity_base - allotted_base - returned_base) as others
     from order_demand join demand on demand.id = order_demand.demand_id and demand.organisation_id <> :hubId
     group by order_line_id
   ), coming as (
     select line.item_id, sum(line.quantity_base - line.accepted_base - line.cancelled_base - coalesce(others, 0))
       as coming
     from order_line as line join document on document.id = line.order_id and ${OPEN_ORDERS}
     left join kept on kept.order_line_id = line.id where line.deliver_to_id = :hubId group by line.item_id
   ), asked as (
     select demand.item_id, sum(demand.quantity_base - demand.closed_base - demand.planned_base) as open_base
     from demand where demand.origin = 'safety' and demand.organisation_id = :hubId group by demand.item_id
   ), planned as (
     select demand.item_id, sum(served.quantity_base) as planned
     from demand join plan_demand as served on served.demand_id = demand.id
     join plan_line as line on line.id = served.plan_line_id
     join document on document.id = line.plan_id and document.status in ('draft', 'submitted', 'approved')
     where demand.origin = 'safety' and demand.organisation_id = :hubId group by demand.item_id
   )
   select wanted.item_id, item.kind, target.least_base, target.most_base,
     cast(coalesce(used.use_base, 0) as bigint) as use_base,
     cast(coalesce(held.available, 0) + coalesce(coming.coming, 0) + coalesce(asked.open_base, 0)
       + coalesce(planned.planned, 0) as bigint) as has_base
   from wanted join item on item.id = wanted.item_id and item.active and item.control_class = 'none'
     and item.kind <> 'preparation' and (item.county_tier or item.township_tier or item.village_tier)
   left join used on used.item_id = wanted.item_id left join target on target.item_id = wanted.item_id
   left join held on held.item_id = wanted.item_id left join coming on coming.item_id = wanted.item_id
   left join asked on asked.item_id = wanted.item_id left join planned on planned.item_id = wanted.item_id
   order by wanted.item_id`,
);

interface HubRow {
  item_id: number;
  kind: string;
  least_base: number | null;
  most_base: number | null;
  use_base: number;
  has_base: number;
}

export interface SafetyNeed {
  itemId: number;
  /** Missing up to the upper limit, base units. */
  quantityBase: number;
}

/**
 * Items of which the hub has, counting what is to come and asked for, less than its lower limit or `hubDays` of use;
 * each is filled to its upper limit, or to twice that many days where none is set.
 */
export async function safetyNeeds(
  db: Db,
  ask: { hubId: number; day: string; kinds?: readonly string[] | undefined },
): Promise<SafetyNeed[]> {
  const { hubId, day, kinds } = ask;
  const { hubDays } = await ruleOn(db, 'surplus_cover', day);
  const life = Math.max(...Object.values(await ruleOn(db, 'life_days_min', day)));
  const zones = usableZones(day).map((zone) => ({ zone }));
  const given = { hubId, zones, day, since: useSince(day), until: addDays(day, life) };
  const rows = await db.run<HubRow>(hubItems, given);
  return rows.flatMap((row) => {
    if (kinds !== undefined && !kinds.includes(row.kind)) return [];
    const use30Base = Math.max(0, Number(row.use_base));
    const least = hubSafety(use30Base, hubDays, Number(row.least_base ?? 0));
    const most = row.most_base === null ? hubSafety(use30Base, hubDays * 2, 0) : Number(row.most_base);
    const missing = Math.max(least, most) - Number(row.has_base);
    return Number(row.has_base) < least && missing > 0 ? [{ itemId: Number(row.item_id), quantityBase: missing }] : [];
  });
}
