/** Reads a sheet of opening stock: one row a lot in a store. Shape only; nothing is looked up. */
import { dayOf } from '../../kernel/clock.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type Cells, cellsOf } from '../../spreadsheets/cells.ts';
import { hasError } from '../../spreadsheets/problem.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { type Column, readTable, type Table, type TableRow } from '../../spreadsheets/table.ts';
import { readExpiry } from './expiry.ts';
import type { ParsedOpening, TypedOpening } from './report.ts';

export type OpeningKey = 'organisation' | 'store' | 'item' | 'lot' | 'expiry' | 'packs' | 'units' | 'price';

export const OPENING_COLUMNS: readonly Column<OpeningKey>[] = [
  { key: 'organisation', titles: ['机构编码', '机构', 'organisation'], required: true },
  { key: 'store', titles: ['库房或储存条件', '库房', '储存条件', 'store'], required: false },
  { key: 'item', titles: ['药品编码或条码', '药品编码', '编码', '条码', 'item'], required: true },
  { key: 'lot', titles: ['批号', '生产批号', 'lot'], required: true },
  { key: 'expiry', titles: ['有效期至', '有效期', '效期', 'expiry'], required: true },
  { key: 'packs', titles: ['整包数', '数量', '盒数', 'packs'], required: true },
  { key: 'units', titles: ['零散数', '零散', 'units'], required: false },
  { key: 'price', titles: ['包装价（元）', '进价（元）', '单价（元）', 'price per pack'], required: false },
];

export interface ParsedOpeningUpload {
  headerRow: number;
  ignoredColumns: string[];
  places: Table<OpeningKey>['places'];
  entries: ParsedOpening[];
}

/** Rows of a sheet of opening stock. `now` (UTC ms) decides what is expired and what is absurdly far. */
export function parseOpening(sheet: Sheet, now: number): Result<ParsedOpeningUpload> {
  const table = readTable(sheet, OPENING_COLUMNS);
  if (!table.ok) return table;
  const { places, rows, headerRow, ignored } = table.value;
  const today = dayOf(now);
  const entries = rows.map((row) => readRow(row, places, today, sheet.format === 'xlsx'));
  return ok({ headerRow, ignoredColumns: ignored, places, entries });
}

function readRow(
  row: TableRow<OpeningKey>,
  places: Table<OpeningKey>['places'],
  today: string,
  fromXlsx: boolean,
): ParsedOpening {
  const cells = cellsOf(row, places);
  if (row.merged !== null) cells.refuse('organisation', 'merged_cells', { ref: row.merged });
  const typed = readTyped(cells, today);
  if (typed.expiresOn !== '' && typed.expiresOn < today) {
    cells.warn('expiry', 'opening_expired', { day: typed.expiresOn });
  }
  // A month typed into a spreadsheet becomes its first day: the box may well say the whole month
  if (fromXlsx && typed.expiresOn.endsWith('-01'))
    cells.warn('expiry', 'opening_first_of_month', { day: typed.expiresOn });
  const source = [row.values.organisation, row.values.item, row.values.lot].filter((each) => each !== '').join(' ');
  return { row: row.number, source, typed: hasError(cells.problems) ? null : typed, problems: cells.problems };
}

function readTyped(cells: Cells<OpeningKey>, today: string): TypedOpening {
  const organisationCode = cells.required('organisation', 40).toUpperCase();
  const item = cells.required('item', 40).normalize('NFKC').toUpperCase();
  const lotNumber = cells.required('lot', 40).normalize('NFKC');
  const expiryGiven = cells.required('expiry', 40) !== '';
  return {
    organisationCode,
    store: cells.text('store', 60),
    item,
    lotNumber,
    expiresOn: (expiryGiven ? cells.read('expiry', (text) => readExpiry(text, today)) : null) ?? '',
    packs: cells.text('packs', 20),
    units: cells.text('units', 20),
    pricePack: readPriceCell(cells),
  };
}

function readPriceCell(cells: Cells<OpeningKey>): number | null {
  const typed = cells.text('price', 20);
  if (typed === '') return null;
  return cells.decimal('price', 4, 0);
}
