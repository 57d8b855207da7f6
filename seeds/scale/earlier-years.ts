/**
 * Earlier years of a synthetic county, for benchmarks of long histories: each is the year that was made, laid as many
 * years back with lots of its own, which its last day hands out to the last one. Written by the database itself.
 */
import { loadTables } from '../../db/bulk.ts';
import type { Database, Tx } from '../../db/database.ts';
import { balance, dailyUse, lot, movement, movementLine } from '../../db/schema/ledger.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, DAY_MS, startOfDay } from '../../src/kernel/clock.ts';
import { HISTORY_DAYS } from './shape.ts';

/** Kept as a table of its own: taken apart anew for each row it would cost more than the rows. */
const DAYS = rowset('days', { day: 'text', earlier: 'text' });
const SEEN = `with seen as materialized (select day, earlier from ${DAYS} as given)`;

const sizes = statement(
  `select (select coalesce(max(id), 0) from lot) as lots, (select coalesce(max(id), 0) from movement) as movements,
     (select coalesce(max(id), 0) from movement_line) as lines, (select coalesce(max(id), 0) from location) as places`,
);
const daysSeen = statement(
  'select expires_on as day from lot union select received_on from lot union select day from daily_use',
);

const lots = statement(
  `insert into lot (id, item_id, number, expires_on, price_pack, origin, received_on, frozen, created_at)
   ${SEEN}
   select lot.id + :lotStep, lot.item_id, lot.number || :mark, expiry.earlier, lot.price_pack, lot.origin || :mark,
     receipt.earlier, null, lot.created_at - :back
   from lot join seen as expiry on expiry.day = lot.expires_on
   join seen as receipt on receipt.day = lot.received_on where lot.id <= :lots`,
);
const movements = statement(
  `insert into movement (id, kind, organisation_id, actor_id, occurred_at, posted_at, key, reversal_of, reason)
   select id + :movementStep, kind, organisation_id, actor_id, occurred_at - :back, posted_at - :back, key || :mark,
     reversal_of + :movementStep, reason
   from movement where id <= :movements`,
);
const lines = statement(
  `insert into movement_line (id, movement_id, line_number, item_id, lot_id, from_id, to_id, quantity_base, amount_fen,
     occurred_at)
   select id + :lineStep, movement_id + :movementStep, line_number, item_id, lot_id + :lotStep, from_id, to_id,
     quantity_base, amount_fen, occurred_at - :back
   from movement_line where id <= :lines`,
);

const LEFT = 'balance.on_hand > 0 and balance.lot_id <= :lots';
const endMovements = statement(
  `insert into movement (id, kind, organisation_id, actor_id, occurred_at, posted_at, key)
   select :endStep + location.id, 'issue', location.keeper_id, cast(:actorId as bigint), cast(:at as bigint),
     cast(:at as bigint), 'year end ' || location.id || :mark
   from location where id in (select location_id from balance where ${LEFT})`,
);
const endLines = statement(
  `insert into movement_line (id, movement_id, line_number, item_id, lot_id, from_id, to_id, quantity_base, amount_fen,
     occurred_at)
   select :endLineStep + row_number() over (order by location_id, lot_id), :endStep + location_id,
     row_number() over (partition by location_id order by lot_id), item_id, lot_id + :lotStep, location_id,
     cast(:consumed as bigint), on_hand, value_fen, cast(:at as bigint)
   from balance where ${LEFT}`,
);
const usesOfYear = statement(
  `insert into daily_use (item_id, organisation_id, day, quantity_base, came_base, went_base, lines)
   ${SEEN}
   select daily_use.item_id, daily_use.organisation_id, seen.earlier, daily_use.quantity_base, daily_use.came_base,
     daily_use.went_base, daily_use.lines
   from daily_use join seen on seen.day = daily_use.day where daily_use.day >= :firstDay`,
);
const usesOfEnd = statement(
  `insert into daily_use (item_id, organisation_id, day, quantity_base, went_base, lines)
   select balance.item_id, location.keeper_id, cast(:day as text), sum(balance.on_hand), sum(balance.on_hand), count(*)
   from balance join location on location.id = balance.location_id and location.kind = 'store'
   where ${LEFT} group by balance.item_id, location.keeper_id
   on conflict (item_id, organisation_id, day)
   do update set quantity_base = daily_use.quantity_base + excluded.quantity_base,
     went_base = daily_use.went_base + excluded.went_base, lines = daily_use.lines + excluded.lines`,
);
const emptied = statement(
  `insert into balance (location_id, lot_id, item_id, expires_on, on_hand, reserved, value_fen)
   ${SEEN}
   select balance.location_id, balance.lot_id + :lotStep, balance.item_id, expiry.earlier, 0, 0, 0
   from balance join seen as expiry on expiry.day = balance.expires_on where balance.lot_id <= :lots`,
);

