/** Items as rows of our own table: what the export writes can be mended in a spreadsheet and imported again. */
import type { Column } from '../../web/spreadsheets.ts';
import type { FactType } from '../facts.ts';
import type { ForeignCode, ItemKind } from '../item.ts';
import type { LevelWords } from '../levels.ts';
import type { ItemRow } from '../queries.ts';
import { FACT_COLUMNS, type FactColumn, factCell } from './fact-cells.ts';
import { CODE_COLUMNS, type CodeColumn } from './template-codes.ts';
import { TEMPLATE_COLUMNS, type TemplateKey } from './template-columns.ts';
import { CONTROL_WORDS, GRADE_WORDS, KIND_WORDS, ROUTE_WORDS, wordFor, ZONE_WORDS } from './template-words.ts';

/** An item with everything that the columns show. */
export interface ItemForExport {
  item: ItemRow;
  codes: readonly ForeignCode[];
  levels: LevelWords;
  /** Values that are recorded and hold today. */
  facts: Partial<Record<FactType, string>>;
}

const PRICE_UNITS_IN_YUAN = 10_000;
const WIDE = new Set<TemplateKey>(['genericName', 'strength', 'manufacturer', 'holder', 'nhsa']);
const REGISTERED: readonly ItemKind[] = ['consumable', 'reagent', 'device'];

/** The title our own template gives a column. */
export function titleOf(key: TemplateKey): string {
  return TEMPLATE_COLUMNS.find((column) => column.key === key)?.titles[0] ?? key;
}

/** The columns of the export; without prices for people who may not see them. */
export function exportColumns(seePrices: boolean): Column<ItemForExport>[] {
  return TEMPLATE_COLUMNS.filter((column) => seePrices || column.key !== 'price').map((column) => ({
    head: titleOf(column.key),
    value: (row) => cellOf(row, column.key),
    width: WIDE.has(column.key) ? 28 : 12,
  }));
}

function cellOf(row: ItemForExport, key: TemplateKey): string | number | null {
  if (Object.hasOwn(FACT_COLUMNS, key)) {
    const value = row.facts[FACT_COLUMNS[key as FactColumn]];
    return value === undefined ? null : factCell(key as FactColumn, value);
  }
  if (Object.hasOwn(CODE_COLUMNS, key)) {
    const type = CODE_COLUMNS[key as CodeColumn];
    const values = row.codes.filter((code) => code.type === type).map((code) => code.value);
    return values.length === 0 ? null : [...new Set(values)].join('、');
  }
  return OWN_VALUES[key as OwnKey](row);
}

type OwnKey = Exclude<TemplateKey, FactColumn | CodeColumn>;
const yesNo = (value: boolean) => (value ? '是' : '否');

const OWN_VALUES: Record<OwnKey, (row: ItemForExport) => string | number | null> = {
  code: ({ item }) => item.code,
  kind: ({ item }) => wordFor(KIND_WORDS, item.kind),
  genericName: ({ item }) => item.genericName,
  form: ({ item }) => item.form,
  route: ({ levels }) => wordFor(ROUTE_WORDS, levels.route),
  strength: ({ item }) => item.strength,
  manufacturer: ({ item }) => item.manufacturer,
  holder: ({ levels }) => levels.holder,
  brand: ({ levels }) => levels.brand,
  therapeuticClass: ({ levels }) => levels.therapeuticClass,
  origin: ({ levels }) => levels.origin,
  grade: ({ levels }) => levels.grade,
  standard: ({ levels }) => levels.standard,
  retestMonths: ({ levels }) => levels.retestMonths,
  consumableGrade: ({ levels }) =>
    levels.consumableGrade === null ? null : wordFor(GRADE_WORDS, levels.consumableGrade),
  packUnit: ({ item }) => item.packUnit,
  packSize: ({ item }) => item.packSize / item.scale,
  baseUnit: ({ item }) => item.baseUnit,
  price: ({ item }) => item.pricePack / PRICE_UNITS_IN_YUAN,
  storageZone: ({ item }) => wordFor(ZONE_WORDS, item.storageZone),
  controlClass: ({ item }) => wordFor(CONTROL_WORDS, item.controlClass),
  essential: ({ item }) => yesNo(item.essential),
  countyTier: ({ item }) => yesNo(item.countyTier),
  townshipTier: ({ item }) => yesNo(item.townshipTier),
  villageTier: ({ item }) => yesNo(item.villageTier),
  approvalNumber: ({ item }) => (REGISTERED.includes(item.kind) ? null : item.approvalNumber),
  registration: ({ item }) => (REGISTERED.includes(item.kind) ? item.approvalNumber : null),
  effectiveFrom: () => null,
  active: ({ item }) => yesNo(item.active),
};
