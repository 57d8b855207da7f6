/** What the national form asks of a return before it is handed in: each finding names its line and field. Pure. */
import { lastDayOfMonth } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Bands, gradeOf, type ShortKind, stockDays } from './rules.ts';

export interface CheckedLine {
  lineNumber: number;
  itemId: number;
  genericName: string;
  form: string;
  strength: string;
  manufacturer: string;
  approvalNumber: string;
  kind: ShortKind | null;
  foundOn: string | null;
  useBase: number;
  stockBase: number;
  members: number;
  patients: number;
  substitutes: string;
  suppliers: number;
  supplierReply: string;
  action: string;
  expectedOn: string | null;
  note: string;
}

export interface CheckedReturn {
  month: string;
  nothing: boolean;
  note: string;
  lines: readonly CheckedLine[];
}

export interface CheckAsk {
  bands: Bands;
  /** Least distributors that must have been asked. */
  suppliers: number;
  /** Members of the consortium. */
  members: number;
  today: string;
  /** Names of drugs that requests of the month say are short, whether or not they are on the return. */
  short: readonly { itemId: number; name: string }[];
  /** What was on the last return that was reported. */
  before: readonly { itemId: number; name: string }[];
}

export const CHECK_CODES = [
  'nothing_said',
  'nothing_with_lines',
  'words_missing',
  'approval_missing',
  'approval_shape',
  'kind_missing',
  'found_missing',
  'found_late',
  'use_none',
  'not_short',
  'stock_there',
  'members_none',
  'members_many',
  'substitutes_missing',
  'suppliers_few',
  'suppliers_few_stopped',
  'reply_missing',
  'action_missing',
  'expected_missing',
  'expected_early',
  'left_out',
  'no_longer',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** An error stands in the way; a remark asks for a note. */
export interface CheckFinding {
  level: 'error' | 'remark';
  code: CheckCode;
  /** Null where it is about the return as a whole. */
  line: number | null;
  item: string;
  field: string;
  detail: Record<string, string | number>;
}

type Told = [level: CheckFinding['level'], code: CheckCode, field: string, detail?: CheckFinding['detail']];

/** 国药准字H12345678, of late with two letters; imports carried the letters alone. */
const APPROVAL = /^(国药准字)?[A-Z]{1,2}\d{8}$/;

function* wordProblems(line: CheckedLine): Generator<Told> {
  if ([line.genericName, line.form, line.strength, line.manufacturer].some((text) => text.trim() === '')) {
    yield ['error', 'words_missing', 'item'];
  }
  if (line.approvalNumber === '') yield ['error', 'approval_missing', 'approvalNumber'];
  else if (!APPROVAL.test(line.approvalNumber)) yield ['remark', 'approval_shape', 'approvalNumber'];
  if (line.substitutes === '') yield ['error', 'substitutes_missing', 'substitutes'];
  if (line.action === '') yield ['error', 'action_missing', 'action'];
}

function* dayProblems(line: CheckedLine, month: string): Generator<Told> {
  if (line.foundOn === null) yield ['error', 'found_missing', 'foundOn'];
  else if (line.foundOn > lastDayOfMonth(month)) yield ['error', 'found_late', 'foundOn', { month }];
  if (line.expectedOn === null) yield ['remark', 'expected_missing', 'expectedOn'];
  else if (line.foundOn !== null && line.expectedOn < line.foundOn) yield ['error', 'expected_early', 'expectedOn'];
}

function* supplyProblems(line: CheckedLine, ask: CheckAsk, month: string): Generator<Told> {
  if (line.kind === null) yield ['error', 'kind_missing', 'kind'];
  if (line.useBase === 0) yield ['remark', 'use_none', 'useBase'];
  const days = stockDays(line.stockBase, line.useBase, month);
  if (line.stockBase > 0 && gradeOf(line.stockBase, line.useBase, month, ask.bands) === null && days !== null) {
    yield ['error', 'not_short', 'stockBase', { days, most: ask.bands.yellow }];
  } else if (line.stockBase > 0) yield ['remark', 'stock_there', 'stockBase'];
  if (line.members === 0) yield ['error', 'members_none', 'members'];
  else if (line.members > ask.members) yield ['error', 'members_many', 'members', { most: ask.members }];
  if (line.suppliers < ask.suppliers) {
    const least = { least: ask.suppliers };
    // A maker that stopped says so once for all who sell it
    if (line.kind === 'stopped') yield ['remark', 'suppliers_few_stopped', 'suppliers', least];
    else yield ['error', 'suppliers_few', 'suppliers', least];
  }
  if (line.suppliers > 0 && line.supplierReply === '') yield ['error', 'reply_missing', 'supplierReply'];
}

function* lineProblems(line: CheckedLine, ask: CheckAsk, month: string): Generator<CheckFinding> {
  const told = [...wordProblems(line), ...dayProblems(line, month), ...supplyProblems(line, ask, month)];
  for (const [level, code, field, detail = {}] of told) {
    yield { level, code, line: line.lineNumber, item: line.genericName, field, detail };
  }
}

const MOST_NAMED = 5;
const named = (rows: readonly { name: string }[]) => ({
  count: rows.length,
  names: rows
    .slice(0, MOST_NAMED)
    .map(({ name }) => name)
    .join('、'),
});

function* wholeProblems(given: CheckedReturn, ask: CheckAsk): Generator<CheckFinding> {
  const whole = { line: null, item: '', field: 'note' };
  const none = given.lines.length === 0;
  if (none && !given.nothing) yield { level: 'error', code: 'nothing_said', ...whole, detail: {} };
  if (!none && given.nothing) yield { level: 'error', code: 'nothing_with_lines', ...whole, detail: {} };
  const reported = new Set(given.lines.map(({ itemId }) => itemId));
  const left = ask.short.filter(({ itemId }) => !reported.has(itemId));
  if (left.length > 0) yield { level: 'remark', code: 'left_out', ...whole, detail: named(left) };
  const shortStill = new Set(left.map(({ itemId }) => itemId));
  const gone = ask.before.filter(({ itemId }) => !reported.has(itemId) && !shortStill.has(itemId));
  if (gone.length > 0) yield { level: 'remark', code: 'no_longer', ...whole, detail: named(gone) };
}

/** Everything that is wrong or remarkable, the return as a whole first, then line by line. */
export function findingsOf(given: CheckedReturn, ask: CheckAsk): CheckFinding[] {
  return [...wholeProblems(given, ask), ...given.lines.flatMap((line) => [...lineProblems(line, ask, given.month)])];
}

/** Remarks that nobody has explained: on a line its own note does, on the whole the note of the return. */
export function unexplained(given: CheckedReturn, findings: readonly CheckFinding[]): CheckFinding[] {
  const notes = new Map(given.lines.map((line) => [line.lineNumber, line.note]));
  const noteOf = (line: number | null) => (line === null ? given.note : (notes.get(line) ?? ''));
  return findings.filter(({ level, line }) => level === 'remark' && noteOf(line) === '');
}

/** Refuses a return with errors, and one whose remarks nobody has explained. */
export function checkComplete(given: CheckedReturn, ask: CheckAsk): Result<undefined> {
  const findings = findingsOf(given, ask);
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length > 0) return refuse('monitoring_errors', { count: errors.length });
  const open = unexplained(given, findings);
  return open.length > 0 ? refuse('monitoring_unexplained', { count: open.length }) : ok();
}

