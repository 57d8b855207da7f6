/** The layout of the national essential medicines list: one row a drug, every form and strength in one cell. */
import { type Pace, ROWS_A_TURN } from '../../imports/pace.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { problem, type RowProblem } from '../../spreadsheets/problem.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { type Column, openTable, type Table, type TableRow } from '../../spreadsheets/table.ts';
import type { ItemDraft } from '../item.ts';
import { baseUnitOf, isDoseForm } from './dose-forms.ts';
import { controlClassOf, storageZoneOf } from './known-drugs.ts';
import { ListHeadings } from './list-headings.ts';
import { nameForForm } from './list-names.ts';
import { tidyListText } from './list-text.ts';
import type { Dated, ParsedEntry, ParsedUpload } from './report.ts';
import { type FormStrength, readStrengthCell } from './strength-cell.ts';

type Key = 'no' | 'category' | 'subcategory' | 'name' | 'inn' | 'strengths' | 'specialist' | 'crossListed' | 'remark';

export const NATIONAL_LIST_COLUMNS: readonly Column<Key>[] = [
  { key: 'no', titles: ['no', '序号'], required: true },
  { key: 'category', titles: ['category', '分类'], required: false, spans: true },
  { key: 'subcategory', titles: ['subcategory', '亚类'], required: false, spans: true },
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
export async function parseNationalList(sheet: Sheet, dated: Dated, pace: Pace): Promise<Result<ParsedUpload>> {
  const table = openTable(sheet, NATIONAL_LIST_COLUMNS);
  if (!table.ok) return table;
  const { places, count, headerRow, ignored } = table.value;
  const entries: ParsedEntry[] = [];
  const headings = new ListHeadings();
  for (let index = 0; index < count; index += 1) {
    if (index % ROWS_A_TURN === 0) await pace('reading', index, count);
    const row = table.value.row(index);
    if (headings.isHeading(row)) continue;
    const read = readRow(headings.under(row), places);
    entries.push(...read.map((entry) => inEdition(entry, dated.edition)));
  }
  return ok({
    layout: 'national_list',
    headerRow,
    ignoredColumns: ignored,
    entries: mergeRepeats(oneClass(entries, places)),
  });
}

/** The list is an edition of the essential medicines: each of its items is in it, △ where a specialist must guide. */
function inEdition(entry: ParsedEntry, edition: string): ParsedEntry {
  if (entry.draft === null) return entry;
  const guided = entry.draft.townshipTier ? '' : '△';
  return { ...entry, draft: { ...entry.draft, facts: { essential: `${edition}${guided}` } } };
}

function readRow(row: TableRow<Key>, places: Places): ParsedEntry[] {
  const name = nameOf(row.values.name);
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

/** Some lists write the international name into the cell of the Chinese one: `青霉素 Benzylpenicillin`. */
const NAME_AND_INN = /^(.*[\p{Script=Han}）)\]］])\s*([A-Za-z][A-Za-z0-9 ,，.()/'-]*)$/u;

function nameOf(cell: string): string {
  return tidyListText(NAME_AND_INN.exec(cell.trim())?.[1] ?? cell);
}

function innOf(row: TableRow<Key>): string {
  const inn = row.values.inn === '' ? (NAME_AND_INN.exec(row.values.name.trim())?.[2] ?? '') : row.values.inn;
  return inn.replace(/\s+/g, ' ').trim();
}

/** The category as lists number it, `一、抗微生物药`, without its number. */
function classOf(row: TableRow<Key>): string {
  const plain = (text: string) =>
    text.replace(/\s+/g, '').replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/, '');
  return plain(row.values.category).slice(0, 100);
}

function toDraft(row: TableRow<Key>, name: string, item: FormStrength): ItemDraft {
  const listed = item.salt === '' ? name : `${name}（${item.salt}）`;
  const genericName = nameForForm(listed, item.form);
  const controlClass = controlClassOf(genericName);
  const { unit } = baseUnitOf(item.form, item.strength);
  const [inn, therapeuticClass] = [innOf(row), classOf(row)];
  return {
    code: null,
    codeBase: `E${entryNumber(row).padStart(4, '0')}`,
    importKey: ['list', listed, item.form, item.strength].join('|').toLowerCase(),
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
    ...(therapeuticClass !== '' && { levels: { therapeuticClass } }),
    leaves: UNTOLD,
  };
}

/** `32` and the cross-listing `*（32）` are the same entry. */
function entryNumber(row: TableRow<Key>): string {
  return /\d+/.exec(row.values.no.normalize('NFKC'))?.[0] ?? `R${row.number}`;
}

/** △ alone binds every form to specialist guidance; `注射液△` only the forms of that name. */
function specialistOnly(row: TableRow<Key>, form: string): boolean {
  const said = row.values.specialist;
  if (said === '' ? !row.values.remark.includes('△') : !/^(是|yes|true|1)$/i.test(said)) return false;
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
  if (item.carried) {
    warnings.push(problem('warning', 'list_form_carried', places.strengths, { form: item.form, text: item.strength }));
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

/** A generic stands in one class: where the list has another of its strengths under a second one, the first counts. */
function oneClass(entries: ParsedEntry[], places: Places): ParsedEntry[] {
  const first = new Map<string, { row: number; value: string }>();
  return entries.map((entry) => {
    const { draft, row } = entry;
    const value = draft?.levels?.therapeuticClass;
    if (draft === null || value === undefined) return entry;
    const key = `${draft.genericName}|${draft.form}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, { row, value });
    if (earlier === undefined || earlier.value === value) return entry;
    const detail = { row: earlier.row, kept: earlier.value, other: value };
    const problems = [...entry.problems, problem('warning', 'list_class_kept', places.category, detail)];
    return { ...entry, problems, draft: { ...draft, levels: { therapeuticClass: earlier.value } } };
  });
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
