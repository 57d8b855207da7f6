/** Reads the first sheet of an XLSX after its size was checked: cached values of formulas, dates as days, merges. */
import { readSheet } from 'read-excel-file/node';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { columnIndex, type MergedRange, SHEET_LIMITS, type Sheet } from './sheet.ts';
import { listZip, unpack, type ZipEntry } from './zip.ts';

/** The rows of XLSX bytes. Refuses what unpacks too large, is damaged, or holds formulas nobody calculated. */
export async function readXlsx(bytes: Buffer): Promise<Result<Sheet>> {
  const entries = listZip(bytes);
  if (entries === undefined) return refuse('spreadsheet_damaged');
  const xml = firstSheetXml(bytes, entries);
  if (!xml.ok) return xml;
  const size = checkExtent(xml.value);
  if (!size.ok) return size;
  const formulas = checkFormulas(xml.value);
  if (!formulas.ok) return formulas;
  const rows = await readRows(bytes);
  if (!rows.ok) return rows;
  return ok({
    format: 'xlsx',
    rows: rows.value.map((cells, index) => ({ number: index + 1, cells })),
    merged: mergedRanges(xml.value),
  });
}

/** XML of the sheet that the workbook lists first; the sizes of all entries together must stay within the limit. */
function firstSheetXml(bytes: Buffer, entries: ZipEntry[]): Result<string> {
  let left: number = SHEET_LIMITS.unpackedBytes;
  const texts = new Map<string, string>();
  for (const entry of entries.filter((each) => /\.(xml|rels)$/.test(each.name))) {
    const data = entry.unpackedSize > left ? undefined : unpack(bytes, entry, left);
    if (data === undefined) {
      return entry.unpackedSize > left
        ? refuse('spreadsheet_unpacks_too_large', { limitMb: SHEET_LIMITS.unpackedBytes / 1024 / 1024 })
        : refuse('spreadsheet_damaged');
    }
    left -= data.length;
    if (left < 0) return refuse('spreadsheet_unpacks_too_large', { limitMb: SHEET_LIMITS.unpackedBytes / 1024 / 1024 });
    texts.set(entry.name, data.toString('utf8'));
  }
  const workbook = texts.get('xl/workbook.xml');
  if (workbook === undefined) return refuse('spreadsheet_not_a_spreadsheet');
  const sheetTag = /<(?:\w+:)?sheet\b[^>]*>/.exec(workbook)?.[0] ?? '';
  const relation = /\br:id="([^"]+)"/.exec(sheetTag)?.[1] ?? 'rId1';
  const target = targetOf(texts.get('xl/_rels/workbook.xml.rels') ?? '', relation) ?? 'worksheets/sheet1.xml';
  const xml = texts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  return xml === undefined ? refuse('spreadsheet_damaged') : ok(xml);
}

function targetOf(relations: string, id: string): string | undefined {
  const tag = relations.match(/<Relationship\b[^>]*>/g)?.find((each) => each.includes(`Id="${id}"`));
  return tag === undefined ? undefined : /Target="([^"]+)"/.exec(tag)?.[1];
}

/** One cell far down or far right would make the reader fill everything before it: look at the addresses first. */
function checkExtent(xml: string): Result<undefined> {
  let lastRow = 0;
  let lastColumn = 0;
  for (const match of xml.matchAll(/<(?:\w+:)?(c|row)\b[^>]*?\sr="([A-Z]*)(\d+)"/g)) {
    if (match[1] === 'c') lastColumn = Math.max(lastColumn, columnIndex(match[2] ?? 'A') + 1);
    lastRow = Math.max(lastRow, Number(match[3]));
  }
  if (lastRow > SHEET_LIMITS.rows) {
    return refuse('spreadsheet_too_many_rows', { rows: lastRow, limit: SHEET_LIMITS.rows });
  }
  if (lastColumn > SHEET_LIMITS.columns || lastRow * lastColumn > SHEET_LIMITS.cells) {
    return refuse('spreadsheet_too_many_columns', { columns: lastColumn, limit: SHEET_LIMITS.columns });
  }
  return ok();
}

/** A formula is read as the value saved with it; programs that export sheets often save none, and 0 would be a lie. */
function checkFormulas(xml: string): Result<undefined> {
  if (!xml.includes('<f')) return ok();
  for (const cell of xml.split(/<c(?=\s)/).slice(1)) {
    if (!/<f[\s>/]/.test(cell) || /<v[\s>]/.test(cell)) continue;
    const address = /\sr="([A-Z]+)(\d+)"/.exec(cell);
    return refuse('spreadsheet_formula_without_value', {
      row: Number(address?.[2] ?? 0),
      column: address?.[1] ?? '',
    });
  }
  return ok();
}

function mergedRanges(xml: string): MergedRange[] {
  const ranges: MergedRange[] = [];
  for (const match of xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*?\sref="([A-Z]+(\d+):[A-Z]+(\d+))"/g)) {
    ranges.push({ ref: match[1] ?? '', firstRow: Number(match[2]), lastRow: Number(match[3]) });
  }
  return ranges;
}

async function readRows(bytes: Buffer): Promise<Result<string[][]>> {
  try {
    const rows = await readSheet<string>(bytes, { trim: true, parseNumber: plainNumber });
    return ok(rows.map((row) => row.map(cellText)));
  } catch {
    return refuse('spreadsheet_damaged');
  }
}

/** Digits as stored: a 20-digit trace code typed as a number must not be rounded, 0.1+0.2 must not show its tail. */
function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : text;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}
