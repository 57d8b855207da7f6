/** What a parsed upload says row by row, before and after it is compared with the catalogue. */
import type { RowProblem } from '../../spreadsheets/problem.ts';
import type { ItemDraft } from '../item.ts';

/**
 * `merged`: the same item stands in an earlier row; `asked`: it looks like another one, and a person has to say;
 * `refused`: an error says why it is not imported.
 */
export const VERDICTS = ['new', 'changed', 'unchanged', 'merged', 'asked', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One item, or one thing that could not become an item; a row of a national list gives several. */
export interface ParsedEntry {
  /** Row number in the sheet as the person sees it. */
  row: number;
  /** The words of the sheet this entry comes from. */
  source: string;
  draft: ItemDraft | null;
  problems: RowProblem[];
  /** Row in which the same item stands already. */
  mergedInto: number | null;
  /** First day of what the row says, when it says one; otherwise that of the upload. */
  effectiveFrom?: string | null;
}

/** What the form said besides the file. */
export interface Dated {
  /** First day of the facts that the rows tell. */
  effectiveFrom: string;
  /** Year of the edition of the national list; it decides what the list's rows say. */
  edition: string;
  legalBasis: string;
}

export interface ParsedUpload {
  layout: 'template' | 'national_list';
  headerRow: number;
  ignoredColumns: string[];
  entries: ParsedEntry[];
}

/** A field that an import would change, as texts for the page. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** What makes two rows look like one item. */
export type Likeness = 'approval' | 'words';
export const ANSWERS = ['merge', 'new'] as const;
export type MergeAnswer = (typeof ANSWERS)[number];

/** A row looks like an item of the catalogue, or like an earlier row: merge it, or keep it as one of its own? */
export interface MergeQuestion {
  why: Likeness;
  with: { kind: 'item'; code: string; words: string } | { kind: 'row'; row: number; words: string };
  /** Null until a person has said. */
  answer: MergeAnswer | null;
}

export interface PreviewEntry extends ParsedEntry {
  verdict: Verdict;
  /** Code of the item it is or will be; null when it is given at import. */
  itemCode: string | null;
  changes: FieldChange[];
  question?: MergeQuestion;
}

export interface PreviewSummary {
  layout: ParsedUpload['layout'];
  headerRow: number;
  ignoredColumns: string[];
  /** Rows of the sheet below the header. */
  rows: number;
  counts: Record<Verdict, number>;
  /** Entries that are imported with a warning. */
  warned: number;
  dated?: Dated;
  /** Entries whose tiers go into the draft of the formulary's next version. */
  proposed?: number;
  /** What was said to the questions, by the identity of the entry. */
  answers?: Record<string, MergeAnswer>;
}

/** Names an entry across previews of one draft. */
export function entryKey(entry: Pick<ParsedEntry, 'row' | 'draft'>): string {
  return `${entry.row} ${entry.draft?.code ?? entry.draft?.importKey ?? ''}`;
}
