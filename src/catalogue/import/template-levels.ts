/** What a row of our own table says of the levels above its item, and of its dated facts. Empty cells say nothing. */
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Cells } from '../../spreadsheets/cells.ts';
import { type FactType, factTypesOf } from '../facts.ts';
import type { ItemKind } from '../item.ts';
import type { LevelWords } from '../levels.ts';
import { FACT_COLUMNS, type FactColumn, readFactCell } from './fact-cells.ts';
import type { TemplateKey } from './template-columns.ts';
import { GRADE_WORDS, ROUTE_WORDS } from './template-words.ts';

const LONGEST_MONTHS = 120;
const TEXTS = ['holder', 'brand', 'therapeuticClass'] as const;
/** Outside the national list, though provinces print it as a class. */
const CLASS_C = /^丙类?$/;
const OF_PIECES = ['origin', 'grade', 'standard'] as const;

export function readLevels(cells: Cells<TemplateKey>, kind: ItemKind): Partial<LevelWords> {
  const levels: Partial<LevelWords> = {};
  const route = cells.choice('route', ROUTE_WORDS, null);
  if (route !== null) levels.route = route;
  for (const key of TEXTS) {
    const text = cells.text(key, 100);
    if (text !== '') levels[key] = text;
  }
  for (const key of OF_PIECES) {
    const text = cells.text(key, 100);
    if (text === '') continue;
    if (kind === 'decoction_piece') levels[key] = text;
    else cells.refuse(key, 'only_of_pieces');
  }
  const months = cells.read('retestMonths', readMonths);
  if (months !== null && kind !== 'decoction_piece') cells.refuse('retestMonths', 'only_of_pieces');
  else if (months !== null) levels.retestMonths = months;
  const grade = cells.choice('consumableGrade', GRADE_WORDS, null);
  if (grade !== null && kind !== 'consumable') cells.refuse('consumableGrade', 'grade_not_of_kind');
  else if (grade !== null) levels.consumableGrade = grade;
  return levels;
}

/** `24`, `24个月`. */
function readMonths(typed: string): Result<number> {
  const months = Number(/^(\d{1,3})(?:个?月)?$/.exec(typed.normalize('NFKC').replace(/\s/g, ''))?.[1] ?? 0);
  return months >= 1 && months <= LONGEST_MONTHS
    ? ok(months)
    : refuse('retest_months', { value: typed, most: LONGEST_MONTHS });
}

export function readFacts(cells: Cells<TemplateKey>, kind: ItemKind): Partial<Record<FactType, string>> {
  const facts: Partial<Record<FactType, string>> = {};
  for (const [column, type] of Object.entries(FACT_COLUMNS) as [FactColumn, FactType][]) {
    const value = cells.read(column, (typed) => readFactCell(column, typed));
    if (value === null) continue;
    if (column === 'insurance') warnOfClassC(cells);
    if (factTypesOf(kind).includes(type)) facts[type] = value;
    else if (value !== 'none' && value !== 'no') cells.refuse(column, 'fact_not_of_kind', { type, kind });
  }
  return facts;
}

/** What is paid in full by the patient is imported as that, and said. */
function warnOfClassC(cells: Cells<TemplateKey>): void {
  const typed = cells.read('insurance', (text) => ok(text.normalize('NFKC').replace(/\s/g, '')));
  if (typed !== null && CLASS_C.test(typed)) cells.warn('insurance', 'insurance_class_c', { value: typed });
}
