/** What proposals rest on: an item's days at a member, read a part of the items at a time. */
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays } from '../kernel/clock.ts';
import { type DayRow, type SeriesDay, seriesOf } from './series.ts';

export interface UsedItem {
  id: number;
  code: string;
  packSize: number;
  controlClass: string;
}

/** What the member ever kept in its stores or wants to keep. */
const itemsOfMember = statement(
  `select item.id, item.code, item.pack_size, item.control_class from item
   where item.active and item.id in (
     select balance.item_id from location join balance on balance.location_id = location.id
     where location.kind = 'store' and location.keeper_id = :organisationId
     union select item_id from stock_target where organisation_id = :organisationId
   ) order by item.id`,
);

/** The items of a member, in the order of their ids. */
export async function itemsKept(db: Db, organisationId: number): Promise<UsedItem[]> {
  const rows = await db.run<{ id: number; code: string; pack_size: number; control_class: string }>(itemsOfMember, {
    organisationId,
  });
  return rows.map((row) => ({
    id: Number(row.id),
    code: row.code,
    packSize: Number(row.pack_size),
    controlClass: row.control_class,
  }));
}

const ITEMS = rowset('items', { id: 'int' });

const daysOfItems = gathered<{ item_id: number; day: string; use_base: number; came_base: number; went_base: number }>(
  ['item_id', 'day', 'use_base', 'came_base', 'went_base'],
  `from (
     select used.item_id, used.day, used.quantity_base as use_base, used.came_base, used.went_base
     from ${ITEMS} as given join daily_use as used
       on used.item_id = given.id and used.organisation_id = :organisationId and used.day >= :since
   ) as days`,
);

const onHandOf = statement(
  `select balance.item_id, cast(sum(balance.on_hand) as bigint) as on_hand
   from location join balance on balance.location_id = location.id and balance.on_hand > 0
   join ${ITEMS} as given on given.id = balance.item_id
   where location.kind = 'store' and location.keeper_id = :organisationId group by balance.item_id`,
);

const lastYear = statement(
  `select used.item_id,
     cast(sum(case when used.day < :turn then used.quantity_base else 0 end) as bigint) as usual_base,
     cast(sum(case when used.day >= :turn then used.quantity_base else 0 end) as bigint) as ahead_base
   from ${ITEMS} as given join daily_use as used
     on used.item_id = given.id and used.organisation_id = :organisationId and used.day >= :since and used.day < :until
   group by used.item_id`,
);

/** `YYYY-MM-DD`, oldest first: `count` days that end with `last`. */
export function daysUpTo(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(last, index + 1 - count));
}

interface Asked {
  organisationId: number;
  itemIds: readonly number[];
  /** The days of the window, oldest first; it ends yesterday, for today is not over. */
  days: readonly string[];
}

/** The series of each item over the window. */
export async function seriesOfItems(db: Db, asked: Asked): Promise<Map<number, SeriesDay[]>> {
  const { organisationId, itemIds, days } = asked;
  const items = itemIds.map((id) => ({ id }));
  const read = await daysOfItems(db, { items, organisationId, since: days[0] ?? '' });
  const stood = await db.run<{ item_id: number; on_hand: number }>(onHandOf, { items, organisationId });
  const onHand = new Map(stood.map((row) => [Number(row.item_id), Number(row.on_hand)]));
  const rows = new Map<number, DayRow[]>(itemIds.map((id) => [id, []]));
  read.item_id.forEach((itemId, at) => {
    rows.get(itemId)?.push({
      day: read.day[at] ?? '',
      useBase: read.use_base[at] ?? 0,
      cameBase: read.came_base[at] ?? 0,
      wentBase: read.went_base[at] ?? 0,
    });
  });
  return new Map(itemIds.map((id) => [id, seriesOf(days, rows.get(id) ?? [], onHand.get(id) ?? 0)]));
}

/** Days ahead whose use of last year is compared, and days of last year before them that were usual. */
export const AHEAD_DAYS = 30;
export const USUAL_DAYS = 90;

export interface LastYear {
  usualBase: number;
  aheadBase: number;
}

/** What each item was used of a year ago: in the 90 days before this day, and in the 30 from it on. */
export async function lastYearOf(
  db: Db,
  asked: Omit<Asked, 'days'> & { today: string },
): Promise<Map<number, LastYear>> {
  const turn = addDays(asked.today, -365);
  const rows = await db.run<{ item_id: number; usual_base: number; ahead_base: number }>(lastYear, {
    items: asked.itemIds.map((id) => ({ id })),
    organisationId: asked.organisationId,
    since: addDays(turn, -USUAL_DAYS),
    turn,
    until: addDays(turn, AHEAD_DAYS),
  });
  return new Map(
    rows.map((row) => [Number(row.item_id), { usualBase: Number(row.usual_base), aheadBase: Number(row.ahead_base) }]),
  );
}