interface Sizes {
  lots: number;
  movements: number;
  lines: number;
  places: number;
}

/** How many of a thing the statements may number in one year. */
const ENOUGH = 1_000_000;

/**
 * Lays `years - 1` years before the one that is there, which must be a whole one that ends before `day`. Says how many
 * movement lines there are then.
 */
export async function layEarlierYears(
  tx: Tx,
  given: { years: number; day: string; consumed: number; actorId: number; report: (line: string) => void },
): Promise<number> {
  const { years, day, consumed, actorId } = given;
  const [made] = await tx.run<Sizes>(sizes, {});
  if (made === undefined) throw new Error('the year was not counted');
  const seen = await tx.run<{ day: string }>(daysSeen, {});
  const firstDay = addDays(day, -HISTORY_DAYS);
  for (let year = 1; year < years; year += 1) {
    const backDays = HISTORY_DAYS * year;
    const endStep = made.movements * years + ENOUGH * year;
    const of = {
      ...made,
      back: backDays * DAY_MS,
      mark: ` ${year}`,
      days: seen.map((one) => ({ day: one.day, earlier: addDays(one.day, -backDays) })),
      lotStep: made.lots * year,
      movementStep: made.movements * year,
      lineStep: made.lines * year,
      endStep,
      endLineStep: made.lines * years + ENOUGH * year,
      at: startOfDay(addDays(day, -backDays)) - 1,
      day: addDays(day, -backDays - 1),
      firstDay,
      consumed,
      actorId,
    };
    for (const step of [lots, movements, lines, endMovements, endLines, usesOfYear, usesOfEnd, emptied]) {
      await tx.run(step, of);
    }
    given.report(`year ${year} before laid`);
  }
  const [after] = await tx.run<{ lines: number }>(statement('select count(*) as lines from movement_line'), {});
  return Number(after?.lines ?? 0);
}

const outsideOf = statement(
  `select (select min(id) from location where kind = 'consumed') as consumed,
     (select actor_id from movement order by id limit 1) as actor_id,
     (select count(*) from movement where occurred_at < :begin) as earlier`,
);

/**
 * Lays the years before a county of one whole year that is kept already, as `layEarlierYears` does while one is made.
 * Throws when it holds no movement, or has earlier years.
 */
export async function ageScale(
  db: Database,
  given: { years: number; day: string; report: (line: string) => void },
): Promise<{ lines: number }> {
  const begin = startOfDay(addDays(given.day, -HISTORY_DAYS));
  return db.transaction(async (tx) => {
    const [outside] = await tx.run<{ consumed: number; actor_id: number | null; earlier: number }>(outsideOf, {
      begin,
    });
    if (outside === undefined || outside.actor_id === null) throw new Error('there is no year to lay others before');
    if (outside.earlier > 0) throw new Error('there are earlier years already');
    const { consumed, actor_id: actorId } = outside;
    let lines = 0;
    await loadTables(tx, [lot, movement, movementLine, balance, dailyUse], async () => {
      lines = await layEarlierYears(tx, { ...given, consumed, actorId });
      given.report('building indexes');
    });
    return { lines };
  });
}