export const LINE_FIELDS = [
  'kind',
  'foundOn',
  'useBase',
  'stockBase',
  'members',
  'patients',
  'approvalNumber',
  'substitutes',
  'suppliers',
  'supplierReply',
  'action',
  'expectedOn',
  'note',
] as const;
export type LineField = (typeof LINE_FIELDS)[number];
export type LineValues = Pick<CheckedLine, LineField>;

const DRAWN = ['foundOn', 'useBase', 'stockBase', 'members', 'patients', 'approvalNumber', 'suppliers'] as const;
type DrawnValues = Pick<CheckedLine, (typeof DRAWN)[number]>;

const textOf = (value: string | number | null) => (value === null ? '' : String(value));

export interface FieldChange {
  field: LineField;
  before: string;
  after: string;
}

/**
 * What the typed values change. Refuses another number or day than the program drew without a reason: filling in what
 * it did not know needs none, and neither does going back to what it drew.
 */
export function changesOf(
  before: LineValues,
  after: LineValues,
  drawn: DrawnValues,
  reason: string,
): Result<FieldChange[]> {
  const changes = LINE_FIELDS.flatMap((field): FieldChange[] => {
    const [was, is] = [textOf(before[field]), textOf(after[field])];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
  const overwritten = changes.find(({ field, after: is }) => {
    const known = DRAWN.find((one) => one === field);
    return known !== undefined && textOf(drawn[known]) !== '' && textOf(drawn[known]) !== is;
  });
  return overwritten !== undefined && reason === ''
    ? refuse('monitoring_reason', { field: overwritten.field }, 'reason')
    : ok(changes);
}
