/** Rows of a supplier's list of boxes (关联关系): which code holds which, and what cannot be. Pure. */
import { readTraceCode } from '../../kernel/codes/drug-codes.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { cellsOf } from '../../spreadsheets/cells.ts';
import { hasError, problem, type RowProblem } from '../../spreadsheets/problem.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { type Column, readTable, type Table } from '../../spreadsheets/table.ts';

export type PackKey = 'outer' | 'inner';

export const PACK_COLUMNS: readonly Column<PackKey>[] = [
  { key: 'outer', titles: ['外包装码', '上级码', '箱码', '父码', '大包装码', 'outer'], required: true },
  { key: 'inner', titles: ['内包装码', '下级码', '盒码', '子码', '小包装码', '追溯码', 'inner'], required: true },
];

export const PACK_VERDICTS = ['new', 'unchanged', 'refused'] as const;
export type PackVerdict = (typeof PACK_VERDICTS)[number];

export interface PackEntry {
  row: number;
  outer: string;
  inner: string;
  verdict: PackVerdict;
  problems: RowProblem[];
}

export interface PackSummary {
  headerRow: number;
  ignoredColumns: string[];
  rows: number;
  counts: Record<PackVerdict, number>;
  places: Record<string, { letter: string; title: string }>;
}

export interface ParsedPacks {
  headerRow: number;
  ignoredColumns: string[];
  places: Table<PackKey>['places'];
  entries: PackEntry[];
}

const LONGEST = 40;

/** Shape only: nothing is looked up. */
export function parsePacks(sheet: Sheet): Result<ParsedPacks> {
  const table = readTable(sheet, PACK_COLUMNS);
  if (!table.ok) return table;
  const { places, rows, headerRow, ignored } = table.value;
  const entries = rows.map((row): PackEntry => {
    const cells = cellsOf(row, places);
    if (row.merged !== null) cells.refuse('outer', 'merged_cells', { ref: row.merged });
    const code = (key: PackKey) => {
      const text = cells.required(key, LONGEST).normalize('NFKC').replace(/[\s']/g, '');
      if (text === '') return '';
      const read = readTraceCode(text);
      // A spreadsheet that took twenty digits for a number has lost the last of them for good
      if (!read.ok)
        cells.refuse(key, /e\+|\.\d/i.test(text) ? 'trace_code_number' : 'trace_code_shape', { value: text });
      return read.ok ? read.value.value : text;
    };
    const [outer, inner] = [code('outer'), code('inner')];
    if (outer !== '' && outer === inner) cells.refuse('inner', 'trace_pack_self', { code: inner });
    return { row: row.number, outer, inner, verdict: 'refused', problems: cells.problems };
  });
  return ok({ headerRow, ignoredColumns: ignored, places, entries });
}

/** Which box each code lies in. */
export type Around = ReadonlyMap<string, string>;

/** The way from a code outwards, as far as it is known; ends where a code comes again. */
export function wayOut(code: string, around: Around): string[] {
  const way = [code];
  for (let next = around.get(code); next !== undefined; next = around.get(next)) {
    if (way.includes(next)) return [...way, next];
    way.push(next);
  }
  return way;
}

/**
 * What importing each row would do, in their order: new, known already, or refused because the inner code lies in
 * another box, or because a box would come to lie within itself.
 */
export function judgePacks(entries: readonly PackEntry[], known: Around): PackEntry[] {
  const around = new Map(known);
  return entries.map((entry) => {
    const { outer, inner } = entry;
    const problems = entry.problems.filter((one) => !JUDGED.has(one.reason));
    if (hasError(problems)) return { ...entry, problems, verdict: 'refused' };
    const box = around.get(inner);
    if (box === outer) return { ...entry, problems, verdict: 'unchanged' };
    const reason =
      box !== undefined ? 'trace_pack_other' : wayOut(outer, around).includes(inner) ? 'trace_pack_cycle' : '';
    if (reason !== '') {
      const told = problem('error', reason, undefined, { code: inner, box: box ?? outer });
      return { ...entry, problems: [...problems, told], verdict: 'refused' };
    }
    around.set(inner, outer);
    return { ...entry, problems, verdict: 'new' };
  });
}

const JUDGED = new Set(['trace_pack_other', 'trace_pack_cycle']);

export function summarisePacks(
  parsed: Pick<ParsedPacks, 'headerRow' | 'ignoredColumns' | 'places'>,
  entries: readonly PackEntry[],
): PackSummary {
  const count = (verdict: PackVerdict) => entries.filter((entry) => entry.verdict === verdict).length;
  const counts = { new: count('new'), unchanged: count('unchanged'), refused: count('refused') };
  const { headerRow, ignoredColumns, places } = parsed;
  return { headerRow, ignoredColumns, rows: entries.length, counts, places };
}
