/** A sheet of levels: one row an item at a member; read, looked up and judged against what is set. Pure. */
import type { ItemRow } from '../catalogue/queries.ts';
import { ok, type Result } from '../kernel/result.ts';
import { typedBase } from '../kernel/typed-quantity.ts';
import { cellsOf } from '../spreadsheets/cells.ts';
import { hasError, problem, type RowProblem } from '../spreadsheets/problem.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import { type Column, readTable, type Table } from '../spreadsheets/table.ts';
import type { LevelMember } from './member-queries.ts';
import { checkLimits, type Limits, sameLimits } from './rules.ts';

export type LevelKey = 'member' | 'item' | 'leastPacks' | 'leastUnits' | 'mostPacks' | 'mostUnits';

/** The first titles are those of the export, so that a file that was taken out can be brought back. */
export const LEVEL_COLUMNS: readonly Column<LevelKey>[] = [
  { key: 'member', titles: ['机构编码', '机构', 'member'], required: true },
  { key: 'item', titles: ['药品编码或条码', '药品编码', '编码', '条码', 'item'], required: true },
  { key: 'leastPacks', titles: ['下限整包', '下限', '下限盒数', 'least packs'], required: true },
  { key: 'leastUnits', titles: ['下限零散', 'least units'], required: false },
  { key: 'mostPacks', titles: ['上限整包', '上限', '上限盒数', 'most packs'], required: true },
  { key: 'mostUnits', titles: ['上限零散', 'most units'], required: false },
];

export interface TypedLevel {
  member: string;
  item: string;
  least: { packs: string; units: string };
  most: { packs: string; units: string };
}

export interface ParsedLevel {
  row: number;
  source: string;
  typed: TypedLevel | null;
  problems: RowProblem[];
}

export interface ImportedLevel extends Limits {
  organisationId: number;
  memberCode: string;
  memberName: string;
  itemId: number;
  itemCode: string;
  itemName: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  before: Limits;
}

export const LEVEL_VERDICTS = ['changed', 'unchanged', 'refused'] as const;
export type LevelVerdict = (typeof LEVEL_VERDICTS)[number];

export interface LevelEntry extends ParsedLevel {
  verdict: LevelVerdict;
  line: ImportedLevel | null;
}

export interface ParsedLevelUpload {
  headerRow: number;
  ignoredColumns: string[];
  places: Table<LevelKey>['places'];
  entries: ParsedLevel[];
}

export interface LevelSummary {
  headerRow: number;
  ignoredColumns: string[];
  rows: number;
  counts: Record<LevelVerdict, number>;
  places: ParsedLevelUpload['places'];
}

export function parseLevels(sheet: Sheet): Result<ParsedLevelUpload> {
  const table = readTable(sheet, LEVEL_COLUMNS);
  if (!table.ok) return table;
  const { places, rows, headerRow, ignored } = table.value;
  const entries = rows.map((row): ParsedLevel => {
    const cells = cellsOf(row, places);
    if (row.merged !== null) cells.refuse('member', 'merged_cells', { ref: row.merged });
    const typed = {
      member: cells.required('member', 40).toUpperCase(),
      item: cells.required('item', 40).normalize('NFKC').toUpperCase(),
      least: { packs: cells.text('leastPacks', 20), units: cells.text('leastUnits', 20) },
      most: { packs: cells.text('mostPacks', 20), units: cells.text('mostUnits', 20) },
    };
    const source = [row.values.member, row.values.item].filter((each) => each !== '').join(' ');
    return { row: row.number, source, typed: hasError(cells.problems) ? null : typed, problems: cells.problems };
  });
  return ok({ headerRow, ignoredColumns: ignored, places, entries });
}

export interface LevelWorld {
  /** Members the person may set levels of, by code. */
  members: ReadonlyMap<string, LevelMember>;
  /** Items by own code and by barcode. */
  items: ReadonlyMap<string, readonly ItemRow[]>;
  /** What is set now, by `member id|item id`. */
  limits: ReadonlyMap<string, Limits>;
}

interface Found {
  line: ImportedLevel | null;
  problems: RowProblem[];
}

function findLine(entry: ParsedLevel, places: ParsedLevelUpload['places'], world: LevelWorld): Found {
  const problems = [...entry.problems];
  const { typed } = entry;
  if (typed === null) return { line: null, problems };
  const member = world.members.get(typed.member);
  if (member === undefined) {
    problems.push(problem('error', 'opening_organisation_unknown', places.member, { code: typed.member }));
  }
  const found = world.items.get(typed.item) ?? [];
  const [item] = found;
  if (item === undefined) problems.push(problem('error', 'opening_item_unknown', places.item, { code: typed.item }));
  if (found.length > 1) {
    const codes = found.map((each) => each.code).join('、');
    problems.push(problem('error', 'opening_item_ambiguous', places.item, { code: typed.item, codes }));
  }
  if (member === undefined || item === undefined || found.length > 1) return { line: null, problems };
  const least = typedBase(typed.least, item, 'least');
  if (!least.ok) problems.push(problem('error', least.reason, places.leastPacks, least.detail));
  const most = typedBase(typed.most, item, 'most');
  if (!most.ok) problems.push(problem('error', most.reason, places.mostPacks, most.detail));
  if (!least.ok || !most.ok) return { line: null, problems };
  const limits = checkLimits({ leastBase: least.value, mostBase: most.value });
  if (!limits.ok) problems.push(problem('error', limits.reason, places.mostPacks, limits.detail));
  if (!limits.ok) return { line: null, problems };
  return { line: lineOf(member, item, limits.value, world), problems };
}

function lineOf(member: LevelMember, item: ItemRow, limits: Limits, world: LevelWorld): ImportedLevel {
  const before = world.limits.get(`${member.id}|${item.id}`) ?? { leastBase: null, mostBase: null };
  const { packSize, packUnit, baseUnit, scale } = item;
  const names = { memberCode: member.code, memberName: member.name, itemCode: item.code, itemName: item.genericName };
  const shape = { packSize, packUnit, baseUnit, scale };
  return { organisationId: member.id, itemId: item.id, ...names, ...shape, ...limits, before };
}

/** Verdict of each row. What a row leaves empty stays as it is; a second row of the same item is refused. */
export function judgeLevels(upload: ParsedLevelUpload, world: LevelWorld): LevelEntry[] {
  const firstRow = new Map<string, number>();
  return upload.entries.map((entry): LevelEntry => {
    const { line, problems } = findLine(entry, upload.places, world);
    if (line === null) return { ...entry, problems, verdict: 'refused', line };
    const key = `${line.organisationId}|${line.itemId}`;
    const earlier = firstRow.get(key);
    if (earlier !== undefined) {
      const twice = problem('error', 'level_row_twice', upload.places.item, { row: earlier });
      return { ...entry, problems: [...problems, twice], verdict: 'refused', line: null };
    }
    firstRow.set(key, entry.row);
    const same = line.mostBase === null || sameLimits(line, line.before);
    return { ...entry, problems, verdict: same ? 'unchanged' : 'changed', line };
  });
}

export function summariseLevels(upload: ParsedLevelUpload, entries: readonly LevelEntry[]): LevelSummary {
  const counts: Record<LevelVerdict, number> = { changed: 0, unchanged: 0, refused: 0 };
  for (const entry of entries) counts[entry.verdict] += 1;
  const { headerRow, ignoredColumns, places } = upload;
  return { headerRow, ignoredColumns, places, rows: entries.length, counts };
}
