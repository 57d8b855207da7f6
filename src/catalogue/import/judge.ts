/** Judges parsed rows by what the catalogue holds: new, changed, unchanged, merged, asked about, or refused. */
import { type Pace, ROWS_A_TURN } from '../../imports/pace.ts';
import { hasError, problem } from '../../spreadsheets/problem.ts';
import { checkFactDay } from '../fact-rules.ts';
import type { ItemDraft } from '../item.ts';
import { checkChanges } from '../rules.ts';
import { type FactWriting, factChanges, settleFacts } from './fact-changes.ts';
import { FileChecks } from './file-checks.ts';
import { Questions } from './questions.ts';
import { entryKey, type MergeAnswer, type ParsedEntry, type PreviewEntry, type PreviewSummary } from './report.ts';
import { changesTiers, mergedDraft, rowChanges } from './row-changes.ts';
import { countVerdicts, summarise } from './summary.ts';
import { itemOf, type KnownItem, type World } from './world.ts';

/** What the rows are judged by, besides the catalogue. */
export interface Judging {
  world: World;
  /** First day of what the file tells, for rows that say none. */
  day: string;
  answers: Readonly<Record<string, MergeAnswer>>;
  /** False for a list that knows no makers: its rows are like nothing. */
  asks: boolean;
}

/** A judged row with what writing it needs. */
export interface Judgement {
  entry: PreviewEntry;
  /** As it is written: merged rows leave the words alone. */
  draft: ItemDraft | null;
  stored: KnownItem | undefined;
  facts: FactWriting[];
  day: string;
  /** Row into which it is merged, with its code. */
  intoRow: number | null;
}

/** Every row, in order. */
export async function judgeAll(entries: readonly ParsedEntry[], given: Judging, pace: Pace): Promise<Judgement[]> {
  const checks = new FileChecks(given.world);
  const questions = new Questions(given.world);
  const rows = rowsOfItems(entries, given.world);
  const judged: Judgement[] = [];
  for (const [index, entry] of entries.entries()) {
    if (index % ROWS_A_TURN === 0) await pace('judging', index, entries.length);
    judged.push(judgeOne(parsedPart(entry), given, { checks, questions, rows }));
  }
  return judged;
}

interface OfFile {
  checks: FileChecks;
  questions: Questions;
  rows: ReadonlyMap<number, number>;
}

/** The row of each item that the file is about: by its own code if there is one, else the first. */
function rowsOfItems(entries: readonly ParsedEntry[], world: World): Map<number, number> {
  const own = new Map<number, number>();
  const former = new Map<number, number>();
  for (const { draft, row } of entries) {
    const found = draft === null ? undefined : itemOf(draft, world);
    if (found === undefined) continue;
    const rows = found.former ? former : own;
    if (!rows.has(found.item.id)) rows.set(found.item.id, row);
  }
  return new Map([...former, ...own]);
}

/** A stored preview without its old judgement: a refusal by an earlier state of the catalogue must not stick. */
function parsedPart(entry: ParsedEntry): ParsedEntry {
  const { row, source, draft, effectiveFrom = null } = entry;
  // What reading merged stays; what an answer or an earlier import merged is judged again
  const mergedInto = draft?.importKey === null ? null : entry.mergedInto;
  const problems = entry.problems.filter((each) => draft === null || !JUDGED.has(each.reason));
  return { row, source, draft, problems, mergedInto, effectiveFrom };
}

/** The reasons that judging gives, and reading does not. */
const JUDGED: ReadonlySet<string> = new Set([
  'item_unit_fixed',
  'code_taken',
  'code_shared',
  'code_twice_row',
  'code_shared_row',
  'level_apart',
  'import_fact_later',
  'fact_day',
  'fact_needs_cabinet',
]);

function judgeOne(entry: ParsedEntry, given: Judging, file: OfFile): Judgement {
  const day = entry.effectiveFrom ?? given.day;
  const base = { draft: entry.draft, stored: undefined, facts: [], day, intoRow: null };
  const { draft } = entry;
  if (draft === null) return { ...base, entry: { ...entry, verdict: 'refused', itemCode: null, changes: [] } };
  const found = itemOf(draft, given.world);
  const stored = found?.item;
  const itemCode = stored?.code ?? draft.code;
  const first = stored === undefined ? undefined : file.rows.get(stored.id);
  // A row that was merged into an item before says nothing where the item has a row of its own
  if (found?.former === true && first !== undefined && first !== entry.row) {
    return { ...base, stored, entry: { ...entry, verdict: 'merged', itemCode, changes: [], mergedInto: first } };
  }
  if (entry.mergedInto !== null) {
    return { ...base, stored, entry: { ...entry, verdict: 'merged', itemCode, changes: [] } };
  }
  const problems = [...entry.problems, ...file.checks.check(entry.row, draft, stored)];
  const checked = { ...entry, problems };
  if (hasError(problems)) return { ...base, stored, entry: { ...checked, verdict: 'refused', itemCode, changes: [] } };
  if (stored !== undefined) return judgeKnown(checked, draft, stored, found?.former === true, day, given);
  return judgeNew(checked, draft, day, given, file);
}

