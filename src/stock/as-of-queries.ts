/**
 * Stock at the end of a past day: from the nearest known balance (now, or a closed period's) over the totals of the
 * days between; of lots, over the lines between. A past day has two truths: what was there, with everything that was
 * written down since, and what the books showed that evening, without it.
 */
import type { Db } from '../../db/database.ts';
import { rowset, rowsOfRanges, statement } from '../../db/statement.ts';
import { addDays, daysBetween, startOfDay } from '../kernel/clock.ts';
import { keptInScope, REACHED, type Reached, reachedParameters } from './kept-statements.ts';

/** `happened`: by when things happened; `posted`: only what had been written down by the end of the day. */
export type AsOfBasis = 'happened' | 'posted';

export interface AsOfAsked extends Reached {
  itemIds: readonly number[];
  /** Not after `today`. */
  day: string;
  today: string;
  basis: AsOfBasis;
}

/** What is told apart: items alone, items by member, or lots of items by member. */
export type AsOfGrain = 'item' | 'member' | 'lot';

export interface StandingThen {
  itemId: number;
  /** 0 where members are not told apart. */
  memberId: number;
  /** 0 where lots are not told apart. */
  lotId: number;
  /** Base units in stores, usable or not; nothing on its way. */
  onHand: number;
}

interface Row {
  item_id: number;
  member_id: number;
  lot_id: number;
  base: number;
}

interface Anchor {
  /** Null is now. */
  periodId: number | null;
  day: string;
}

const ITEMS = `(select id from ${rowset('items', { id: 'int' })} as given)`;
const STORES = `${REACHED} and location.kind = 'store'`;

/** `source` brings item_id, member_id, lot_id and base. */
function grouped(grain: AsOfGrain, source: string) {
  const keys = grain === 'item' ? ['item_id'] : grain === 'member' ? ['item_id', 'member_id'] : null;
  const by = keys ?? ['item_id', 'member_id', 'lot_id'];
  const pick = (key: string) => (by.includes(key) ? key : `0 as ${key}`);
  return statement(
    `select ${pick('item_id')}, ${pick('member_id')}, ${pick('lot_id')}, cast(sum(base) as bigint) as base
     from (${source}) as moved group by ${by.join(', ')}`,
  );
}

/** The stores in reach among the places that `column` names; their keeper is `location.keeper_id`. */
const storesOf = (column: string) => `location on location.id = ${column} and location.kind = 'store'
     and (cast(:memberId as bigint) = 0 or location.keeper_id = :memberId) and ${keptInScope('location.keeper_id')}`;

// Of one member its few places are read; of all of them each item is, so that none is looked up at every place
const BALANCES = {
  member: `select balance.item_id, organisation.id as member_id, balance.lot_id, balance.on_hand as base
   from ${STORES} join balance on balance.location_id = location.id and balance.on_hand > 0
   where balance.item_id in ${ITEMS}`,
  all: `select stocked.id as item_id, location.keeper_id as member_id, stocked.lot_id, stocked.on_hand as base
   from (${rowsOfRanges({
     ids: ITEMS,
     table: 'balance',
     column: 'item_id',
     where: 'balance.on_hand > 0',
     columns: 'balance.location_id, balance.lot_id, balance.on_hand',
   })}) as stocked join ${storesOf('stocked.location_id')}`,
};
const CLOSED = `select kept.item_id, organisation.id as member_id, kept.lot_id, kept.on_hand as base
   from ${STORES} join period_balance as kept on kept.location_id = location.id and kept.period_id = :periodId
   where kept.item_id in ${ITEMS}`;
const BETWEEN_DAYS = 'daily_use.day > :firstDay and daily_use.day <= :lastDay';
const DAYS = {
  member: `select daily_use.item_id, organisation.id as member_id, 0 as lot_id,
     daily_use.came_base - daily_use.went_base as base
   from daily_use join organisation on organisation.id = :memberId and organisation.path like :scope || '%'
   where daily_use.item_id in ${ITEMS} and daily_use.organisation_id = :memberId and ${BETWEEN_DAYS}`,
  all: `select used.id as item_id, used.organisation_id as member_id, 0 as lot_id,
     used.came_base - used.went_base as base
   from (${rowsOfRanges({
     ids: ITEMS,
     table: 'daily_use',
     column: 'item_id',
     where: BETWEEN_DAYS,
     columns: 'daily_use.organisation_id, daily_use.came_base, daily_use.went_base',
   })}) as used
   where ${keptInScope('used.organisation_id')}`,
};

const lineSide = (column: 'to_id' | 'from_id', sign: '' | '-', where: string) =>
  `select line.item_id, organisation.id as member_id, line.lot_id, ${sign}line.quantity_base as base
   from ${STORES} join movement_line as line on line.${column} = location.id and line.item_id in ${ITEMS} ${where}`;
const BETWEEN = 'and line.occurred_at >= :since and line.occurred_at < :until';
const LINES = `${lineSide('to_id', '', BETWEEN)} union all ${lineSide('from_id', '-', BETWEEN)}`;

