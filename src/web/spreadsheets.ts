/** Lists as files: CSV that Excel opens in Chinese and cannot mistake for formulas, and XLSX. */
import writeExcelFile from 'write-excel-file/node';
import type { AppContext } from './router.ts';

export type Cell = string | number | null | undefined;

export interface Column<T> {
  head: string;
  value: (row: T) => Cell;
  /** Width in characters, for XLSX. */
  width?: number;
}

export type SpreadsheetFormat = 'csv' | 'xlsx';

// Excel runs a cell that begins with these, in Chinese also full-width; a tab or line break before is swallowed first
const STARTS_FORMULA = /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Text that a spreadsheet will show and never run. */
export function harmless(text: string): string {
  return STARTS_FORMULA.test(text) ? `'${text}` : text;
}

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return /[",\r\n\t;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as CSV with a byte-order mark and CRLF, as Excel in China expects. */
export function toCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [columns.map((column) => csvCell(column.head)).join(',')];
  for (const row of rows) lines.push(columns.map((column) => csvCell(column.value(row))).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** The rows as an XLSX file; numbers stay numbers, text cells are text and cannot run. */
export async function toXlsx<T>(columns: readonly Column<T>[], rows: readonly T[]): Promise<Buffer> {
  const head = columns.map((column) => ({ value: column.head, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    columns.map((column) => {
      const value = column.value(row);
      if (value === null || value === undefined || value === '') return null;
      return typeof value === 'number' ? { value, type: Number } : { value, type: String };
    }),
  );
  return writeExcelFile([head, ...body], {
    columns: columns.map((column) => ({ width: column.width ?? 16 })),
    stickyRowsCount: 1,
  }).toBuffer();
}

const TYPES: Record<SpreadsheetFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A Content-Disposition that every browser reads: an ASCII name and the real one, without path or control signs. */
export function attachment(fileName: string): string {
  const whole = [...fileName.replace(/[\p{Cc}\p{Cs}"\\/:*?<>|]/gu, '-')];
  // Cut between signs and never inside one: half a sign cannot be written in a header
  const clean = whole.slice(0, 120).join('');
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** The download, XLSX where the address ends so, otherwise CSV; `name` without its ending. */
export async function spreadsheet<T>(
  c: AppContext,
  name: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
): Promise<Response> {
  const format: SpreadsheetFormat = c.req.path.endsWith('.xlsx') ? 'xlsx' : 'csv';
  const body = format === 'csv' ? toCsv(columns, rows) : new Uint8Array(await toXlsx(columns, rows));
  return c.body(body, 200, { 'Content-Type': TYPES[format], 'Content-Disposition': attachment(`${name}.${format}`) });
}
