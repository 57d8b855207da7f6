/** Reads the list of lots that comes with a notice: a CSV or XLSX of any maker, with whatever columns it has. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readSpreadsheet } from '../spreadsheets/read.ts';
import { type Column, readTable } from '../spreadsheets/table.ts';
import { MOST_TARGETS, readTargets, type TargetText } from './target-rules.ts';

type Key = 'code' | 'item' | 'strength' | 'maker' | 'lot';

const COLUMNS: readonly Column<Key>[] = [
  { key: 'code', titles: ['品种编码', '药品编码', '编码', '本院编码', 'item code', 'code'], required: false },
  {
    key: 'item',
    titles: ['药品名称', '通用名', '通用名称', '品名', '产品名称', '名称', '药品', 'item', 'product', 'name'],
    required: false,
    spans: true,
  },
  { key: 'strength', titles: ['规格', '剂量规格', 'strength', 'specification'], required: false, spans: true },
  {
    key: 'maker',
    titles: ['生产企业', '生产厂家', '厂家', '持有人', '上市许可持有人', 'manufacturer', 'maker'],
    required: false,
    spans: true,
  },
  {
    key: 'lot',
    titles: [
      '批号',
      '产品批号',
      '生产批号',
      '批次',
      '批次号',
      '召回批号',
      'lot',
      'lot number',
      'batch',
      'batch number',
    ],
    required: true,
  },
];

const MOST_NAMED = 8;

export interface LotList {
  targets: TargetText[];
  /** Rows read, without empty ones. */
  rows: number;
}

/** The targets of the sheet. Refuses what is no table, one without lots, rows that name nothing (says which), and more
 * than a notice can name: nothing of such a sheet is taken. */
export async function readLotList(content: Uint8Array): Promise<Result<LotList>> {
  const sheet = await readSpreadsheet(content);
  if (!sheet.ok) return sheet;
  const table = readTable(sheet.value, COLUMNS);
  if (!table.ok) return table;
  const found = new Map<string, TargetText>();
  const wrong: string[] = [];
  for (const { number, values } of table.value.rows) {
    const name = [values.item, values.strength, values.maker].filter((text) => text !== '').join(' ');
    const itemText = values.code.trim() === '' ? name : values.code.trim();
    const read = readTargets(itemText, values.lot, 'exact');
    if (!read.ok) wrong.push(String(number));
    else for (const one of read.value) found.set(`${one.itemText}\n${one.match}\n${one.lotNumber}`, one);
  }
  if (wrong.length > 0) {
    const named = wrong.slice(0, MOST_NAMED).join(', ');
    return refuse('recall_rows_wrong', { rows: wrong.length, which: named }, 'file');
  }
  const targets = [...found.values()];
  if (targets.length > MOST_TARGETS) return refuse('recall_targets_many', { most: MOST_TARGETS }, 'file');
  return ok({ targets, rows: table.value.rows.length });
}
