/** The layout of the national essential medicines list: one row a drug, every form and strength in one cell. */
import { ok, type Result } from '../../kernel/result.ts';
import { problem, type RowProblem } from '../../spreadsheets/problem.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { type Column, readTable, type Table, type TableRow } from '../../spreadsheets/table.ts';
import type { ItemDraft } from '../item.ts';
import { baseUnitOf, isDoseForm } from './dose-forms.ts';
import { controlClassOf, storageZoneOf } from './known-drugs.ts';
import { tidyListText } from './list-text.ts';
import type { ParsedEntry, ParsedUpload } from './report.ts';
import { type FormStrength, readStrengthCell } from './strength-cell.ts';

type Key = 'no' | 'category' | 'subcategory' | 'name' | 'inn' | 'strengths' | 'specialist' | 'crossListed' | 'remark';

export const NATIONAL_LIST_COLUMNS: readonly Column<Key>[] = [
  { key: 'no', titles: ['no', '序号'], required: true },
  { key: 'category', titles: ['category', '分类'], required: false },
  { key: 'subcategory', titles: ['subcategory', '亚类'], required: false },
  { key: 'name', titles: ['name', '品种名称', '药品名称'], required: true },
  { key: 'inn', titles: ['inn', '英文名称'], required: false },
  { key: 'strengths', titles: ['forms_and_strengths', '剂型、规格', '剂型规格'], required: true },
  { key: 'specialist', titles: ['specialist_guided'], required: false },
  { key: 'crossListed', titles: ['cross_listed'], required: false },
  { key: 'remark', titles: ['remark', '备注'], required: false },
];

type Places = Table<Key>['places'];

/** What the list does not tell or we only assume: once people have filled it in, importing again leaves it alone. */
const UNTOLD = [
  'manufacturer',
  'packUnit',
  'packSize',
  'baseUnit',
  'scale',
  'storageZone',
  'controlClass',
  'approvalNumber',
  'countyTier',
  'townshipTier',
  'villageTier',
  'pricePack',
  'active',
] as const;

/** Items of the list. Each row gives items, is merged into the row of its main entry, or says why it gives none. */
export function parseNationalList(sheet: Sheet): Result<ParsedUpload> {
  const table = readTable(sheet, NATIONAL_LIST_COLUMNS);
  if (!table.ok) return table;
  const { places, rows, headerRow, ignored } = table.value;
  const entries = mergeRepeats(rows.flatMap((row) => readRow(row, places)));
  return ok({ layout: 'national_list', headerRow, ignoredColumns: ignored, entries });
}

function readRow(row: TableRow<Key>, places: Places): ParsedEntry[] {
  const name = tidyListText(row.values.name);
  const refused = (reason: string, key: Key, detail = {}): ParsedEntry[] => [
    {
      row: row.number,
      source: name === '' ? row.values.strengths : name,
      draft: null,
      problems: [problem('error', reason, places[key], detail)],
      mergedInto: null,
    },
  ];
  if (row.merged !== null) return refused('merged_cells', 'no', { ref: row.merged });
  if (name === '') return refused('list_name_missing', 'name');
  if (row.values.strengths === '') return refused('list_group_row', 'strengths', { name, remark: row.values.remark });
  const cell = readStrengthCell(row.values.strengths);
  if (cell === undefined) return refused('list_brackets', 'strengths', { name });
  const entries = cell.items.map((item) => toEntry(row, name, item, places));
  for (const remark of cell.remarks) {
    entries.push(...refused(`list_${remark.reason}`, 'strengths', { name, text: remark.text }));
  }
  return entries.length > 0 ? entries : refused('list_nothing_read', 'strengths', { name });
}

function toEntry(row: TableRow<Key>, name: string, item: FormStrength, places: Places): ParsedEntry {
  const draft = toDraft(row, name, item);
  return {
    row: row.number,
    source: `${draft.genericName} ${item.form} ${item.strength}`,
    draft,
    problems: warningsOf(draft, item, places),
    mergedInto: null,
  };
}

function toDraft(row: TableRow<Key>, name: string, item: FormStrength): ItemDraft {
  const genericName = item.salt === '' ? name : `${name}（${item.salt}）`;
  const controlClass = controlClassOf(genericName);
  const { unit } = baseUnitOf(item.form, item.strength);
  const inn = row.values.inn.replace(/\s+/g, ' ').trim();
  return {
    code: null,
    codeBase: `E${entryNumber(row).padStart(4, '0')}`,
    importKey: ['list', genericName, item.form, item.strength].join('|').toLowerCase(),
    kind: 'drug',
    genericName,
    aliases: inn === '' ? [] : [inn],
    form: item.form,
    strength: item.strength,
    manufacturer: '',
    packUnit: unit,
    baseUnit: unit,
    packSize: 1,
    scale: 1,
    storageZone: storageZoneOf(genericName, controlClass),
    controlClass,
    essential: true,
    approvalNumber: null,
    countyTier: true,
    townshipTier: !specialistOnly(row, item.form),
    villageTier: false,
    pricePack: 0,
    active: true,
    codes: [],
    leaves: UNTOLD,
  };
}

/** `32` and the cross-listing `*（32）` are the same entry. */
function entryNumber(row: TableRow<Key>): string {
  return /\d+/.exec(row.values.no.normalize('NFKC'))?.[0] ?? `R${row.number}`;
}

/** △ alone binds every form to specialist guidance; `注射液△` only the forms of that name. */
function specialistOnly(row: TableRow<Key>, form: string): boolean {
  if (!/^(是|yes|true|1)$/i.test(row.values.specialist)) return false;
  const named = row.values.remark.replace(/注释\s*\d+/g, '').replace(/[△\s]/g, '');
  return named === '' || !isDoseForm(named) || form.includes(named);
}

function warningsOf(draft: ItemDraft, item: FormStrength, places: Places): RowProblem[] {
  const warnings: RowProblem[] = [];
  if (!isDoseForm(item.form)) {
    warnings.push(problem('warning', 'list_form_unknown_kept', places.strengths, { form: item.form }));
  } else if (!baseUnitOf(item.form, item.strength).known) {
    warnings.push(problem('warning', 'list_unit_guessed', places.strengths, { form: item.form, unit: draft.baseUnit }));
  }
  if (!/[A-Za-zμ%位∶]/.test(item.strength)) {
    warnings.push(problem('warning', 'list_strength_without_unit', places.strengths, { strength: item.strength }));
  }
  if (draft.controlClass !== 'none') {
    warnings.push(problem('warning', 'list_control_assumed', places.name, { controlClass: draft.controlClass }));
  }
  if (draft.storageZone === 'cold') warnings.push(problem('warning', 'list_cold_assumed', places.name));
  return warnings;
}

/** The same item in a later row (a cross-listing) is merged; a cross-listing that adds a strength keeps it. */
function mergeRepeats(entries: ParsedEntry[]): ParsedEntry[] {
  const firstRow = new Map<string, number>();
  return entries.map((entry) => {
    const key = entry.draft?.importKey;
    if (key === undefined || key === null) return entry;
    const earlier = firstRow.get(key);
    if (earlier === undefined) {
      firstRow.set(key, entry.row);
      return entry;
    }
    return { ...entry, mergedInto: earlier };
  });
}
