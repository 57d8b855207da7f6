/** What could meet demand before anything is bought: the hub's free stock, open orders, the surplus of neighbours. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { usableZones } from '../stock/matrix-stock-queries.ts';
import { useSince } from '../stock/supply-queries.ts';
import { hubSafety, memberKeeps, type Supply, type Surplus } from './netting-rules.ts';

const ITEMS = `(select id from ${rowset('items', { id: 'int' })} as given)`;
const ZONES = `(select zone from ${rowset('zones', { zone: 'text' })} as zone_given)`;

/**
 * Usable and unreserved stock by member with its use, of the hub and of those that have more than they keep. Lots
 * must outlive what every kind of member asks for on arrival, so that nothing is promised that may not be sent.
 */
const spareStock = statement(
  `with place as materialized (
     select id, keeper_id from location where kind = 'store' and keeper_id is not null and zone in ${ZONES}
   ), sound as materialized (
     select id from lot where item_id in ${ITEMS} and frozen is null and expires_on >= :until
   ), held as (
     select balance.item_id, place.keeper_id, sum(balance.on_hand - balance.reserved) as available
     from balance join place on place.id = balance.location_id join sound on sound.id = balance.lot_id
     where balance.item_id in ${ITEMS} and balance.on_hand > 0 and balance.held_by is null
     group by balance.item_id, place.keeper_id
   ), used as (
     select item_id, organisation_id, sum(quantity_base) as use_base from daily_use
     where item_id in ${ITEMS} and day between :since and :day group by item_id, organisation_id
   )
   select held.item_id, held.keeper_id, cast(held.available as bigint) as available,
     cast(coalesce(used.use_base, 0) as bigint) as use_base, target.least_base, target.most_base
   from held
   left join used on used.item_id = held.item_id and used.organisation_id = held.keeper_id
   left join stock_target as target on target.item_id = held.item_id and target.organisation_id = held.keeper_id
   where held.available > 0 and (held.keeper_id = :hubId or (
     held.available * 30 > coalesce(used.use_base, 0) * :memberDays
     and held.available > coalesce(target.most_base, 0)
     and (target.most_base is not null or used.use_base > 0)))
   order by held.item_id, held.keeper_id`,
);

/** Plans that still promise: what is closed was sent, what was abandoned promises nothing. */
export const LIVE = `('draft', 'submitted', 'approved', 'ordered')`;
const PENDING = 'demand.planned_base - demand.dispatched_base - demand.delivered_base';

/** Promised by earlier plans and not sent yet. */
const promised = statement(
  `select demand.item_id, served.source,
     cast(sum(case when ${PENDING} < served.quantity_base then ${PENDING} else served.quantity_base end) as bigint)
       as quantity
   from plan_demand as served
   join demand on demand.id = served.demand_id and ${PENDING} > 0 and demand.item_id in ${ITEMS}
   join plan_line as line on line.id = served.plan_line_id
   join document on document.id = line.plan_id and document.status in ${LIVE}
   where served.source in ('hub', 'order') group by demand.item_id, served.source`,
);
const proposed = statement(
  `select line.item_id, moved.from_organisation_id as keeper_id, cast(sum(moved.quantity_base) as bigint) as quantity
   from plan_transfer as moved join plan_line as line on line.id = moved.plan_line_id and line.item_id in ${ITEMS}
   join document on document.id = line.plan_id and document.status in ${LIVE}
   where moved.status = 'proposed' group by line.item_id, moved.from_organisation_id`,
);

/** Ordered for the hub's store and for no need: what rounding to packs and steps brought along. */
const freeOnOrder = statement(
  `select line.item_id, cast(sum(line.quantity_base - line.accepted_base - line.cancelled_base
     - coalesce(served.kept, 0)) as bigint) as quantity
   from order_line as line
   join document on document.id = line.order_id and document.status not in ('received', 'cancelled')
   left join (
     select order_line_id, sum(quantity_base - allotted_base - returned_base) as kept from order_demand
     group by order_line_id
   ) as served on served.order_line_id = line.id
   where line.item_id in ${ITEMS} and line.deliver_to_id = :hubId
     and line.quantity_base - line.accepted_base - line.cancelled_base > coalesce(served.kept, 0)
   group by line.item_id`,
);

interface SpareRow {
  item_id: number;
  keeper_id: number;
  available: number;
  use_base: number;
  least_base: number | null;
  most_base: number | null;
}
interface QuantityRow {
  item_id: number;
  quantity: number;
}

export interface SupplyAsk {
  itemIds: readonly number[];
  hubId: number;
  /** Business day. */
  day: string;
}

const EMPTY: Supply = { hubFreeBase: 0, onOrderFreeBase: 0, neighbours: [] };

/** What may meet the demand of each item; items of which nothing is free are absent. */
export async function suppliesOn(db: Db, ask: SupplyAsk): Promise<Map<number, Supply>> {
  const { hubId, day } = ask;
  const items = ask.itemIds.map((id) => ({ id }));
  if (items.length === 0) return new Map();
  const { memberDays, hubDays } = await ruleOn(db, 'surplus_cover', day);
  const life = Math.max(...Object.values(await ruleOn(db, 'life_days_min', day)));
  const zones = usableZones(day).map((zone) => ({ zone }));
  const times = { until: addDays(day, life), since: useSince(day), day };
  const spare = await db.run<SpareRow>(spareStock, { items, zones, hubId, memberDays, ...times });
  const promises = await db.run<QuantityRow & { source: 'hub' | 'order' }>(promised, { items });
  const moving = await db.run<QuantityRow & { keeper_id: number }>(proposed, { items });
  const ordered = await db.run<QuantityRow>(freeOnOrder, { items, hubId });
  const leaving = new Map(moving.map((row) => [`${row.item_id} ${row.keeper_id}`, Number(row.quantity)]));
  const supplies = new Map<number, { hubFreeBase: number; onOrderFreeBase: number; neighbours: Surplus[] }>();
  const of = (itemId: number) => {
    const supply = supplies.get(itemId) ?? { ...EMPTY, neighbours: [] };
    supplies.set(itemId, supply);
    return supply;
  };
  for (const row of spare) {
    const itemId = Number(row.item_id);
    const organisationId = Number(row.keeper_id);
    const use30Base = Math.max(0, Number(row.use_base));
    const availableBase = Number(row.available) - (leaving.get(`${itemId} ${organisationId}`) ?? 0);
    if (organisationId === hubId) {
      of(itemId).hubFreeBase += availableBase - hubSafety(use30Base, hubDays, Number(row.least_base ?? 0));
      continue;
    }
    const keptBase = memberKeeps(use30Base, memberDays, row.most_base === null ? null : Number(row.most_base));
    if (keptBase === null || availableBase <= keptBase) continue;
    of(itemId).neighbours.push({ organisationId, availableBase, keptBase, use30Base });
  }
  for (const row of ordered) of(Number(row.item_id)).onOrderFreeBase += Number(row.quantity);
  for (const row of promises) {
    const supply = of(Number(row.item_id));
    if (row.source === 'hub') supply.hubFreeBase -= Number(row.quantity);
    else supply.onOrderFreeBase -= Number(row.quantity);
  }
  return supplies;
}

/** What one item's demand may be met with; nothing when nothing is free. */
export function supplyFor(supplies: ReadonlyMap<number, Supply>, itemId: number): Supply {
  return supplies.get(itemId) ?? EMPTY;
}
