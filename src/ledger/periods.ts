/** Closing a period: the past up to a day is frozen, and its balances are kept as the start of later questions. */
import type { Tx } from '../../db/database.ts';
import { statement, writersOverlap } from '../../db/statement.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { closePeriodsAlone, lastClosedDay } from './post-statements.ts';

const addPeriod = statement(
  'insert into period (ends_on, closed_at, closed_by) values (:endsOn, :at, :personId) returning id',
);

const keepBalances = statement(
  `insert into period_balance (period_id, location_id, lot_id, item_id, on_hand)
   select cast(:periodId as bigint), location_id, lot_id, item_id, on_hand from (
     select location_id, lot_id, min(item_id) as item_id, cast(sum(quantity) as bigint) as on_hand from (
       select location_id, lot_id, item_id, on_hand as quantity from period_balance
       where period_id = (select id from period where ends_on = :previous)
       union all
       select to_id, lot_id, item_id, quantity_base from movement_line
       where occurred_at >= :since and occurred_at < :until
       union all
       select from_id, lot_id, item_id, -quantity_base from movement_line
       where occurred_at >= :since and occurred_at < :until
     ) as moved group by location_id, lot_id
   ) as standing
   join location on location.id = standing.location_id and location.kind in ('store', 'transit')
   where on_hand <> 0`,
);

/** Keeps back-dated postings waiting until the closing is done, and waits for those under way. */
export async function closeAlone(tx: Tx): Promise<void> {
  if (writersOverlap) await tx.run(closePeriodsAlone, {});
}

/** Closes everything up to and including `endsOn`. Refuses a day that is not past, or already closed. */
export async function closePeriod(
  tx: Tx,
  request: { endsOn: string; at: number; personId: number },
): Promise<Result<{ periodId: number }>> {
  const { endsOn, at, personId } = request;
  if (endsOn >= dayOf(at)) return refuse('period_not_past', { endsOn });
  await closeAlone(tx);
  const [last] = await tx.run<{ ends_on: string | null }>(lastClosedDay, {});
  const previous = last?.ends_on ?? '';
  if (previous !== '' && endsOn <= previous) return refuse('period_closed', { endsOn: previous });
  const [row] = await tx.run<{ id: number }>(addPeriod, { endsOn, at, personId });
  if (row === undefined) throw new Error(`period ${endsOn} was not written`);
  const since = previous === '' ? 0 : startOfDay(addDays(previous, 1));
  const until = startOfDay(addDays(endsOn, 1));
  await tx.run(keepBalances, { periodId: row.id, previous, since, until });
  return ok({ periodId: row.id });
}
