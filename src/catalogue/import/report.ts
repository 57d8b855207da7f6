/** What a parsed upload says row by row, before and after it is compared with the catalogue. */
import type { RowProblem } from '../../spreadsheets/problem.ts';
import type { ItemDraft } from '../item.ts';

/** `merged`: the same item stands in an earlier row; `refused`: an error says why it is not imported. */
export const VERDICTS = ['new', 'changed', 'unchanged', 'merged', 'refused'] as const;
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

export interface PreviewEntry extends ParsedEntry {
  verdict: Verdict;
  /** Code of the item it is or will be; null when it is given at import. */
  itemCode: string | null;
  changes: FieldChange[];
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
}
