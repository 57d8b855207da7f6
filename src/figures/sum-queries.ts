/** The figures themselves: sums over the requests of a period and over days without stock, whole and told apart. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { DAY_MS, startOfDay } from '../kernel/clock.ts';
import { CAUSE_SQL, COHORT, MEASURE_SQL, OUTAGES, SHARED_DAYS } from './measure-statements.ts';
import { type By, type Cause, type Measure, numberOfDay, type Period } from './rules.ts';

export interface FigureAsk {
  scopePath: string;
  period: Period;
  /** UTC ms. */
  now: number;
  memberId?: number | undefined;
  /** -1 for wishes in words. */
  itemId?: number | undefined;
  reason?: string | undefined;
  cause?: string | undefined;
}

const COUNTED = [
  'asked',
  'answer_in',
  'answer_judged',
  'answer_late',
  'resolve_in',
  'resolve_judged',
  'resolve_late',
  'collected',
  'settled',
  'open',
] as const satisfies readonly Measure[];

export type Counted = Record<(typeof COUNTED)[number], number>;

export interface FigureSums extends Counted {
  /** Item-days without stock, and how many items of members that were. */
  outDays: number;
  outPairs: number;
}

const NAMED = COUNTED.map(
  (name) => `cast(sum(case when ${MEASURE_SQL[name]} then 1 else 0 end) as bigint) as ${name}`,
).join(', ');
const OUT_SUMS = `cast(sum(${SHARED_DAYS}) as bigint) as out_days`;

const total = statement(`select ${NAMED} ${COHORT}`);
const totalOut = statement(
  `select coalesce(cast(sum(days) as bigint), 0) as out_days, cast(count(*) as bigint) as out_pairs
   from (select sum(${SHARED_DAYS}) as days from outage where ${OUTAGES} group by organisation_id, item_id) as pairs`,
);

const GROUPS: Record<By, { key: string; out: string }> = {
  member: {
    key: `cast(shortage.organisation_id as text)`,
    out: `select cast(organisation_id as text) as key, ${OUT_SUMS}, cast(count(distinct item_id) as bigint) as out_pairs
      from outage where ${OUTAGES} group by organisation_id`,
  },
  item: {
    key: `cast(coalesce(shortage.item_id, -1) as text)`,
    out: `select cast(item_id as text) as key, ${OUT_SUMS}, cast(count(distinct organisation_id) as bigint) as out_pairs
      from outage where ${OUTAGES} group by item_id`,
  },
  // Days without stock of what was asked for with this cause; what was asked for with two is counted in both
  cause: {
    key: `shortage.reason || '/' || (${CAUSE_SQL})`,
    out: `with asked as (select distinct shortage.reason || '/' || (${CAUSE_SQL}) as key, shortage.organisation_id,
        shortage.item_id ${COHORT} and shortage.item_id is not null)
      select asked.key, ${OUT_SUMS}, cast(count(distinct asked.item_id) as bigint) as out_pairs
      from asked join outage on outage.organisation_id = asked.organisation_id and outage.item_id = asked.item_id
      where ${OUTAGES} group by asked.key`,
  },
};

const grouped = (by: By) => ({
  sums: statement(`select key, ${COUNTED.map((name) => `sum(${name}) as ${name}`).join(', ')} from (
     select ${GROUPS[by].key} as key, ${COUNTED.map(
       (name) => `case when ${MEASURE_SQL[name]} then 1 else 0 end as ${name}`,
     ).join(', ')} ${COHORT}) as told group by key`),
  out: statement(GROUPS[by].out),
});
const STATEMENTS = { member: grouped('member'), item: grouped('item'), cause: grouped('cause') };

/** What every statement of the figures wants to be told. */
export function figureParameters(ask: FigureAsk) {
  return {
    scope: ask.scopePath,
    now: ask.now,
    since: startOfDay(ask.period.from),
    until: startOfDay(ask.period.to) + DAY_MS,
    fromDay: numberOfDay(ask.period.from),
    toDay: numberOfDay(ask.period.to),
    memberId: ask.memberId ?? 0,
    itemId: ask.itemId ?? 0,
    reason: ask.reason ?? '',
    cause: ask.cause ?? '',
  };
}

type Row = Partial<Counted> & { key?: string; out_days?: number; out_pairs?: number };

function sumsOf(row: Row | undefined, out: Row | undefined): FigureSums {
  const counted = Object.fromEntries(COUNTED.map((name) => [name, Number(row?.[name] ?? 0)])) as Counted;
  return { ...counted, outDays: Number(out?.out_days ?? 0), outPairs: Number(out?.out_pairs ?? 0) };
}

/** Everything in one row. */
export async function wholeFigures(db: Db, ask: FigureAsk): Promise<FigureSums> {
  const given = figureParameters(ask);
  const [[row], [out]] = await Promise.all([db.run<Row>(total, given), db.run<Row>(totalOut, given)]);
  return sumsOf(row, out);
}

/** Told apart by member (their id), item (its id, -1 for wishes) or cause (`reason/cause`). */
export async function figuresBy(db: Db, by: By, ask: FigureAsk): Promise<Map<string, FigureSums>> {
  const given = figureParameters(ask);
  const { sums, out } = STATEMENTS[by];
  const [rows, outs] = await Promise.all([db.run<Row>(sums, given), db.run<Row>(out, given)]);
  const outOf = new Map(outs.map((row) => [String(row.key), row]));
  const found = new Map(rows.map((row) => [String(row.key), sumsOf(row, outOf.get(String(row.key)))]));
  for (const [key, row] of outOf) if (!found.has(key)) found.set(key, sumsOf(undefined, row));
  return found;
}

/** `reason/cause` taken apart. */
export function causeOf(key: string): { reason: string; cause: Cause } {
  const [reason = '', cause = 'unknown'] = key.split('/');
  return { reason, cause: cause as Cause };
}

const throughOf = statement(`select max(ended_at) as at from job_run where job = 'outage.reckon' and outcome = 'done'`);

/** When days without stock were reckoned last (UTC ms); null when never. */
export async function reckonedAt(db: Db): Promise<number | null> {
  const [row] = await db.run<{ at: number | null }>(throughOf, {});
  return row?.at == null ? null : Number(row.at);
}
