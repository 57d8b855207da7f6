/** Where a dispatch rides: for its own page and for who waits for it. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

export interface Riding {
  round: string;
  roundStatus: 'planned' | 'under_way' | 'ended' | 'cancelled';
  day: string;
  driver: string;
  vehicle: string;
  plannedAt: number;
  outcome: 'handed' | 'refused' | 'missed' | null;
  happenedAt: number | null;
  receiver: string | null;
  reason: string | null;
  /** Stops with goods that come before this one and are not told yet. */
  before: number;
}

const ridesOf = statement(
  `select paper.number, paper.status, round.day, person.name as driver, carrier.code as vehicle, stop.planned_at,
     stop.outcome, stop.happened_at, stop.receiver, stop.reason,
     (select count(distinct other.id) from round_stop as other join round_load as goods on goods.stop_id = other.id
      where other.round_id = stop.round_id and other.position < stop.position and other.outcome is null) as before
   from round_load as load join round_stop as stop on stop.id = load.stop_id
   join delivery_round as round on round.document_id = load.round_id
   join document as paper on paper.id = load.round_id
   join person on person.id = round.driver_id join carrier on carrier.id = round.vehicle_id
   where load.dispatch_id = :dispatchId order by load.id desc`,
);

/** For SQL about dispatches: when the round that has it aboard passes its receiver, as planned. */
export const EXPECTED_AT = `(select min(stop.planned_at) from round_load as load
  join round_stop as stop on stop.id = load.stop_id where load.dispatch_id = document.id and load.outcome is null)`;
/** When it was handed over there; the receiver has still to count it. */
export const HANDED_AT = `(select max(stop.happened_at) from round_load as load
  join round_stop as stop on stop.id = load.stop_id where load.dispatch_id = document.id and load.outcome = 'handed')`;

interface Row {
  number: string;
  status: Riding['roundStatus'];
  day: string;
  driver: string;
  vehicle: string;
  planned_at: number;
  outcome: Riding['outcome'];
  happened_at: number | null;
  receiver: string | null;
  reason: string | null;
  before: number;
}

/** Every round that has or had it aboard, the last first. */
export async function ridesOfDispatch(db: Db, dispatchId: number): Promise<Riding[]> {
  const rows = await db.run<Row>(ridesOf, { dispatchId });
  return rows.map((row) => ({
    round: row.number,
    roundStatus: row.status,
    day: row.day,
    driver: row.driver,
    vehicle: row.vehicle,
    plannedAt: row.planned_at,
    outcome: row.outcome,
    happenedAt: row.happened_at,
    receiver: row.receiver,
    reason: row.reason,
    before: Number(row.before),
  }));
}
