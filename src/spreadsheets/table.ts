/** Finds the header of a sheet and gives each row its values by column: the same for every import. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { columnLetter, type MergedRange, type Sheet, type SheetRow } from './sheet.ts';

export interface Column<Key extends string> {
  key: Key;
  /** Titles under which the column is recognised, the one of our own template first. */
  titles: readonly string[];
  required: boolean;
  /** What a cell merged over several rows says holds for each of them. */
  spans?: true;
}

/** Where a value stands: `C 规格`, for messages. */
export interface Place {
  letter: string;
  title: string;
}

export interface TableRow<Key extends string> {
  number: number;
  values: Record<Key, string>;
  /** The merged range that covers this row, such as `A5:A9`, unless it is of a column whose cells may span rows. */
  merged: string | null;
}

export interface Table<Key extends string> {
  headerRow: number;
  places: Partial<Record<Key, Place>>;
  /** Titles of columns that are not used. */
  ignored: string[];
  rows: TableRow<Key>[];
}

const HEADER_WITHIN_ROWS = 10;

/** A table whose rows are taken one by one, so that a long one need not be taken apart in one go. */
export interface OpenTable<Key extends string> extends Omit<Table<Key>, 'rows'> {
  count: number;
  /** The row at an index from 0. Throws beyond the last. */
  row(index: number): TableRow<Key>;
}

/**
 * The table below the header, which must stand within the first ten rows that hold something (a title may stand above).
 * Refuses a header that lacks required columns (names them), or has one column twice, and a table without rows.
 */
export function openTable<Key extends string>(sheet: Sheet, columns: readonly Column<Key>[]): Result<OpenTable<Key>> {
  const header = findHeader(sheet.rows.slice(0, HEADER_WITHIN_ROWS), columns);
  const missing = columns.filter((column) => column.required && !header.indexes.has(column.key));
  if (missing.length > 0) {
    return refuse('spreadsheet_columns_missing', {
      row: header.row.number,
      missing: missing.map((column) => column.titles[0]).join('、'),
    });
  }
  if (header.twice !== undefined) return refuse('spreadsheet_column_twice', { title: header.twice });
  const rows = sheet.rows.filter((row) => row.number > header.row.number);
  if (rows.length === 0) return refuse('spreadsheet_no_rows', { row: header.row.number });
  const spans = { merged: sheet.merged, rows: new Map(sheet.rows.map((row) => [row.number, row])) };
  return ok({
    headerRow: header.row.number,
    places: placesOf(columns, header),
    ignored: header.ignored,
    count: rows.length,
    row: (index) => {
      const row = rows[index];
      if (row === undefined) throw new RangeError(`row ${index} of ${rows.length}`);
      return tableRow(row, columns, header.indexes, spans);
    },
  });
}

/** The whole table at once: for sheets that are short. Refuses what `openTable` refuses. */
export function readTable<Key extends string>(sheet: Sheet, columns: readonly Column<Key>[]): Result<Table<Key>> {
  const open = openTable(sheet, columns);
  if (!open.ok) return open;
  const { headerRow, places, ignored, count, row } = open.value;
  return ok({ headerRow, places, ignored, rows: Array.from({ length: count }, (_each, index) => row(index)) });
}

interface Header<Key> {
  row: SheetRow;
  indexes: Map<Key, number>;
  ignored: string[];
  twice: string | undefined;
}

/** The row in which the most columns are recognised. */
function findHeader<Key extends string>(rows: SheetRow[], columns: readonly Column<Key>[]): Header<Key> {
  const candidates = rows.map((row) => recognise(row, columns));
  const best = candidates.reduce<Header<Key> | undefined>(
    (found, each) => (found === undefined || each.indexes.size > found.indexes.size ? each : found),
    undefined,
  );
  return best ?? { row: { number: 1, cells: [] }, indexes: new Map(), ignored: [], twice: undefined };
}

function recognise<Key extends string>(row: SheetRow, columns: readonly Column<Key>[]): Header<Key> {
  const indexes = new Map<Key, number>();
  const ignored: string[] = [];
  let twice: string | undefined;
  for (const [index, cell] of row.cells.entries()) {
    if (cell === '') continue;
    const title = plainTitle(cell);
    const column = columns.find((each) => each.titles.some((known) => plainTitle(known) === title));
    if (column === undefined) ignored.push(cell);
    else if (indexes.has(column.key)) twice = cell;
    else indexes.set(column.key, index);
  }
  return { row, indexes, ignored, twice };
}

/** `包装价（元） *` and `包装价(元)` are one title. */
function plainTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/[\s*]/g, '');
}

function tableRow<Key extends string>(
  row: SheetRow,
  columns: readonly Column<Key>[],
  indexes: Map<Key, number>,
  spans: { merged: readonly MergedRange[]; rows: ReadonlyMap<number, SheetRow> },
): TableRow<Key> {
  const over = spans.merged.filter((each) => each.firstRow <= row.number && row.number <= each.lastRow);
  const spanning = new Set<MergedRange>();
  const entries = columns.map((column) => {
    const index = indexes.get(column.key) ?? -1;
    const range = over.find((each) => each.firstColumn === index && each.lastColumn === index);
    if (column.spans !== true || range === undefined) return [column.key, row.cells[index] ?? ''];
    spanning.add(range);
    return [column.key, spans.rows.get(range.firstRow)?.cells[index] ?? ''];
  });
  return {
    number: row.number,
    values: Object.fromEntries(entries) as Record<Key, string>,
    merged: over.find((each) => !spanning.has(each))?.ref ?? null,
  };
}

function placesOf<Key extends string>(
  columns: readonly Column<Key>[],
  header: Header<Key>,
): Partial<Record<Key, Place>> {
  const places: Partial<Record<Key, Place>> = {};
  for (const column of columns) {
    const index = header.indexes.get(column.key);
    if (index !== undefined) {
      places[column.key] = { letter: columnLetter(index), title: header.row.cells[index] ?? column.key };
    }
  }
  return places;
}
