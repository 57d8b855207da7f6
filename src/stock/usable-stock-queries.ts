/** Usable stock of many items in many members at once: as it is, and as it stood at the end of a past day. */
import type { Db } from '../../db/database.ts';
import { rowset, rowsOfRanges, statement } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { usableZones } from './matrix-stock-queries.ts';

export interface UsableStock {
  itemId: number;
  keeperId: number;
  /** Base units in stores that may be used on the day. */
  usableBase: number;
  /** The part of it that nobody has reserved; of a past day, all of it. */
  availableBase: number;
  /** Usable and on its way to the member. */
  travellingBase: number;
}

interface Row {
  item_id: number;
  keeper_id: number;
  usable: number;
  available: number;
  travelling: number;
}

const ITEMS = rowset('items', { id: 'int' });
const ZONES = `(select zone from ${rowset('zones', { zone: 'text' })} as given)`;

/** `held` brings item_id, lot_id, location_id, on_hand and reserved. */
const PLACED = `join location on location.id = held.location_id and location.kind in ('store', 'transit')
     and location.zone in ${ZONES}
   join organisation on organisation.id = location.keeper_id and organisation.path like :scope || '%'
   join lot on lot.id = held.lot_id and lot.frozen is null and lot.expires_on >= :day
   join item on item.id = held.item_id and (item.use_until is null or item.use_until >= :day)`;
const SUMS = `held.item_id, location.keeper_id,
     cast(sum(case when location.kind = 'store' then held.on_hand else 0 end) as bigint) as usable,
     cast(sum(case when location.kind = 'store' then held.on_hand - held.reserved else 0 end) as bigint) as available,
     cast(sum(case when location.kind = 'transit' then held.on_hand else 0 end) as bigint) as travelling`;

/** What lies of each item, read before anything is joined to it: else PostgreSQL walks all that lies anywhere. */
const LYING = rowsOfRanges({
  ids: ITEMS,
  table: 'balance',
  column: 'item_id',
  where: 'balance.on_hand > 0 and balance.held_by is null',
  columns: 'balance.item_id, balance.lot_id, balance.location_id, balance.on_hand, balance.reserved',
});

const stockNow = statement(
  `select ${SUMS} from (${LYING}) as held ${PLACED} group by held.item_id, location.keeper_id`,
);

/**
 * What is there now, without what came since and with what went since; `balances` and `lines` say of which items.
 * Brings what `PLACED` asks for; nobody keeps what was reserved on a past day.
 */
const heldThen = (balances: string, lines: string) => `(
     select moved.item_id, moved.lot_id, moved.location_id, sum(moved.base) as on_hand, 0 as reserved from (
       select balance.item_id, balance.lot_id, balance.location_id, balance.on_hand as base from ${balances}
       union all
       select line.item_id, line.lot_id, line.from_id, line.quantity_base from ${lines} line.occurred_at >= :until
       union all
       select line.item_id, line.lot_id, line.to_id, -line.quantity_base from ${lines} line.occurred_at >= :until
     ) as moved group by moved.item_id, moved.lot_id, moved.location_id
   ) as held`;
const THEN_OF_ITEMS = heldThen(
  `${ITEMS} as wanted join balance on balance.item_id = wanted.id`,
  `${ITEMS} as wanted join lot on lot.item_id = wanted.id join movement_line as line on line.lot_id = lot.id and`,
);
const THEN_OF_ALL = heldThen('balance', 'movement_line as line where');

const stockThen = statement(
  `select ${SUMS} from ${THEN_OF_ITEMS} ${PLACED} where held.on_hand > 0
   group by held.item_id, location.keeper_id`,
);

const untilEndOf = (day: string) => startOfDay(addDays(day, 1));

/**
 * Usable stock of the items in members at or under `scopePath`. `day` before `today` asks how it stood when that day
 * ended; lots count as frozen or free as they are now, for nobody keeps since when.
 */
export async function usableStock(
  db: Db,
  asked: { itemIds: readonly number[]; scopePath: string; day: string; today: string },
): Promise<UsableStock[]> {
  const { day, today, scopePath: scope } = asked;
  if (asked.itemIds.length === 0) return [];
  const items = [...new Set(asked.itemIds)].map((id) => ({ id }));
  const zones = usableZones(day).map((zone) => ({ zone }));
  const given = { items, zones, scope, day };
  const rows =
    day < today
      ? await db.run<Row>(stockThen, { ...given, until: untilEndOf(day) })
      : await db.run<Row>(stockNow, given);
  return rows.map((row) => ({
    itemId: Number(row.item_id),
    keeperId: Number(row.keeper_id),
    usableBase: Number(row.usable),
    availableBase: Number(row.available),
    travellingBase: Number(row.travelling),
  }));
}

interface CountRow {
  item_id: number;
  kind: OrganisationKind;
  members: number;
}

const countNow = statement(
  `select held.item_id, organisation.kind, cast(count(distinct location.keeper_id) as bigint) as members
   from ${ITEMS} as wanted
   join balance as held on held.item_id = wanted.id and held.on_hand > 0 and held.held_by is null
     ${PLACED} and location.kind = 'store'
   group by held.item_id, organisation.kind`,
);

/** The same over every item: places are named once and lots that may not be used ruled out, row by row as they lie. */
const countAll = statement(
  `with place as materialized (
     select location.id, location.keeper_id, organisation.kind from location
     join organisation on organisation.id = location.keeper_id and organisation.path like :scope || '%'
     where location.kind = 'store' and location.zone in ${ZONES}
   )
   select held.item_id, place.kind, cast(count(distinct place.keeper_id) as bigint) as members
   from (
     select distinct item_id, location_id from balance
     where on_hand > 0 and held_by is null
       and lot_id not in (select id from lot where frozen is not null or expires_on < :day)
   ) as held join place on place.id = held.location_id
   where held.item_id not in (select id from item where use_until < :day)
   group by held.item_id, place.kind`,
);

const countedThen = (held: string) =>
  statement(
    `select held.item_id, organisation.kind, cast(count(distinct location.keeper_id) as bigint) as members
     from ${held} ${PLACED} and location.kind = 'store' where held.on_hand > 0
     group by held.item_id, organisation.kind`,
  );
const countThen = countedThen(THEN_OF_ITEMS);
const countAllThen = countedThen(THEN_OF_ALL);

/** From so many items on, reading the balances once as they lie costs less than looking each item up. */
const MANY_ITEMS = 300;

/**
 * How many members of each kind at or under `scopePath` have usable stock of each item. `day` before `today` asks how
 * it stood when that day ended, as `usableStock` does.
 */
export async function stockingMembers(
  db: Db,
  asked: { itemIds: readonly number[]; scopePath: string; day: string; today: string },
): Promise<Map<number, Partial<Record<OrganisationKind, number>>>> {
  const { day, today, scopePath: scope } = asked;
  const counts = new Map<number, Partial<Record<OrganisationKind, number>>>();
  if (asked.itemIds.length === 0) return counts;
  const given = { zones: usableZones(day).map((zone) => ({ zone })), scope, day };
  const past = day < today ? { until: untilEndOf(day) } : undefined;
  const items = asked.itemIds.map((id) => ({ id }));
  const rows =
    items.length < MANY_ITEMS
      ? await db.run<CountRow>(past ? countThen : countNow, { ...given, ...past, items })
      : await db.run<CountRow>(past ? countAllThen : countAll, { ...given, ...past });
  for (const row of rows) {
    const id = Number(row.item_id);
    counts.set(id, { ...counts.get(id), [row.kind]: Number(row.members) });
  }
  return counts;
}
