/** What was charged of one card: by source so far, and line by line. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { depreciationBalance } from '../../db/schema/asset-values.ts';
import { statement } from '../../db/statement.ts';
import type { FundSource } from '../assets/rules.ts';

/** What is charged of a card so far, by source: for whoever transfers or disposes of it. */
export function accumulatedOf(db: Db, assetId: number): Promise<{ source: FundSource; accumulatedFen: number }[]> {
  return db
    .select({ source: depreciationBalance.source, accumulatedFen: depreciationBalance.accumulatedFen })
    .from(depreciationBalance)
    .where(eq(depreciationBalance.assetId, assetId))
    .orderBy(asc(depreciationBalance.source));
}

/** The same, all sources together. */
export async function wornOf(db: Db, assetId: number): Promise<number> {
  const parts = await accumulatedOf(db, assetId);
  return parts.reduce((sum, { accumulatedFen }) => sum + accumulatedFen, 0);
}

const monthsOf = statement(
  `select run.month, run.id as run_id, run.kind, run.posted_at, line.source, line.month_fen, line.opening_fen,
     line.correction_fen, line.amount_fen, line.accumulated_fen, line.why, line.life_months, line.elapsed_months,
     owner.short_name as owner
   from depreciation_line as line join depreciation_run as run on run.id = line.run_id
   join organisation as owner on owner.id = run.owner_id
   where line.asset_id = :assetId order by run.id desc, line.source`,
);

export interface ChargedLine {
  month: string;
  runId: number;
  kind: 'run' | 'reversal';
  postedAt: number;
  owner: string;
  source: FundSource;
  monthFen: number;
  openingFen: number;
  correctionFen: number;
  amountFen: number;
  accumulatedFen: number;
  why: string;
  lifeMonths: number;
  elapsedMonths: number;
}

/** Every line that was charged of a card, the latest run first. */
export async function chargedOf(db: Db, assetId: number): Promise<ChargedLine[]> {
  const rows = await db.run<Record<string, number | string>>(monthsOf, { assetId });
  return rows.map((row) => ({
    month: String(row.month),
    runId: Number(row.run_id),
    kind: row.kind as ChargedLine['kind'],
    postedAt: Number(row.posted_at),
    owner: String(row.owner),
    source: row.source as FundSource,
    monthFen: Number(row.month_fen),
    openingFen: Number(row.opening_fen),
    correctionFen: Number(row.correction_fen),
    amountFen: Number(row.amount_fen),
    accumulatedFen: Number(row.accumulated_fen),
    why: String(row.why),
    lifeMonths: Number(row.life_months),
    elapsedMonths: Number(row.elapsed_months),
  }));
}
