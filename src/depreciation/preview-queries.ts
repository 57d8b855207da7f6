/** The preview of a month's depreciation, with what changed against the month before. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { FundSource } from '../assets/rules.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { addMonths, type WornLine } from './rules.ts';
import { sumsOf } from './run-commands.ts';
import { type MonthState, plannedRuns, type WornCard } from './run-queries.ts';

const CHANGED_SHOWN = 60;

export interface PreviewLine {
  ownerId: number;
  owner: string;
  source: FundSource;
  cards: number;
  openingFen: number;
  monthFen: number;
  correctionFen: number;
}

export interface ChangedCard extends Pick<WornLine, 'source' | 'why' | 'monthFen' | 'openingFen' | 'correctionFen'> {
  number: string;
  name: string;
}

export interface Preview {
  month: string;
  owners: number;
  lines: PreviewLine[];
  classes: { code: string; cards: number; amountFen: number }[];
  monthFen: number;
  openingFen: number;
  correctionFen: number;
  /** What the same owners were charged for the month before, and what makes the difference. */
  lastFen: number;
  addedFen: number;
  finishedFen: number;
  roundingFen: number;
  changed: ChangedCard[];
  /** Lines to explain that are not shown. */
  more: number;
}

const lastMonth = statement(
  `select run.owner_id, line.asset_id, line.source, line.month_fen
   from depreciation_run as run join depreciation_line as line on line.run_id = run.id
   where run.month = :month and run.kind = 'run'
     and not exists (select 1 from depreciation_run as back where back.reverses_id = run.id)`,
);

interface Planned {
  card: WornCard;
  line: WornLine;
}

function groupLines(planned: readonly Planned[], names: ReadonlyMap<number, string>): PreviewLine[] {
  const groups = new Map<string, PreviewLine>();
  for (const { card, line } of planned) {
    const key = `${card.ownerId} ${line.source}`;
    const none = { cards: 0, openingFen: 0, monthFen: 0, correctionFen: 0 };
    const of = { ownerId: card.ownerId, owner: names.get(card.ownerId) ?? '', source: line.source };
    const group = groups.get(key) ?? { ...of, ...none };
    group.cards += 1;
    group.openingFen += line.openingFen;
    group.monthFen += line.monthFen;
    group.correctionFen += line.correctionFen;
    groups.set(key, group);
  }
  return [...groups.values()];
}

function groupClasses(planned: readonly Planned[]): Preview['classes'] {
  const groups = new Map<string, { code: string; ids: Set<number>; amountFen: number }>();
  for (const { card, line } of planned) {
    const group = groups.get(card.classCode) ?? { code: card.classCode, ids: new Set<number>(), amountFen: 0 };
    group.ids.add(card.id);
    group.amountFen += line.amountFen;
    groups.set(card.classCode, group);
  }
  return [...groups.values()].map(({ code, ids, amountFen }) => ({ code, cards: ids.size, amountFen }));
}

/** What a run of that month would post, explained; undefined when every owner has been charged for it. */
export async function previewOf(
  db: Db,
  scopePath: string,
  month: string,
  { runs }: MonthState,
): Promise<Preview | undefined> {
  const owners = await plannedRuns(db, month, scopePath, runs);
  if (owners.length === 0) return undefined;
  const names = new Map((await organisationsUnder(db, scopePath)).map(({ id, shortName }) => [id, shortName]));
  const planned = owners.flatMap(({ lines }) => lines);
  const before = await db.run<{ owner_id: number; asset_id: number; source: FundSource; month_fen: number }>(
    lastMonth,
    {
      month: addMonths(month, -1),
    },
  );
  const asked = new Set(owners.map(({ ownerId }) => ownerId));
  const now = new Set(
    planned.filter(({ line }) => line.monthFen !== 0).map(({ card, line }) => `${card.id} ${line.source}`),
  );
  const then = before.filter((row) => asked.has(row.owner_id));
  const known = new Set(then.map((row) => `${row.asset_id} ${row.source}`));
  const sum = (fens: number[]) => fens.reduce((total, fen) => total + fen, 0);
  const lastFen = sum(then.map((row) => Number(row.month_fen)));
  const gone = then.filter((row) => !now.has(`${row.asset_id} ${row.source}`));
  const finishedFen = sum(gone.map((row) => Number(row.month_fen)));
  const fresh = planned.filter(({ card, line }) => !known.has(`${card.id} ${line.source}`));
  const addedFen = sum(fresh.map(({ line }) => line.monthFen));
  const totals = owners.map(sumsOf);
  const monthFen = sum(totals.map((one) => one.monthFen));
  const special = planned.filter(({ line }) => line.why !== 'month');
  return {
    month,
    owners: owners.length,
    lines: groupLines(planned, names),
    classes: groupClasses(planned),
    monthFen,
    openingFen: sum(totals.map((one) => one.openingFen)),
    correctionFen: sum(totals.map((one) => one.correctionFen)),
    lastFen,
    addedFen,
    finishedFen,
    roundingFen: monthFen - lastFen - addedFen + finishedFen,
    changed: special.slice(0, CHANGED_SHOWN).map(({ card: { number, name }, line }) => {
      const { source, why, monthFen: ofMonth, openingFen, correctionFen } = line;
      return { number, name, source, why, monthFen: ofMonth, openingFen, correctionFen };
    }),
    more: Math.max(0, special.length - CHANGED_SHOWN),
  };
}

const MONTHS_BACK = 3;

/** The first month that lacks an owner: what was taken back comes before the month in turn. */
export async function nextPreview(db: Db, scopePath: string, state: MonthState): Promise<Preview | undefined> {
  const { next, latest, closedThrough, runs } = state;
  const back = runs.length === 0 ? 0 : MONTHS_BACK;
  for (let ago = back; ago >= 0; ago -= 1) {
    const month = addMonths(next, -ago);
    if (month > latest || (closedThrough !== null && month <= closedThrough)) continue;
    if (ago > 0 && month < (runs.at(-1)?.month ?? month)) continue;
    const preview = await previewOf(db, scopePath, month, state);
    if (preview !== undefined) return preview;
  }
  return undefined;
}
