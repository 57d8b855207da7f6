/** Which columns a file of use may have, how hospital systems call them, and which a member's own file calls so. */
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { type Column, type OpenTable, openTable } from '../../spreadsheets/table.ts';

export const USE_KEYS = [
  'day',
  'time',
  'code',
  'name',
  'quantity',
  'unit',
  'lot',
  'ward',
  'patient',
  'prescription',
  'identity',
] as const;
export type UseKey = (typeof USE_KEYS)[number];

const TITLES: Record<UseKey, readonly string[]> = {
  day: ['日期', '消耗日期', '出库日期', '发药日期', '记账日期', '发药时间', '收费时间', 'date'],
  time: ['时间', '时刻', 'time'],
  code: ['药品编码', '编码', '药品代码', '本院编码', '收费编码', '项目编码', 'code'],
  name: ['药品名称', '名称', '品名', '项目名称', 'name'],
  quantity: ['数量', '消耗数量', '发药数量', '出库数量', 'quantity'],
  unit: ['单位', '发药单位', 'unit'],
  lot: ['批号', '生产批号', 'lot'],
  ward: ['科室', '病区', '领用科室', '执行科室', 'ward'],
  patient: ['病人', '患者', '病人姓名', '患者姓名', '病历号', '门诊号', '住院号', 'patient'],
  prescription: ['处方号', '医嘱号', '单据号', 'prescription'],
  identity: ['流水号', '明细号', '记录号', 'id'],
};
const REQUIRED: ReadonlySet<UseKey> = new Set(['day', 'code', 'quantity']);

export const isRequired = (key: UseKey): boolean => REQUIRED.has(key);

/** What the template calls each column. */
export const templateTitle = (key: UseKey): string => TITLES[key][0] ?? key;

/** The heading of each field as the member's file writes it; what is not said is recognised by its usual names. */
export type UseColumns = Partial<Record<UseKey, string>>;

/** A heading that was given to a field is that field's alone. */
function columnsOf(given: UseColumns): Column<UseKey>[] {
  const taken = new Set(Object.values(given));
  return USE_KEYS.map((key) => {
    const own = given[key];
    const titles = own === undefined || own === '' ? TITLES[key].filter((title) => !taken.has(title)) : [own];
    return { key, titles: titles.length === 0 ? [`\u0000${key}`] : titles, required: isRequired(key) };
  });
}

const HEADER_WITHIN_ROWS = 10;

/** The fullest of the first rows: what the person is asked to choose among. */
export function headingsOf(sheet: Sheet): string[] {
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== '' && !/^[\d\s./:-]+$/.test(cell));
  const rows = sheet.rows.slice(0, HEADER_WITHIN_ROWS).map((row) => filled(row.cells));
  const fullest = rows.reduce<string[]>((best, cells) => (cells.length > best.length ? cells : best), []);
  return [...new Set(fullest)];
}

/**
 * The table of the file. A file with none of the given headings is another kind of file, such as the template, and is
 * read by the usual names. Refuses what is no table, and required columns that nobody knows, naming them.
 */
export function openUse(sheet: Sheet, given: UseColumns): Result<OpenTable<UseKey>> {
  const chosen = Object.values(given).filter((title) => title !== '');
  if (new Set(chosen).size < chosen.length) return refuse('use_column_twice');
  const table = openTable(sheet, columnsOf(given));
  if (table.ok) return ok(table.value);
  const headings = new Set(headingsOf(sheet));
  const usual = chosen.some((title) => headings.has(title)) ? table : openTable(sheet, columnsOf({}));
  return usual.ok ? ok(usual.value) : table;
}
