/** What every reader hands on: the rows of the first sheet as text, numbered as the person sees them. */

export interface SheetRow {
  /** Row number as the spreadsheet program shows it: the first row is 1. */
  number: number;
  cells: string[];
}

export interface MergedRange {
  /** As in the spreadsheet, such as `A5:A9`. */
  ref: string;
  firstRow: number;
  lastRow: number;
  /** Indexes from 0. */
  firstColumn: number;
  lastColumn: number;
}

export interface Sheet {
  format: 'xlsx' | 'csv';
  rows: SheetRow[];
  merged: MergedRange[];
}

/** Limits that keep one upload from filling the memory; far above any list of a county. */
export const SHEET_LIMITS = {
  bytes: 10 * 1024 * 1024,
  unpackedBytes: 60 * 1024 * 1024,
  /** Files in an XLSX: a workbook of a county has a few dozen. */
  entries: 2_000,
  rows: 50_000,
  columns: 200,
  cells: 1_000_000,
  cellLength: 4_000,
} as const;

/** The letter of a column by its index from 0: A, B … Z, AA. */
export function columnLetter(index: number): string {
  let rest = index;
  let letters = '';
  do {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26) - 1;
  } while (rest >= 0);
  return letters;
}

/** The index from 0 of a column by its letters; the counterpart of `columnLetter`. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + (letter.charCodeAt(0) - 64);
  return index - 1;
}
