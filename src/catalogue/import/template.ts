/** The layout of our own import table: one row an item, with pack, price, custody and codes. */

import { type Pace, ROWS_A_TURN } from '../../imports/pace.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type Cells, cellsOf } from '../../spreadsheets/cells.ts';
import { hasError, problem, type RowProblem } from '../../spreadsheets/problem.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { openTable, type Table, type TableRow } from '../../spreadsheets/table.ts';
import { needsCabinet } from '../facts.ts';
import type { ItemDraft } from '../item.ts';
import { readItemCode } from '../rules.ts';
import type { ParsedEntry, ParsedUpload } from './report.ts';
import { readCodes, readNumber } from './template-codes.ts';
import { TEMPLATE_COLUMNS, type TemplateKey } from './template-columns.ts';
import { readFacts, readLevels } from './template-levels.ts';
import { ACTIVE_WORDS, CONTROL_WORDS, KIND_WORDS, ZONE_WORDS } from './template-words.ts';

const WEIGHED_SCALE = 1000;
const LARGEST_PACK = 1_000_000;

type Places = Table<TemplateKey>['places'];

/** Columns that a table may lack, with the field each fills. */
const OPTIONAL_FIELDS: readonly (readonly [TemplateKey, keyof ItemDraft])[] = [
  ['price', 'pricePack'],
  ['storageZone', 'storageZone'],
  ['controlClass', 'controlClass'],
  ['essential', 'essential'],
  ['countyTier', 'countyTier'],
  ['townshipTier', 'townshipTier'],
  ['villageTier', 'villageTier'],
  ['active', 'active'],
];

/** Items of our own table. The second row with the same code is refused, naming the first. */
export async function parseTemplate(sheet: Sheet, pace: Pace): Promise<Result<ParsedUpload>> {
  const table = openTable(sheet, TEMPLATE_COLUMNS);
  if (!table.ok) return table;
  const { places, count, headerRow, ignored } = table.value;
  const firstRow = new Map<string, number>();
  const entries: ParsedEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (index % ROWS_A_TURN === 0) await pace('reading', index, count);
    entries.push(onlyOnce(readRow(table.value.row(index), places), firstRow, places));
  }
  return ok({ layout: 'template', headerRow, ignoredColumns: ignored, entries });
}

function onlyOnce(entry: ParsedEntry, firstRow: Map<string, number>, places: Places): ParsedEntry {
  const code = entry.draft?.code ?? null;
  if (code === null) return entry;
  const earlier = firstRow.get(code);
  if (earlier === undefined) {
    firstRow.set(code, entry.row);
    return entry;
  }
  const twice = problem('error', 'item_code_twice', places.code, { code, row: earlier });
  return { ...entry, draft: null, problems: [...entry.problems, twice] };
}

function readRow(row: TableRow<TemplateKey>, places: Places): ParsedEntry {
  const cells = cellsOf(row, places);
  if (row.merged !== null) cells.refuse('code', 'merged_cells', { ref: row.merged });
  const draft = readDraft(cells, places);
  const effectiveFrom = cells.day('effectiveFrom');
  const source = [row.values.code, row.values.genericName, row.values.strength].filter((each) => each !== '').join(' ');
  return {
    row: row.number,
    source,
    draft: hasError(cells.problems) ? null : draft,
    problems: inColumnOrder(cells.problems),
    mergedInto: null,
    effectiveFrom,
  };
}

/** As the eye goes along the row; what is about no column comes last. */
function inColumnOrder(problems: readonly RowProblem[]): RowProblem[] {
  const order = (each: RowProblem) => (each.place === null ? Number.MAX_SAFE_INTEGER : columnNumber(each.place.letter));
  return [...problems].sort((one, other) => order(one) - order(other));
}

/** `A` is 1, `AA` 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function readDraft(cells: Cells<TemplateKey>, places: Places): ItemDraft {
  const kind = cells.choice('kind', KIND_WORDS, 'drug');
  const baseUnit = cells.required('baseUnit', 10);
  const scale = kind === 'decoction_piece' && /^(g|克)$/i.test(baseUnit) ? WEIGHED_SCALE : 1;
  const controlClass = cells.choice('controlClass', CONTROL_WORDS, 'none');
  const storageZone = cells.choice('storageZone', ZONE_WORDS, 'room');
  if (needsCabinet(controlClass) && storageZone !== 'controlled') {
    cells.refuse('storageZone', 'item_controlled_zone');
  }
  const facts = readFacts(cells, kind);
  const essential = cells.flag('essential', facts.essential !== undefined && facts.essential !== 'no');
  if (facts.essential !== undefined && essential !== (facts.essential !== 'no')) {
    cells.refuse('edition', 'edition_apart', { edition: cells.text('edition', 40) });
  }
  return {
    code: cells.required('code', 30) === '' ? null : cells.read('code', readItemCode),
    codeBase: null,
    importKey: null,
    kind,
    genericName: cells.required('genericName', 100),
    aliases: [],
    form: kind === 'drug' ? cells.required('form', 40) : cells.text('form', 40),
    strength: cells.required('strength', 120),
    manufacturer: readManufacturer(cells),
    packUnit: cells.required('packUnit', 10),
    baseUnit,
    packSize: readPackSize(cells, scale),
    scale,
    storageZone,
    controlClass,
    essential,
    approvalNumber: readNumber(cells, kind),
    countyTier: cells.flag('countyTier', true),
    townshipTier: cells.flag('townshipTier', false),
    villageTier: cells.flag('villageTier', false),
    pricePack: cells.decimal('price', 4, 0),
    active: readActive(cells),
    codes: readCodes(cells, kind),
    levels: readLevels(cells, kind),
    facts,
    leaves: leftFields(cells, places),
  };
}

/** A column that is not there, and a price or licence left empty, leave what the item has. */
function leftFields(cells: Cells<TemplateKey>, places: Places): string[] {
  const missing = OPTIONAL_FIELDS.filter(([key]) => places[key] === undefined).map(([, field]) => field);
  if (cells.text('price', 20) === '') missing.push('pricePack');
  if (cells.text('approvalNumber', 60) + cells.text('registration', 60) === '') missing.push('approvalNumber');
  return [...new Set(missing)];
}

/** Pieces sold by weight give the grams of a pack; everything else whole units. */
function readPackSize(cells: Cells<TemplateKey>, scale: number): number {
  if (cells.required('packSize', 20) === '') return 1;
  const size = cells.decimal('packSize', scale === 1 ? 0 : 3, 1);
  if (size < 1) cells.refuse('packSize', 'item_pack_size_zero');
  if (size > LARGEST_PACK * scale) cells.refuse('packSize', 'item_pack_size_large', { largest: LARGEST_PACK });
  return size;
}

function readManufacturer(cells: Cells<TemplateKey>): string {
  const manufacturer = cells.text('manufacturer', 100);
  if (manufacturer === '') cells.warn('manufacturer', 'item_without_manufacturer');
  return manufacturer;
}

function readActive(cells: Cells<TemplateKey>): boolean {
  const word = cells.text('active', 20).normalize('NFKC').toLowerCase();
  if (word === '') return true;
  const said = Object.hasOwn(ACTIVE_WORDS, word) ? ACTIVE_WORDS[word] : undefined;
  if (said === undefined) cells.refuse('active', 'cell_not_active', { value: word });
  return said ?? true;
}
