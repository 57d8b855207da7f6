/** Reads a sheet of listed prices and says row by row what recording it would do; nothing is kept. */
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { listedPrice } from '../../db/schema/prices.ts';
import { itemsByCodes } from '../catalogue/item-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type RefusalDetail, type Result } from '../kernel/result.ts';
import { cellsOf } from '../spreadsheets/cells.ts';
import type { RowProblem } from '../spreadsheets/problem.ts';
import { readSpreadsheet } from '../spreadsheets/read.ts';
import { type Column, readTable } from '../spreadsheets/table.ts';
import { checkListedPrice, type ListedRow } from './rules.ts';

type PriceKey = 'item' | 'price' | 'from';

export const PRICE_COLUMNS: readonly Column<PriceKey>[] = [
  { key: 'item', titles: ['药品编码或条码', '药品编码', '编码', '条码', 'item'], required: true },
  { key: 'price', titles: ['挂网价（元）', '挂网价', '包装价（元）', 'listed price'], required: true },
  { key: 'from', titles: ['执行日期', '生效日期', '起始日期', 'valid from'], required: false },
];

export interface PriceImportRow {
  row: number;
  typed: string;
  itemId: number | null;
  itemCode: string;
  itemName: string;
  oldPack: number | null;
  pricePack: number;
  validFrom: string;
  verdict: 'new' | 'same' | 'refused';
  problems: Pick<RowProblem, 'reason' | 'detail'>[];
}

interface Read {
  row: number;
  typed: string;
  pricePack: number;
  validFrom: string;
  problems: { reason: string; detail: RefusalDetail }[];
}

/** Every row judged. Refuses what is no table; days that are left out are today. */
export async function judgePrices(db: Db, content: Uint8Array, now: number): Promise<Result<PriceImportRow[]>> {
  const sheet = await readSpreadsheet(content);
  if (!sheet.ok) return sheet;
  const table = readTable(sheet.value, PRICE_COLUMNS);
  if (!table.ok) return table;
  const today = dayOf(now);
  const read = table.value.rows.map((row): Read => {
    const cells = cellsOf(row, table.value.places);
    const typed = cells.required('item', 40).normalize('NFKC').toUpperCase();
    const pricePack = cells.required('price', 20) === '' ? 0 : cells.decimal('price', 4, 0);
    const validFrom = cells.day('from') ?? today;
    return { row: row.number, typed, pricePack, validFrom, problems: cells.problems };
  });
  return ok(await compare(db, read, today));
}

async function latestOf(db: Db, itemIds: readonly number[]): Promise<Map<number, ListedRow>> {
  const rows = await db.select().from(listedPrice).where(isOneOf(listedPrice.itemId, itemIds));
  const latest = new Map<number, ListedRow>();
  for (const { itemId, pricePack, validFrom, recordedAt } of rows) {
    const known = latest.get(itemId);
    if (known !== undefined && known.validFrom > validFrom) continue;
    latest.set(itemId, { pricePack, validFrom, recordedOn: dayOf(recordedAt) });
  }
  return latest;
}

async function compare(db: Db, read: readonly Read[], today: string): Promise<PriceImportRow[]> {
  const found = await itemsByCodes(db, [...new Set(read.map((row) => row.typed))]);
  const ids = [...found.values()].flatMap((items) => items.map((item) => item.id));
  const latest = await latestOf(db, ids);
  const seen = new Set<number>();
  return read.map((row): PriceImportRow => {
    const items = found.get(row.typed) ?? [];
    const [item] = items;
    const problems = [...row.problems];
    if (row.typed !== '' && item === undefined)
      problems.push({ reason: 'price_item_unknown', detail: { code: row.typed } });
    if (items.length > 1) problems.push({ reason: 'price_item_several', detail: { code: row.typed } });
    if (item !== undefined && seen.has(item.id)) problems.push({ reason: 'price_twice', detail: {} });
    if (item !== undefined) seen.add(item.id);
    const last = item === undefined ? undefined : latest.get(item.id);
    const joins = checkListedPrice(row, last, today);
    if (!joins.ok && problems.length === 0) problems.push({ reason: joins.reason, detail: joins.detail });
    const same = joins.ok && joins.value === 'same';
    return {
      row: row.row,
      typed: row.typed,
      itemId: item?.id ?? null,
      itemCode: item?.code ?? row.typed,
      itemName: item === undefined ? '' : `${item.genericName} ${item.strength}`,
      oldPack: last?.pricePack ?? null,
      pricePack: row.pricePack,
      validFrom: row.validFrom,
      verdict: problems.length > 0 ? 'refused' : same ? 'same' : 'new',
      problems,
    };
  });
}