function judgeNew(entry: ParsedEntry, draft: ItemDraft, day: string, given: Judging, file: OfFile): Judgement {
  const base = { draft, stored: undefined, facts: [], day, intoRow: null };
  const told = Object.keys(draft.facts ?? {}).length > 0;
  const allowed = told ? checkFactDay(day, given.world.today) : undefined;
  if (allowed?.ok === false) return { ...base, entry: refusedBy(entry, draft.code, allowed) };
  const question = given.asks ? file.questions.about(entry.row, draft, given.answers[entryKey(entry)]) : undefined;
  const asked: PreviewEntry = {
    ...entry,
    verdict: 'new',
    itemCode: draft.code,
    changes: [],
    ...(question && { question }),
  };
  if (question === undefined || question.answer === 'new') return { ...base, entry: asked };
  if (question.answer === null) return { ...base, entry: { ...asked, verdict: 'asked' } };
  if (question.with.kind === 'row') {
    return {
      ...base,
      intoRow: question.with.row,
      entry: { ...asked, verdict: 'merged', mergedInto: question.with.row },
    };
  }
  const into = given.world.byCode.get(question.with.code);
  // Its item is loaded once it was chosen: until then the preview cannot say what would change
  if (into === undefined) return { ...base, entry: { ...asked, verdict: 'changed', itemCode: question.with.code } };
  const row = file.rows.get(into.id);
  if (row !== undefined) return { ...base, intoRow: row, entry: { ...asked, verdict: 'merged', mergedInto: row } };
  const judged = judgeKnown(entry, draft, into, true, day, given);
  return { ...judged, entry: { ...judged.entry, question } };
}

function judgeKnown(
  entry: ParsedEntry,
  given: ItemDraft,
  stored: KnownItem,
  merged: boolean,
  day: string,
  { world }: Judging,
): Judgement {
  const draft = merged ? mergedDraft(given, stored) : given;
  const base = { draft, stored, facts: [], day, intoRow: null };
  const changes = rowChanges(draft, stored, world);
  const allowed = checkChanges(changes, stored.hasHistory);
  if (!allowed.ok) return { ...base, entry: { ...refusedBy(entry, stored.code, allowed), changes } };
  const facts = settleFacts(draft, stored, day, world.today);
  if (!facts.ok) return { ...base, entry: { ...refusedBy(entry, stored.code, facts), changes } };
  const all = [...changes, ...factChanges(facts.value, stored, day)];
  const verdict = all.length === 0 ? 'unchanged' : 'changed';
  return { ...base, facts: facts.value, entry: { ...entry, verdict, itemCode: stored.code, changes: all } };
}

function refusedBy(
  entry: ParsedEntry,
  itemCode: string | null,
  why: { reason: string; detail: Parameters<typeof problem>[3] },
): PreviewEntry {
  const problems = [...entry.problems, problem('error', why.reason, undefined, why.detail)];
  return { ...entry, verdict: 'refused', itemCode, changes: [], problems };
}

/** The summary of judged rows; `kept` is what the draft knows already. */
export function summaryOf(
  upload: Parameters<typeof summarise>[0],
  judged: readonly Judgement[],
  kept: Pick<PreviewSummary, 'dated' | 'answers'>,
  published: boolean,
): PreviewSummary {
  const entries = judged.map((each) => each.entry);
  const proposed = published ? judged.filter(proposesTiers).length : 0;
  return { ...summarise(upload, entries), counts: countVerdicts(entries), ...kept, proposed };
}

/** True when the row's tiers go into the draft of the next version. */
export function proposesTiers(judged: Judgement): boolean {
  const { entry, draft } = judged;
  if (draft === null) return false;
  if (entry.verdict === 'changed') return changesTiers(entry.changes);
  return entry.verdict === 'new' && (draft.countyTier || draft.townshipTier || draft.villageTier);
}
