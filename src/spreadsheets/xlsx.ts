/** Reads the first sheet of an XLSX after its size was checked: cached values of formulas, dates as days, merges. */
import { readSheet } from 'read-excel-file/node';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isPlainXml } from './plain-xml.ts';
import { columnIndex, type MergedRange, SHEET_LIMITS, type Sheet } from './sheet.ts';
import { listZip, unpack, type ZipEntry, zipOf } from './zip.ts';

/** The rows of XLSX bytes. Refuses what unpacks too large, is damaged, or holds formulas nobody calculated. */
export async function readXlsx(bytes: Buffer): Promise<Result<Sheet>> {
  const entries = listZip(bytes);
  if (entries === undefined) return refuse('spreadsheet_damaged');
  if (entries.length > SHEET_LIMITS.entries) return refuse('spreadsheet_irregular');
  const files = unpackXml(bytes, entries);
  if (!files.ok) return files;
  const first = firstSheet(files.value);
  if (!first.ok) return first;
  const { xml, whole } = first.value;
  const size = checkExtent(xml);
  if (!size.ok) return size;
  const formulas = checkFormulas(xml);
  if (!formulas.ok) return formulas;
  const rows = await readRows(whole);
  if (!rows.ok) return rows;
  return ok({
    format: 'xlsx',
    rows: rows.value.map((cells, index) => ({ number: index + 1, cells })),
    merged: mergedRanges(xml),
  });
}

/** The XML files of the workbook; the sizes they claim must together stay within the limit, and be true. */
function unpackXml(bytes: Buffer, entries: ZipEntry[]): Result<Map<string, Buffer>> {
  const wanted = entries.filter((each) => /\.(xml|rels)$/.test(each.name));
  const claimed = wanted.reduce((sum, each) => sum + each.unpackedSize, 0);
  if (claimed > SHEET_LIMITS.unpackedBytes) {
    return refuse('spreadsheet_unpacks_too_large', { limitMb: SHEET_LIMITS.unpackedBytes / 1024 / 1024 });
  }
  const files = new Map<string, Buffer>();
  for (const entry of wanted) {
    const data = unpack(bytes, entry);
    if (data === undefined) return refuse('spreadsheet_damaged');
    files.set(entry.name, data);
  }
  return ok(files);
}

interface FirstSheet {
  xml: string;
  /** A workbook of nothing but this sheet and what it refers to. */
  whole: Buffer;
}

/** The sheet that the workbook lists first. Refuses XML that no spreadsheet program writes. */
function firstSheet(files: ReadonlyMap<string, Buffer>): Result<FirstSheet> {
  const workbook = files.get('xl/workbook.xml')?.toString('utf8');
  if (workbook === undefined) return refuse('spreadsheet_not_a_spreadsheet');
  const relations = files.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? '';
  if (!isPlainXml(workbook) || !isPlainXml(relations)) return refuse('spreadsheet_irregular');
  const sheetTag = /<(?:\w+:)?sheet\b[^>]*>/.exec(workbook)?.[0] ?? '';
  const relation = /\br:id="([^"]+)"/.exec(sheetTag)?.[1] ?? 'rId1';
  const target = targetOf(relations, relation) ?? 'worksheets/sheet1.xml';
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  const xml = files.get(path)?.toString('utf8');
  if (xml === undefined) return refuse('spreadsheet_damaged');
  const needed = new Map([...files].filter(([name]) => name === path || NEEDED.test(name)));
  for (const [name, data] of needed) {
    if (!isPlainXml(name === path ? xml : data.toString('utf8'))) return refuse('spreadsheet_irregular');
  }
  return ok({ xml, whole: zipOf(needed) });
}

/** What the cells of a sheet refer to, and how it is found; all other sheets, drawings and themes are left out. */
const NEEDED = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:_rels\/)?[^/]*)$/i;

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
  for (const match of xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*?\sref="(([A-Z]+)(\d+):([A-Z]+)(\d+))"/g)) {
    const [, ref = '', left = 'A', top, right = 'A', bottom] = match;
    const columns = { firstColumn: columnIndex(left), lastColumn: columnIndex(right) };
    ranges.push({ ref, firstRow: Number(top), lastRow: Number(bottom), ...columns });
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
