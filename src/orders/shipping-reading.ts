/** Reads what a supplier ships, from the form or from a sheet: several lots of a line, empty rows left out. */
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Refusal, type RefusalDetail, type Result } from '../kernel/result.ts';
import { cellsOf } from '../spreadsheets/cells.ts';
import { readSpreadsheet } from '../spreadsheets/read.ts';
import { type Column, readTable } from '../spreadsheets/table.ts';
import type { ShippedLot } from './answer-rules.ts';
import type { ShippingTyped } from './forms.ts';

interface ShippableLine {
  line: { lineNumber: number };
  item: { packSize: number; packUnit: string; scale: number };
}

/** The field of a lot on the form: line, row, part. */
export const lotField = (line: number, row: number, part: string) => `lots.${line}.${row}.${part}`;

/** The lots that were typed. Refuses an unreadable quantity, at its field. */
export function readLots(typed: ShippingTyped, lines: readonly ShippableLine[]): Result<ShippedLot[]> {
  const shipped: ShippedLot[] = [];
  for (const { line, item } of lines) {
    const rows = Object.entries(typed.lots[String(line.lineNumber)] ?? {});
    for (const [row, given] of rows.sort(([a], [b]) => Number(a) - Number(b))) {
      const packs = given.packs ?? '';
      const units = given.units ?? '';
      const { lot, produced, expires, maker } = given;
      if ([lot, produced, expires, packs, units].every((part) => part.trim() === '')) continue;
      const base = readQuantity({ packs, units }, item);
      const part = item.scale === 1 ? 'packs' : 'units';
      if (!base.ok) return { ...base, field: lotField(line.lineNumber, Number(row), part) };
      shipped.push({
        lineNumber: line.lineNumber,
        lotNumber: lot.normalize('NFKC').trim(),
        producedOn: produced === '' ? null : produced,
        expiresOn: expires,
        quantityBase: base.value,
        substituteMaker: maker.trim(),
      });
    }
  }
  return ok(shipped);
}

const FIELDS: Readonly<Record<string, string>> = {
  delivery_lot_missing: 'lot',
  delivery_quantity: 'packs',
  delivery_expired: 'expires',
  delivery_produced: 'produced',
  delivery_lot_twice: 'lot',
};

/** The field that a refusal of `announceDelivery` is about. */
export function atLotField(refusal: Refusal, typed: ShippingTyped): Refusal {
  const part = FIELDS[refusal.reason];
  if (part === undefined || refusal.field !== undefined) return refusal;
  const line = Number(refusal.detail.line);
  const rows = Object.entries(typed.lots[String(line)] ?? {});
  const at = rows.find(([, given]) => given.lot.normalize('NFKC').trim() === refusal.detail.lot);
  return { ...refusal, field: lotField(line, Number(at?.[0] ?? 0), part) };
}

type LotKey = 'line' | 'lot' | 'produced' | 'expires' | 'now' | 'maker';

export const LOT_COLUMNS: readonly Column<LotKey>[] = [
  { key: 'line', titles: ['行号', 'Line'], required: true },
  { key: 'lot', titles: ['批号', '产品批号', 'Lot'], required: true },
  { key: 'produced', titles: ['生产日期', 'Made on'], required: false },
  { key: 'expires', titles: ['有效期至', '有效期', 'Expires on'], required: true },
  { key: 'now', titles: ['本次数量', '发货数量', 'Quantity now'], required: true },
  { key: 'maker', titles: ['替代生产企业', 'Substitute maker'], required: false },
];

export interface ReadSheet {
  /** Values of the form's fields, so that the sheet is checked before it is announced. */
  values: Record<string, string[]>;
  lots: number;
  problems: { row: number; reason: string; detail: RefusalDetail }[];
}

/** The lots of a sheet as values of the form. Rows without a lot are lines that are not shipped now. */
export async function readLotSheet(content: Uint8Array, lines: readonly ShippableLine[]): Promise<Result<ReadSheet>> {
  const sheet = await readSpreadsheet(content);
  if (!sheet.ok) return sheet;
  const table = readTable(sheet.value, LOT_COLUMNS);
  if (!table.ok) return table;
  const { rows, places } = table.value;
  const known = new Map(lines.map((row) => [String(row.line.lineNumber), row]));
  const read: ReadSheet = { values: {}, lots: 0, problems: [] };
  const next = new Map<string, number>();
  for (const row of rows) {
    if (row.values.lot.trim() === '' && row.values.now.trim() === '') continue;
    const cells = cellsOf(row, places);
    const line = cells.required('line', 10);
    const shown = known.get(line);
    if (shown === undefined) cells.refuse('line', 'delivery_row_line', { line });
    const lot = cells.required('lot', 60);
    const maker = cells.text('maker', 100);
    const [produced, expires] = [cells.day('produced'), cells.day('expires')];
    if (expires === null) cells.required('expires', 20);
    const packs = cells.required('now', 20);
    for (const { reason, detail } of cells.problems) read.problems.push({ row: row.number, reason, detail });
    if (shown === undefined) continue;
    const at = next.get(line) ?? 0;
    next.set(line, at + 1);
    const quantity = shown.item.scale === 1 ? { packs } : { units: packs };
    const parts = { lot, produced: produced ?? '', expires: expires ?? '', maker, ...quantity };
    for (const [part, value] of Object.entries(parts)) {
      read.values[lotField(shown.line.lineNumber, at, part)] = [value];
    }
    read.lots += 1;
  }
  return ok(read);
}