/** Happened by the end of the day and were written down after it: few, and on most days none. */
const lateMovements = statement(
  `select id from movement where posted_at > occurred_at and posted_at >= :until and occurred_at < :until`,
);
const LATE = rowsOfRanges({
  ids: rowset('late', { id: 'int' }),
  table: 'movement_line',
  column: 'movement_id',
  where: 'movement_line.quantity_base > 0',
  columns: 'movement_line.item_id, movement_line.lot_id, movement_line.from_id, movement_line.to_id, quantity_base',
});
const lateSide = (column: 'to_id' | 'from_id', sign: '' | '-') =>
  `select line.item_id, location.keeper_id as member_id, line.lot_id, ${sign}line.quantity_base as base
   from (${LATE}) as line join ${storesOf(`line.${column}`)} where line.item_id in ${ITEMS}`;
const WRITTEN_LATE = `${lateSide('to_id', '')} union all ${lateSide('from_id', '-')}`;

const GRAINS = ['item', 'member', 'lot'] as const;
const each = (source: string) =>
  Object.fromEntries(GRAINS.map((grain) => [grain, grouped(grain, source)])) as Record<
    AsOfGrain,
    ReturnType<typeof grouped>
  >;
const balances = { member: each(BALANCES.member), all: each(BALANCES.all) };
const closed = each(CLOSED);
const days = { member: each(DAYS.member), all: each(DAYS.all) };
const lines = grouped('lot', LINES);
const writtenLate = each(WRITTEN_LATE);

const periods = statement('select id, ends_on from period order by ends_on');

/** The known balances that lie nearest to the day: those of now, or of a period that was closed. */
async function nearestAnchor(db: Db, day: string, today: string): Promise<Anchor> {
  const away = (anchor: Anchor) => Math.abs(daysBetween(day, anchor.day));
  let nearest: Anchor = { periodId: null, day: today };
  for (const period of await db.run<{ id: number; ends_on: string }>(periods, {})) {
    const anchor = { periodId: period.id, day: period.ends_on };
    if (away(anchor) < away(nearest)) nearest = anchor;
  }
  return nearest;
}

type Asked = ReturnType<typeof reachedParameters> & { items: { id: number }[] };

const breadthOf = ({ memberId }: Asked) => (memberId === 0 ? 'all' : 'member');

const LAST_DAY = '9999-12-31';

/** What changed from the end of one day to the end of a later one. */
async function changes(
  db: Db,
  grain: AsOfGrain,
  asked: Asked,
  span: { firstDay: string; lastDay: string },
): Promise<Row[]> {
  if (span.firstDay >= span.lastDay) return [];
  if (grain !== 'lot') return db.run<Row>(days[breadthOf(asked)][grain], { ...asked, ...span });
  const since = startOfDay(addDays(span.firstDay, 1));
  const until = span.lastDay === LAST_DAY ? Number.MAX_SAFE_INTEGER : startOfDay(addDays(span.lastDay, 1));
  return db.run<Row>(lines, { ...asked, since, until });
}

/** What the books did not show yet at `until`, though it had happened. */
async function writtenSince(db: Db, grain: AsOfGrain, asked: Asked, until: number): Promise<Row[]> {
  const late = await db.run<{ id: number }>(lateMovements, { until });
  return late.length === 0 ? [] : db.run<Row>(writtenLate[grain], { ...asked, late });
}

/** What was in stock at the end of the day, in no order. A future day is the caller's to refuse. */
export async function standingsThen(db: Db, grain: AsOfGrain, asked: AsOfAsked): Promise<StandingThen[]> {
  const { day, today, basis } = asked;
  if (asked.itemIds.length === 0) return [];
  const items = [...new Set(asked.itemIds)].map((id) => ({ id }));
  const reached = { ...reachedParameters(asked), items };
  const anchor = await nearestAnchor(db, day, today);
  const forwards = anchor.periodId !== null && anchor.day < day;
  const later = anchor.periodId === null ? LAST_DAY : anchor.day;
  const span = forwards ? { firstDay: anchor.day, lastDay: day } : { firstDay: day, lastDay: later };
  const known =
    anchor.periodId === null
      ? db.run<Row>(balances[breadthOf(reached)][grain], reached)
      : db.run<Row>(closed[grain], { ...reached, periodId: anchor.periodId });
  const late = basis === 'posted' ? writtenSince(db, grain, reached, startOfDay(addDays(day, 1))) : [];
  const [there, moved, lateRows] = await Promise.all([known, changes(db, grain, reached, span), late]);
  const found = new Map<string, StandingThen>();
  const add = (row: Row, sign: 1 | -1) => {
    const key = `${row.item_id}-${row.member_id}-${row.lot_id}`;
    const known = found.get(key) ?? { itemId: row.item_id, memberId: row.member_id, lotId: row.lot_id, onHand: 0 };
    found.set(key, { ...known, onHand: known.onHand + sign * row.base });
  };
  for (const row of there) add(row, 1);
  for (const row of moved) add(row, forwards ? 1 : -1);
  for (const row of lateRows) add(row, -1);
  return [...found.values()].filter((one) => one.onHand !== 0);
}
