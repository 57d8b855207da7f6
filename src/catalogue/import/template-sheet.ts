/** Items as rows of our own table: what the export writes can be mended in a spreadsheet and imported again. */
import type { Column } from '../../web/spreadsheets.ts';
import type { ForeignCode } from '../item.ts';
import type { ItemRow } from '../queries.ts';
import {
  CONTROL_WORDS,
  KIND_WORDS,
  TEMPLATE_COLUMNS,
  type TemplateKey,
  wordFor,
  ZONE_WORDS,
} from './template-columns.ts';

export type ItemWithCodes = ItemRow & { codes: readonly ForeignCode[] };

const PRICE_UNITS_IN_YUAN = 10_000;
const WIDE = new Set<TemplateKey>(['genericName', 'strength', 'manufacturer']);

/** The title our own template gives a column. */
export function titleOf(key: TemplateKey): string {
  return TEMPLATE_COLUMNS.find((column) => column.key === key)?.titles[0] ?? key;
}

/** The columns of the export; without prices for people who may not see them. */
export function exportColumns(seePrices: boolean): Column<ItemWithCodes>[] {
  return TEMPLATE_COLUMNS.filter((column) => seePrices || column.key !== 'price').map((column) => ({
    head: titleOf(column.key),
    value: (item) => VALUES[column.key](item),
    width: WIDE.has(column.key) ? 28 : 12,
  }));
}

const yesNo = (value: boolean) => (value ? '是' : '否');
const foreign = (item: ItemWithCodes, type: ForeignCode['type']) =>
  item.codes.find((code) => code.type === type)?.value ?? null;

const VALUES: Record<TemplateKey, (item: ItemWithCodes) => string | number | null> = {
  code: (item) => item.code,
  kind: (item) => wordFor(KIND_WORDS, item.kind),
  genericName: (item) => item.genericName,
  form: (item) => item.form,
  strength: (item) => item.strength,
  manufacturer: (item) => item.manufacturer,
  packUnit: (item) => item.packUnit,
  packSize: (item) => item.packSize / item.scale,
  baseUnit: (item) => item.baseUnit,
  price: (item) => item.pricePack / PRICE_UNITS_IN_YUAN,
  storageZone: (item) => wordFor(ZONE_WORDS, item.storageZone),
  controlClass: (item) => wordFor(CONTROL_WORDS, item.controlClass),
  essential: (item) => yesNo(item.essential),
  countyTier: (item) => yesNo(item.countyTier),
  townshipTier: (item) => yesNo(item.townshipTier),
  villageTier: (item) => yesNo(item.villageTier),
  approvalNumber: (item) => item.approvalNumber,
  gtin: (item) => foreign(item, 'gtin'),
  baseCode: (item) => foreign(item, 'base_code'),
  active: (item) => yesNo(item.active),
};
