/** A sheet of figures of use: one row a month of one piece of equipment, judged as the form is. Pure. */
import { ok, type Result } from '../kernel/result.ts';
import { cellsOf } from '../spreadsheets/cells.ts';
import { hasError, problem, type RowProblem } from '../spreadsheets/problem.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import { type Column, readTable, type Table } from '../spreadsheets/table.ts';
import { checkUse, type UseFigures } from './rules.ts';

const TITLES = {
  number: ['设备编号', 'number'],
  month: ['月份', 'month'],
  open: ['开机小时', 'hours on'],
  used: ['使用小时', 'hours used'],
  cases: ['检查量', 'cases'],
  positives: ['阳性例数', 'positive'],
  revenue: ['收入', '收入（元）', 'revenue'],
  cost: ['直接成本', '直接成本（元）', 'direct cost'],
} as const;
export type UseKey = keyof typeof TITLES;

const OPTIONAL: ReadonlySet<UseKey> = new Set(['positives', 'revenue', 'cost']);

export const USE_COLUMNS: readonly Column<UseKey>[] = (Object.keys(TITLES) as UseKey[]).map((key) => ({
  key,
  titles: TITLES[key],
  required: !OPTIONAL.has(key),
}));

export const USE_VERDICTS = ['added', 'changed', 'known', 'refused'] as const;
export type UseVerdict = (typeof USE_VERDICTS)[number];

interface ParsedUse {
  row: number;
  number: string;
  month: string;
  figures: UseFigures | null;
  /** Of the reading alone: judged again, a row keeps these. */
  read: RowProblem[];
}

export interface UseEntry extends ParsedUse {
  problems: RowProblem[];
  verdict: UseVerdict;
}

export interface ParsedUses {
  headerRow: number;
  ignoredColumns: string[];
  places: Table<UseKey>['places'];
  entries: ParsedUse[];
}

export interface UseSummary {
  headerRow: number;
  ignoredColumns: string[];
  rows: number;
  counts: Record<UseVerdict, number>;
  places: ParsedUses['places'];
}

export interface KnownUse {
  assetId: number;
  acquiredOn: string;
  months: ReadonlyMap<string, UseFigures>;
}

/** Spreadsheets make days of months. */
function monthIn(text: string): string {
  const [, year = '', month = ''] =
    /^(\d{4})[-/.年](\d{1,2})(?:[-/.月]\d{0,2}日?)?$/.exec(text.normalize('NFKC')) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}`;
}

const minutesOf = (hundredths: number) => Math.round((hundredths * 60) / 100);

/** The rows of a sheet. Refuses a header that lacks columns. */
export function parseUses(sheet: Sheet): Result<ParsedUses> {
  const table = readTable(sheet, USE_COLUMNS);
  if (!table.ok) return table;
  const { places, rows, headerRow, ignored } = table.value;
  const entries = rows.map((row): ParsedUse => {
    const cells = cellsOf(row, places);
    const number = cells.required('number', 40).normalize('NFKC').toUpperCase();
    const month = monthIn(cells.required('month', 20));
    const positives = cells.text('positives', 12) === '' ? null : cells.decimal('positives', 0, 0);
    const figures = {
      openMinutes: minutesOf(cells.decimal('open', 2, 0)),
      usedMinutes: minutesOf(cells.decimal('used', 2, 0)),
      cases: cells.decimal('cases', 0, 0),
      positives,
      revenueFen: cells.decimal('revenue', 2, 0),
      directCostFen: cells.decimal('cost', 2, 0),
    };
    return { row: row.number, number, month, figures: hasError(cells.problems) ? null : figures, read: cells.problems };
  });
  return ok({ headerRow, ignoredColumns: ignored, places, entries });
}

function same(one: UseFigures, other: UseFigures): boolean {
  return (Object.keys(other) as (keyof UseFigures)[]).every((name) => one[name] === other[name]);
}

const FIELDS: Record<string, UseKey> = { month: 'month', open: 'open', used: 'used', positives: 'positives' };

/** Verdict of each row; the second row of one month of one thing is refused. */
export function judgeUses(
  upload: Pick<ParsedUses, 'entries' | 'places'>,
  known: ReadonlyMap<string, KnownUse>,
  now: number,
): UseEntry[] {
  const seen = new Map<string, number>();
  return upload.entries.map((parsed): UseEntry => {
    const { row, number, month, figures, read } = parsed;
    const kept = { row, number, month, figures, read };
    const refused = (reason: string, key: UseKey, detail = {}): UseEntry => {
      const why = problem('error', reason, upload.places[key], detail);
      return { ...kept, problems: [...read, why], verdict: 'refused' };
    };
    if (figures === null) return { ...kept, problems: read, verdict: 'refused' };
    const card = known.get(number);
    if (card === undefined) return refused('asset_use_unknown', 'number', { number });
    const fit = checkUse(month, figures, { number, acquiredOn: card.acquiredOn, now });
    if (!fit.ok) return refused(fit.reason, FIELDS[fit.field ?? ''] ?? 'number', fit.detail);
    const first = seen.get(`${number} ${month}`);
    if (first !== undefined) return refused('asset_use_twice', 'number', { row: first });
    seen.set(`${number} ${month}`, row);
    const before = card.months.get(month);
    const verdict = before === undefined ? 'added' : same(before, figures) ? 'known' : 'changed';
    return { ...kept, problems: read, verdict };
  });
}

export function summariseUses(upload: Omit<ParsedUses, 'entries'>, entries: readonly UseEntry[]): UseSummary {
  const counts: Record<UseVerdict, number> = { added: 0, changed: 0, known: 0, refused: 0 };
  for (const entry of entries) counts[entry.verdict] += 1;
  const { headerRow, ignoredColumns, places } = upload;
  return { headerRow, ignoredColumns, places, rows: entries.length, counts };
}
