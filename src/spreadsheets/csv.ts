/** Reads CSV as Chinese offices save it: UTF-8 with or without a mark, UTF-16, or GBK; comma, semicolon or tab. */
import { CsvError, parse } from 'csv-parse/sync';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { SHEET_LIMITS, type Sheet, type SheetRow } from './sheet.ts';

/** The rows of CSV bytes. Refuses bytes that are no text, quotes that never close, and too many rows. */
export function readCsv(bytes: Buffer): Result<Sheet> {
  const text = decode(bytes);
  // UTF-16 can carry a U+0000 past the look at the bytes, and PostgreSQL cannot keep it
  if (text === undefined || text.includes('\u0000')) return refuse('spreadsheet_not_a_spreadsheet');
  const records = parseRecords(text);
  if (!records.ok) return records;
  if (records.value.length > SHEET_LIMITS.rows) {
    return refuse('spreadsheet_too_many_rows', { rows: records.value.length, limit: SHEET_LIMITS.rows });
  }
  const rows: SheetRow[] = records.value.map((cells, index) => ({ number: index + 1, cells }));
  return ok({ format: 'csv', rows, merged: [] });
}

/** Text of the bytes, or undefined when no encoding fits. GBK is tried last: it accepts almost anything. */
function decode(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return undefined;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The bytes are not in this encoding: try the next one.
    }
  }
  return undefined;
}

function parseRecords(text: string): Result<string[][]> {
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: SHEET_LIMITS.rows + 1,
      max_record_size: SHEET_LIMITS.cellLength * SHEET_LIMITS.columns,
    });
    return ok(records);
  } catch (error) {
    if (error instanceof CsvError) return refuse('spreadsheet_csv_broken', { line: Number(error.lines ?? 1) });
    throw error;
  }
}

/** The separator that the first line uses most, quoted text left out. */
function delimiterOf(text: string): string {
  const line =
    text
      .slice(0, 4_000)
      .replace(/"[^"]*"/g, '')
      .split(/\r?\n/)[0] ?? '';
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: line.split(sign).length }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0]?.sign ?? ',';
}
