/** The one way in for uploaded tables: decides by the bytes what a file is, and refuses in words people can act on. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readCsv } from './csv.ts';
import { SHEET_LIMITS, type Sheet } from './sheet.ts';
import { readXlsx } from './xlsx.ts';

const ZIP_MARK = Buffer.from('PK\u0003\u0004', 'latin1');
const OLD_EXCEL_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * Rows of an uploaded CSV or XLSX (first sheet), numbered as the person sees them; blank rows are left out.
 * Refuses files over 10 MB before reading them, old .xls, damaged files, anything that is no table.
 */
export async function readSpreadsheet(content: Uint8Array): Promise<Result<Sheet>> {
  if (content.byteLength === 0) return refuse('spreadsheet_empty');
  if (content.byteLength > SHEET_LIMITS.bytes) {
    return refuse('spreadsheet_too_large', { limitMb: SHEET_LIMITS.bytes / 1024 / 1024 });
  }
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.subarray(0, 4).equals(OLD_EXCEL_MARK)) return refuse('spreadsheet_old_excel');
  const sheet = bytes.subarray(0, 4).equals(ZIP_MARK) ? await readXlsx(bytes) : readCsv(bytes);
  if (!sheet.ok) return sheet;
  const rows = sheet.value.rows
    .map((row) => ({ number: row.number, cells: row.cells.map(cleanCell) }))
    .filter((row) => row.cells.some((cell) => cell !== ''));
  if (rows.length === 0) return refuse('spreadsheet_empty');
  const long = rows.find((row) => row.cells.some((cell) => cell.length > SHEET_LIMITS.cellLength));
  if (long !== undefined) return refuse('spreadsheet_cell_too_long', { row: long.number });
  return ok({ ...sheet.value, rows });
}

/** Line breaks, no-break spaces, invisible marks and control characters inside a cell are layout, not content. */
function cleanCell(text: string): string {
  const plain = text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  // Exports put an apostrophe before what a spreadsheet would run: coming back, it goes
  return /^'[=+\-@]/.test(plain) ? plain.slice(1) : plain;
}
