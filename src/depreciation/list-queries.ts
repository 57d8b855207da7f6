/** Runs that were posted, and the lines of one. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { FundSource } from '../assets/rules.ts';

const listed = statement(
  `select run.id, run.month, run.kind, run.cards, run.month_fen, run.opening_fen, run.correction_fen, run.actor_name,
     run.posted_at, run.note, run.reverses_id, owner.short_name as owner, owner.code as owner_code, back.id as back_id
   from depreciation_run as run join organisation as owner on owner.id = run.owner_id
   left join depreciation_run as back on back.reverses_id = run.id
   where owner.path like :scopePath || '%' and run.id < cast(:before as bigint)
     and (cast(:id as bigint) is null or run.id = cast(:id as bigint))
     and (cast(:member as text) is null or owner.code = cast(:member as text))
   order by run.id desc limit cast(:most as bigint)`,
);

export interface ListedRun {
  id: number;
  month: string;
  kind: 'run' | 'reversal';
  cards: number;
  monthFen: number;
  openingFen: number;
  correctionFen: number;
  by: string;
  at: number;
  note: string | null;
  owner: string;
  ownerCode: string;
  /** The run that took it back; and the one that it takes back. */
  backId: number | null;
  reversesId: number | null;
}

const NEWEST = Number.MAX_SAFE_INTEGER;

/** Runs of owners within the scope, the newest first; one more than `size`. */
export async function listRuns(
  db: Db,
  scopePath: string,
  asked: { before?: number | undefined; size: number; id?: number; member?: string | undefined },
): Promise<ListedRun[]> {
  const { before = NEWEST, size, id = null, member = null } = asked;
  const rows = await db.run<Record<string, number | string | null>>(listed, {
    ...{ scopePath, before, id, member },
    most: size + 1,
  });
  return rows.map((row) => ({
    id: Number(row.id),
    month: String(row.month),
    kind: row.kind as ListedRun['kind'],
    cards: Number(row.cards),
    monthFen: Number(row.month_fen),
    openingFen: Number(row.opening_fen),
    correctionFen: Number(row.correction_fen),
    by: String(row.actor_name),
    at: Number(row.posted_at),
    note: row.note === null ? null : String(row.note),
    owner: String(row.owner),
    ownerCode: String(row.owner_code),
    backId: row.back_id === null ? null : Number(row.back_id),
    reversesId: row.reverses_id === null ? null : Number(row.reverses_id),
  }));
}

const runLines = statement(
  `select asset.id, asset.number, asset.name, line.source, line.why, line.class_code, line.month_fen, line.opening_fen,
     line.correction_fen, line.accumulated_fen, line.fund_fen, line.life_months, line.elapsed_months
   from depreciation_line as line join asset on asset.id = line.asset_id
   where line.run_id = :runId and (line.asset_id > cast(:asset as bigint)
     or (line.asset_id = cast(:asset as bigint) and line.source > :source))
   order by line.asset_id, line.source limit cast(:most as bigint)`,
);

export interface RunLine {
  assetId: number;
  number: string;
  name: string;
  classCode: string;
  source: FundSource;
  why: string;
  monthFen: number;
  openingFen: number;
  correctionFen: number;
  accumulatedFen: number;
  fundFen: number;
  lifeMonths: number;
  elapsedMonths: number;
}

/** Lines of a run, card by card, from after the cursor; one more than `size`. */
export async function linesOfRun(
  db: Db,
  runId: number,
  page: { after?: { asset: number; source: string } | undefined; size: number },
): Promise<RunLine[]> {
  const { asset = 0, source = '' } = page.after ?? {};
  const rows = await db.run<Record<string, number | string>>(runLines, { runId, asset, source, most: page.size + 1 });
  return rows.map((row) => ({
    assetId: Number(row.id),
    number: String(row.number),
    name: String(row.name),
    classCode: String(row.class_code),
    source: row.source as FundSource,
    why: String(row.why),
    monthFen: Number(row.month_fen),
    openingFen: Number(row.opening_fen),
    correctionFen: Number(row.correction_fen),
    accumulatedFen: Number(row.accumulated_fen),
    fundFen: Number(row.fund_fen),
    lifeMonths: Number(row.life_months),
    elapsedMonths: Number(row.elapsed_months),
  }));
}
