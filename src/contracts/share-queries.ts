/** Reads a sheet of shares: which member takes how much of which line, in contract units; all rows or none. */
import type { Db } from '../../db/database.ts';
import { itemsByCodes } from '../catalogue/item-queries.ts';
import { ok, type RefusalDetail, type Result } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { cellsOf } from '../spreadsheets/cells.ts';
import { readSpreadsheet } from '../spreadsheets/read.ts';
import { type Column, readTable } from '../spreadsheets/table.ts';
import { contractLines } from './queries.ts';
import type { Share } from './rules.ts';

type ShareKey = 'item' | 'organisation' | 'units';

export const SHARE_COLUMNS: readonly Column<ShareKey>[] = [
  { key: 'item', titles: ['药品编码或条码', '药品编码', '编码', 'item'], required: true },
  { key: 'organisation', titles: ['机构编码', '机构', 'organisation'], required: true },
  { key: 'units', titles: ['约定量', '约定采购量', '数量', 'agreed'], required: true },
];

export interface ShareProblem {
  row: number;
  reason: string;
  detail: RefusalDetail;
}

export interface ReadShares {
  shares: (Share & { lineId: number })[];
  /** With any of them nothing is written. */
  problems: ShareProblem[];
}

const LARGEST = 1_000_000_000_000;

/** The shares of a sheet. Refuses what is no table; a wrong row is told with its number. */
export async function readShares(db: Db, contractId: number, content: Uint8Array): Promise<Result<ReadShares>> {
  const sheet = await readSpreadsheet(content);
  if (!sheet.ok) return sheet;
  const table = readTable(sheet.value, SHARE_COLUMNS);
  if (!table.ok) return table;
  const { rows, places } = table.value;
  const codes = rows.map((row) => row.values.item.normalize('NFKC').trim().toUpperCase());
  const items = await itemsByCodes(db, [...new Set(codes)]);
  const lines = new Map((await contractLines(db, contractId)).map(({ line }) => [line.itemId, line.id]));
  const members = new Map((await organisationsUnder(db, '/')).map((row) => [row.code.toUpperCase(), row.id]));
  const read: ReadShares = { shares: [], problems: [] };
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const cells = cellsOf(row, places);
    const code = codes[index] ?? '';
    const member = cells.required('organisation', 40).toUpperCase();
    const units = cells.required('units', 20) === '' ? 0 : cells.decimal('units', 0, 0);
    const lineId = (items.get(code) ?? []).map((item) => lines.get(item.id)).find((id) => id !== undefined);
    const organisationId = members.get(member);
    if (lineId === undefined) cells.refuse('item', 'contract_share_item', { code });
    if (member !== '' && organisationId === undefined)
      cells.refuse('organisation', 'contract_share_member', { code: member });
    if (units <= 0 || units > LARGEST) cells.refuse('units', 'contract_share_units');
    const pair = `${lineId} ${organisationId}`;
    if (lineId !== undefined && organisationId !== undefined && seen.has(pair)) {
      cells.refuse('organisation', 'contract_share_twice');
    }
    seen.add(pair);
    for (const { reason, detail } of cells.problems) read.problems.push({ row: row.number, reason, detail });
    if (lineId !== undefined && organisationId !== undefined) read.shares.push({ lineId, organisationId, units });
  });
  return ok(read);
}
