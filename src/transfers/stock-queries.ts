/** What both sides of a transfer have of its items: free stock, what is on its way, and how long it lasts. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { usableZones } from '../stock/matrix-stock-queries.ts';
import { coverDays } from '../stock/rules.ts';
import { useSince } from '../stock/supply-queries.ts';

export interface SideStock {
  /** Usable and kept for nobody; base units. */
  availableBase: number;
  travellingBase: number;
  use30Base: number;
  /** Whole days that it lasts, what travels included; null when nothing was used. */
  cover: number | null;
}

export interface PairStock {
  giver: SideStock;
  taker: SideStock;
}

const ITEMS = `(select id from ${rowset('items', { id: 'int' })} as given)`;
const ZONES = `(select zone from ${rowset('zones', { zone: 'text' })} as zone_given)`;

const stockOfPair = statement(
  `select balance.item_id, location.keeper_id,
     cast(sum(case when location.kind = 'store' then balance.on_hand - balance.reserved else 0 end) as bigint)
       as available,
     cast(sum(case when location.kind = 'transit' then balance.on_hand else 0 end) as bigint) as travelling
   from location join balance on balance.location_id = location.id and balance.on_hand > 0 and balance.held_by is null
     and balance.item_id in ${ITEMS}
   join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
   where location.keeper_id in (:giverId, :takerId) and location.zone in ${ZONES}
   group by balance.item_id, location.keeper_id`,
);

const useOfPair = statement(
  `select item_id, organisation_id, cast(sum(quantity_base) as bigint) as used from daily_use
   where organisation_id in (:giverId, :takerId) and day between :since and :day and item_id in ${ITEMS}
   group by item_id, organisation_id`,
);

/** By item: what the giver and the taker have and use. */
export async function pairStock(
  db: Db,
  asked: { giverId: number; takerId: number; itemIds: readonly number[]; day: string },
): Promise<Map<number, PairStock>> {
  const { giverId, takerId, itemIds, day } = asked;
  if (itemIds.length === 0) return new Map();
  const items = [...new Set(itemIds)].map((id) => ({ id }));
  const sides = { giverId, takerId, items, day };
  const zones = usableZones(day).map((zone) => ({ zone }));
  type Row = { item_id: number; keeper_id: number; available: number; travelling: number };
  const stock = await db.run<Row>(stockOfPair, { ...sides, zones });
  type UseRow = { item_id: number; organisation_id: number; used: number };
  const uses = await db.run<UseRow>(useOfPair, { ...sides, since: useSince(day) });
  const sideOf = (itemId: number, memberId: number): SideStock => {
    const row = stock.find((one) => Number(one.item_id) === itemId && Number(one.keeper_id) === memberId);
    const use = uses.find((one) => Number(one.item_id) === itemId && Number(one.organisation_id) === memberId);
    const [availableBase, travellingBase] = [Number(row?.available ?? 0), Number(row?.travelling ?? 0)];
    const use30Base = Math.max(0, Number(use?.used ?? 0));
    return { availableBase, travellingBase, use30Base, cover: coverDays(availableBase + travellingBase, use30Base) };
  };
  return new Map(items.map(({ id }) => [id, { giver: sideOf(id, giverId), taker: sideOf(id, takerId) }]));
}
