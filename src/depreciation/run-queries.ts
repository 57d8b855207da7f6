/** What a month's run is reckoned from: cards with their funds, what was charged before, and which months are over. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { monthsClosed, spanOf } from '../account/months.ts';
import type { FundSource } from '../assets/rules.ts';
import { dayOf } from '../kernel/clock.ts';
import { valuesOfRule } from '../settings/value-queries.ts';
import { addMonths, type CardFacts, type Life, linesOf, livesOf, type Parts, type WornLine } from './rules.ts';

const cards = statement(
  `select asset.id, asset.number, asset.name, asset.price_fen, asset.acquired_on, asset.owner_id,
     asset_class.code as class_code,
     case when asset.status = 'scrapped' then (
       select max(asset_event.at) from asset_event
       where asset_event.asset_id = asset.id and asset_event.to_status = 'scrapped') end as ended_at
   from asset join asset_class on asset_class.id = asset.class_id
   join organisation on organisation.id = asset.owner_id
   where organisation.path like :scopePath || '%' and asset.acquired_on <= :lastDay and asset.status <> 'withdrawn'
   order by asset.id`,
);
const funds = statement('select asset_id, source, amount_fen from asset_fund');
const balances = statement('select asset_id, source, accumulated_fen as amount_fen from depreciation_balance');
const standing = statement(
  `select run.id, run.month, run.owner_id from depreciation_run as run
   where run.kind = 'run' and not exists (select 1 from depreciation_run as back where back.reverses_id = run.id)
   order by run.month desc`,
);

interface CardRow {
  id: number;
  number: string;
  name: string;
  price_fen: number;
  acquired_on: string;
  owner_id: number;
  class_code: string;
  ended_at: number | null;
}

interface PartRow {
  asset_id: number;
  source: FundSource;
  amount_fen: number;
}

export interface StandingRun {
  id: number;
  month: string;
  ownerId: number;
}

/** Runs that were not taken back, the latest month first. */
export async function standingRuns(db: Db): Promise<StandingRun[]> {
  const rows = await db.run<{ id: number; month: string; owner_id: number }>(standing, {});
  return rows.map(({ id, month, owner_id: ownerId }) => ({ id, month, ownerId }));
}

/** Lives of classes as they were, are and will be; each class is worked out once. */
export async function livesByClass(db: Db): Promise<(classCode: string) => readonly Life[]> {
  const values = (await valuesOfRule(db, 'depreciation_years')).map(({ effectiveFrom, value }) => {
    return { effectiveFrom, years: value };
  });
  const known = new Map<string, Life[]>();
  return (classCode) => {
    const lives = known.get(classCode) ?? livesOf(values, classCode);
    known.set(classCode, lives);
    return lives;
  };
}

function byAsset(rows: readonly PartRow[]): Map<number, Parts> {
  const parts = new Map<number, Parts>();
  for (const { asset_id, source, amount_fen } of rows) {
    const of = parts.get(asset_id) ?? {};
    of[source] = Number(amount_fen);
    parts.set(asset_id, of);
  }
  return parts;
}

export interface WornCard extends CardFacts {
  id: number;
  number: string;
  name: string;
  ownerId: number;
  classCode: string;
}

/** Cards that their owners within the scope have acquired by the end of the month. */
export async function wornCards(db: Db, month: string, scopePath: string): Promise<WornCard[]> {
  const lives = await livesByClass(db);
  const paid = byAsset(await db.run<PartRow>(funds, {}));
  const charged = byAsset(await db.run<PartRow>(balances, {}));
  const rows = await db.run<CardRow>(cards, { scopePath, lastDay: `${month}-31` });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    ownerId: row.owner_id,
    classCode: row.class_code,
    priceFen: row.price_fen,
    acquiredOn: row.acquired_on,
    endedOn: row.ended_at === null ? null : dayOf(Number(row.ended_at)),
    lives: lives(row.class_code),
    funds: paid.get(row.id) ?? {},
    charged: charged.get(row.id) ?? {},
  }));
}

export interface OwnerRun {
  ownerId: number;
  lines: { card: WornCard; line: WornLine }[];
}

/**
 * What the run of the month would charge each owner within the scope that has not been charged for it or for a later
 * month; owners without cards are left out.
 */
export async function plannedRuns(
  db: Db,
  month: string,
  scopePath: string,
  runs: readonly StandingRun[],
): Promise<OwnerRun[]> {
  const last = new Map<number, string>();
  for (const run of runs) if (!last.has(run.ownerId)) last.set(run.ownerId, run.month);
  const owners = new Map<number, OwnerRun>();
  for (const card of await wornCards(db, month, scopePath)) {
    const before = last.get(card.ownerId);
    if (before !== undefined && before >= month) continue;
    const lines = linesOf(card, month, before !== undefined);
    const run = owners.get(card.ownerId) ?? { ownerId: card.ownerId, lines: [] };
    for (const line of lines) run.lines.push({ card, line });
    owners.set(card.ownerId, run);
  }
  return [...owners.values()].sort((a, b) => a.ownerId - b.ownerId);
}

export interface MonthState {
  /** The month that ended last. */
  latest: string;
  /** The month to run: after the last that was run, or the last that is over. */
  next: string;
  closedThrough: string | null;
  runs: StandingRun[];
}

/** Where the runs stand on that day. */
export async function monthState(db: Db, now: number): Promise<MonthState> {
  const runs = await standingRuns(db);
  const latest = addMonths(dayOf(now).slice(0, 7), -1);
  const [closed] = await monthsClosed(db);
  const [last] = runs;
  const after = last === undefined ? latest : addMonths(last.month, 1);
  const open = closed === undefined ? after : [after, addMonths(closed.month, 1)].sort().at(-1);
  return { latest, next: open ?? after, closedThrough: closed?.month ?? null, runs };
}

/** The last instant of a month: when what it cost is dated. */
export function endOf(month: string): number {
  return spanOf(month).until - 1;
}
