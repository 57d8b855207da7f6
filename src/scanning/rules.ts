/** What labels are printed on, as data, and how many at a time. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';

export const LABEL_KINDS = ['lot', 'place', 'receipt', 'dispatch'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/** Millimetres. A roll has one label a page; a sheet has columns and rows, from its left and top edge. */
export interface LabelSize {
  width: number;
  height: number;
  sheet: { columns: number; rows: number; left: number; top: number; gapX: number } | null;
}

export const LABEL_SIZES = {
  '50x30': { width: 50, height: 30, sheet: null },
  '60x40': { width: 60, height: 40, sheet: null },
  '100x70': { width: 100, height: 70, sheet: null },
  'a4-3x8': { width: 70, height: 37, sheet: { columns: 3, rows: 8, left: 0, top: 0.5, gapX: 0 } },
  'a4-2x7': { width: 99.1, height: 38.1, sheet: { columns: 2, rows: 7, left: 4.65, top: 15.15, gapX: 2.5 } },
  'a4-2x4': { width: 105, height: 74, sheet: { columns: 2, rows: 4, left: 0, top: 0.5, gapX: 0 } },
} as const satisfies Record<string, LabelSize>;

export type LabelSizeName = keyof typeof LABEL_SIZES;
export const LABEL_SIZE_NAMES = Object.keys(LABEL_SIZES) as LabelSizeName[];

export const MOST_COPIES = 100;
export const MOST_BOXES = 99;
/** A heap of paper that somebody meant; more is a slip of the finger. */
export const MOST_LABELS = 500;

export interface LabelOrder {
  size: LabelSizeName;
  copies: number;
  /** Of a dispatch: in how many boxes it goes. */
  boxes: number;
  /** Places of the first sheet that are used already. */
  skip: number;
}

/** The most places that any sheet can have left used. */
export const MOST_SKIPPED = 23;

/** Checks an order of so many different labels. Refuses nothing to print, too many, more used places than there are. */
export function checkOrder(order: LabelOrder, different: number): Result<undefined> {
  if (different === 0) return refuse('label_nothing');
  const asked = different * order.copies;
  if (asked > MOST_LABELS) return refuse('label_copies', { asked, most: MOST_LABELS }, 'copies');
  const { sheet }: LabelSize = LABEL_SIZES[order.size];
  const places = sheet === null ? MOST_LABELS : sheet.columns * sheet.rows;
  return order.skip < places ? ok() : refuse('label_skip', { places, asked: order.skip }, 'skip');
}
