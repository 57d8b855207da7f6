/** Decides by its header which layout an upload has, and reads it. */
import { type Pace, unwatched } from '../../imports/pace.ts';
import type { Result } from '../../kernel/result.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { openTable } from '../../spreadsheets/table.ts';
import { NATIONAL_LIST_COLUMNS, parseNationalList } from './national-list.ts';
import type { Dated, ParsedUpload } from './report.ts';
import { parseTemplate } from './template.ts';

/** The entries of an upload. A header that fits neither layout is refused by the columns our own table lacks. */
export function parseUpload(sheet: Sheet, dated: Dated, pace: Pace = unwatched): Promise<Result<ParsedUpload>> {
  const isList = openTable(sheet, NATIONAL_LIST_COLUMNS).ok;
  return isList ? parseNationalList(sheet, dated, pace) : parseTemplate(sheet, pace);
}
