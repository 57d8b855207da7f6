/** Reckons each night on which days members had nothing of what they keep, anew for every day that is not closed. */
import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { outage } from '../../db/schema/outages.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type CommandServices, note } from '../audit/command.ts';
import { addDays, dayOf, daysBetween, earlierDay, laterDay } from '../kernel/clock.ts';
import { daysUpTo, seriesOfItems } from '../levels/use-queries.ts';
import { dayOfNumber, numberOfDay, outagesOf } from './rules.ts';
import { reckonedAt } from './sum-queries.ts';

const ITEMS_A_TURN = 100;
const ROWS_A_TURN = 200;
/** A day is reckoned anew for so long after it, though its month was closed meanwhile. */
const LATE_DAYS = 2;
const MOST_DAYS = 366;

const members = statement(
  `select id from organisation where active and kind in ('head', 'campus', 'branch', 'clinic', 'centre') order by id`,
);

/** What a member keeps: it has a least, or its use was reckoned; and what it kept, as far as that was reckoned. */
const pairs = statement(
  `select item_id, max(kept) as kept, max(until_day) as until_day from (
     select item_id, 1 as kept, cast(null as bigint) as until_day from stock_target
     where organisation_id = :memberId and least_base > 0
     union all select item_id, 1, null from level_proposal
     where organisation_id = :memberId and daily_milli > 0 and method in ('mean', 'croston', 'sba')
     union all select item_id, 0, until_day from outage where organisation_id = :memberId and until_day >= :fromDay
   ) as known group by item_id order by item_id`,
);

/** The day on which the member first had any. */
const firsts = statement(
  `select given.id as item_id, (select min(day) from daily_use where daily_use.item_id = given.id
     and daily_use.organisation_id = :memberId and daily_use.came_base > 0) as day
   from ${rowset('items', { id: 'int' })} as given`,
);

const lastClosed = statement('select max(ends_on) as ends_on from period');

interface Pair {
  item_id: number;
  kept: number;
  until_day: number | null;
}

type Row = typeof outage.$inferInsert;

async function spansOf(db: Db, memberId: number, part: readonly Pair[], days: readonly string[]): Promise<Row[]> {
  const itemIds = part.map((pair) => Number(pair.item_id));
  const series = await seriesOfItems(db, { organisationId: memberId, itemIds, days });
  const read = await db.run<{ item_id: number; day: string | null }>(firsts, {
    memberId,
    items: itemIds.map((id) => ({ id })),
  });
  const since = new Map(read.map((row) => [Number(row.item_id), row.day ?? undefined]));
  return part.flatMap((pair) => {
    const itemId = Number(pair.item_id);
    const whole = series.get(itemId) ?? [];
    // What is kept no more is corrected as far as it was kept
    const last = Number(pair.kept) === 1 || pair.until_day === null ? undefined : dayOfNumber(Number(pair.until_day));
    const told = last === undefined ? whole : whole.filter((one) => one.day <= last);
    return outagesOf(told, since.get(itemId)).map((span) => ({ organisationId: memberId, itemId, ...span }));
  });
}

/** Everything from `fromDay` on is written anew; what began before is cut there and goes on. */
async function keep(tx: Tx, memberId: number, itemIds: number[], fromDay: number, rows: readonly Row[]) {
  const ofItems = and(eq(outage.organisationId, memberId), isOneOf(outage.itemId, itemIds));
  await tx.delete(outage).where(and(ofItems, gte(outage.fromDay, fromDay)));
  await tx
    .update(outage)
    .set({ untilDay: fromDay - 1 })
    .where(and(ofItems, lt(outage.fromDay, fromDay), sql`until_day >= ${fromDay}`));
  for (let at = 0; at < rows.length; at += ROWS_A_TURN) {
    await tx.insert(outage).values(rows.slice(at, at + ROWS_A_TURN));
  }
}

/** The first day that is not closed, or that nobody looked at since; a year at most. */
async function firstDay(db: Db, today: string): Promise<string> {
  const [closed] = await db.run<{ ends_on: string | null }>(lastClosed, {});
  const last = await reckonedAt(db);
  const earliest = addDays(today, -MOST_DAYS);
  if (closed?.ends_on == null || last === null) return earliest;
  const open = addDays(closed.ends_on, 1);
  const seen = dayOf(last);
  const first = addDays(earlierDay(seen, open), -LATE_DAYS);
  return laterDay(first, earliest);
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Days without stock of every member up to yesterday, told backwards from what is there now: an entry that was posted
 * late changes the days it is dated to. Gives how many members, items and spans there were.
 */
export async function reckonOutages(
  services: CommandServices,
  beat: (done: number, all: number) => Promise<void> = async () => undefined,
): Promise<{ members: number; items: number; spans: number }> {
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const from = await firstDay(db, today);
  const last = addDays(today, -1);
  const found = { members: 0, items: 0, spans: 0 };
  if (from > last) return found;
  const days = daysUpTo(last, daysBetween(from, last) + 1);
  const fromDay = numberOfDay(from);
  const all = await db.run<{ id: number }>(members, {});
  for (const [done, { id }] of all.entries()) {
    await beat(done, all.length);
    const memberId = Number(id);
    const known = await db.run<Pair>(pairs, { memberId, fromDay });
    for (let at = 0; at < known.length; at += ITEMS_A_TURN) {
      await nextTurn();
      const part = known.slice(at, at + ITEMS_A_TURN);
      const rows = await spansOf(db, memberId, part, days);
      const itemIds = part.map((pair) => Number(pair.item_id));
      await note(services, (tx) => keep(tx, memberId, itemIds, fromDay, rows));
      found.spans += rows.length;
    }
    found.members += 1;
    found.items += known.length;
  }
  await beat(all.length, all.length);
  return found;
}
