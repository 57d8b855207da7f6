/** Decides by its header which layout an upload has, and reads it. */
import type { Result } from '../../kernel/result.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { readTable } from '../../spreadsheets/table.ts';
import { NATIONAL_LIST_COLUMNS, parseNationalList } from './national-list.ts';
import type { ParsedUpload } from './report.ts';
import { parseTemplate } from './template.ts';

/** The entries of an upload. A header that fits neither layout is refused by the columns our own table lacks. */
export function parseUpload(sheet: Sheet): Result<ParsedUpload> {
  return readTable(sheet, NATIONAL_LIST_COLUMNS).ok ? parseNationalList(sheet) : parseTemplate(sheet);
}
