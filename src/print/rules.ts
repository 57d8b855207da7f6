/** Which papers there are, what each may show, and what a layout must keep to; a new kind begins in PAPER_KINDS. */
import { isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export type PaperSizeName = 'a4' | 'a5' | '241';
export type ColumnAlign = 'left' | 'center' | 'right';

/** Papers that a layout may choose, with the millimetres between their edges. */
export const SIZES: Record<PaperSizeName, number> = { a4: 186, a5: 186, '241': 207 };

export interface KindColumn {
  key: string;
  /** Millimetres on A4; other papers stretch all alike. */
  width: number;
  align: ColumnAlign;
}

const left = (key: string, width: number): KindColumn => ({ key, width, align: 'left' });
const mid = (key: string, width: number): KindColumn => ({ key, width, align: 'center' });
const right = (key: string, width: number): KindColumn => ({ key, width, align: 'right' });

interface KindRules {
  /** Every column there is, in the order of the house. */
  columns: readonly KindColumn[];
  /** A paper without these would not say what was handed over. */
  required: readonly string[];
}

export const PAPER_KINDS = {
  dispatch_slip: {
    columns: [
      mid('no', 8),
      left('item', 43),
      left('maker', 25),
      mid('lot', 21),
      mid('expiry', 19),
      mid('unit', 10),
      right('quantity', 15),
      right('price', 17),
      right('amount', 18),
      mid('received', 10),
    ],
    required: ['item', 'lot', 'expiry', 'unit', 'quantity'],
  },
  pick_list: {
    columns: [
      mid('tick', 9),
      left('shelf', 22),
      left('item', 52),
      left('maker', 26),
      mid('lot', 22),
      mid('expiry', 19),
      right('quantity', 20),
      right('left', 16),
    ],
    required: ['item', 'lot', 'quantity'],
  },
  receipt_note: {
    columns: [
      left('no', 7),
      left('item', 40),
      left('lot', 26),
      right('ordered', 14),
      right('arrived', 14),
      right('accepted', 14),
      right('price', 19),
      right('sampled', 10),
      left('papers', 19),
      left('conclusion', 23),
    ],
    required: ['item', 'lot', 'arrived', 'accepted', 'conclusion'],
  },
  discrepancy_note: {
    columns: [
      left('item', 46),
      left('lot', 30),
      left('kind', 16),
      right('quantity', 20),
      left('sender', 37),
      left('receiver', 37),
    ],
    required: ['item', 'lot', 'kind', 'quantity'],
  },
  return_slip: {
    columns: [left('item', 60), left('lot', 36), right('quantity', 24), right('amount', 24), left('store', 40)],
    required: ['item', 'lot', 'quantity'],
  },
  loss_note: {
    columns: [left('item', 64), left('lot', 40), left('store', 26), right('quantity', 28), right('amount', 24)],
    required: ['item', 'lot', 'quantity'],
  },
  transfer_slip: {
    columns: [
      left('item', 50),
      left('lot', 40),
      right('asked', 19),
      right('granted', 19),
      right('sent', 19),
      right('received', 19),
      right('amount', 20),
    ],
    required: ['item', 'lot', 'sent'],
  },
  box_label: {
    columns: [left('item', 76), left('lot', 40), mid('expiry', 26), right('quantity', 32), mid('tick', 10)],
    required: ['item', 'lot', 'quantity'],
  },
  manifest: {
    columns: [
      right('position', 12),
      left('member', 38),
      left('planned', 16),
      left('dispatches', 54),
      left('temperature', 18),
      left('signature', 48),
    ],
    required: ['member', 'dispatches'],
  },
  wave_list: {
    columns: [
      left('store', 22),
      left('item', 46),
      left('lot', 26),
      mid('expiry', 20),
      right('quantity', 20),
      left('sort', 52),
    ],
    required: ['item', 'lot', 'quantity', 'sort'],
  },
} as const satisfies Record<string, KindRules>;

export type PaperKind = keyof typeof PAPER_KINDS;
export const KINDS = Object.keys(PAPER_KINDS) as PaperKind[];

export const kindRules = (kind: PaperKind): KindRules => PAPER_KINDS[kind];

/** The kind of that name, if there is one. */
export function paperKind(name: string): PaperKind | undefined {
  return KINDS.find((kind) => kind === name);
}

/** How one kind of paper looks at one place. */
export interface PaperLayout {
  size: PaperSizeName;
  title: string;
  /** In printing order; widths in millimetres. */
  columns: { key: string; width: number }[];
  /** Names of the boxes to sign in. */
  signatures: string[];
  footer: string;
  /** A kept picture; null for none. */
  logoId: number | null;
}

export const MOST_SIGNATURES = 6;
export const LONGEST_SIGNATURE = 12;
export const LONGEST_TITLE = 24;
export const LONGEST_FOOTER = 200;
export const NARROWEST_MM = 6;
export const WIDEST_MM = 120;

/** Refuses a column that is not the kind's, twice there or missing, widths that do not fit, and names too long. */
export function checkLayout(kind: PaperKind, layout: PaperLayout): Result<PaperLayout> {
  const rules = kindRules(kind);
  const keys = layout.columns.map(({ key }) => key);
  const unknown = keys.find((key) => !rules.columns.some((column) => column.key === key));
  if (unknown !== undefined || new Set(keys).size < keys.length) return refuse('layout_columns', {}, 'columns');
  const missing = rules.required.find((key) => !keys.includes(key));
  if (missing !== undefined) return refuse('layout_column_missing', { kind, column: missing }, `at.${missing}`);
  // Sums stand before the quantity, and there must be room for their words
  if (kind === 'dispatch_slip' && keys.indexOf('quantity') < keys.indexOf('item')) {
    return refuse('layout_quantity_first', {}, 'at.quantity');
  }
  const odd = layout.columns.find(({ width }) => width < NARROWEST_MM || width > WIDEST_MM);
  if (odd !== undefined) return refuse('layout_width', { least: NARROWEST_MM, most: WIDEST_MM }, `width.${odd.key}`);
  const sum = layout.columns.reduce((all, { width }) => all + width, 0);
  if (sum > SIZES[layout.size]) return refuse('layout_too_wide', { sum, room: SIZES[layout.size] }, 'columns');
  if (layout.title.length > LONGEST_TITLE) return refuse('field_too_long', { maximum: LONGEST_TITLE }, 'title');
  if (layout.signatures.length > MOST_SIGNATURES) {
    return refuse('layout_signatures', { most: MOST_SIGNATURES }, 'signatures');
  }
  const long = layout.signatures.find((name) => name.length > LONGEST_SIGNATURE);
  if (long !== undefined) {
    return refuse('layout_signature_long', { name: long, most: LONGEST_SIGNATURE }, 'signatures');
  }
  if (layout.footer.length > LONGEST_FOOTER) return refuse('field_too_long', { maximum: LONGEST_FOOTER }, 'footer');
  return ok(layout);
}

/** Refuses a first day that has passed: papers of the past were printed as they were. */
export function checkLayoutDay(day: string, today: string): Result<string> {
  if (!isDay(day)) return refuse('field_day', {}, 'effectiveFrom');
  return day < today ? refuse('layout_day_past', { day: today }, 'effectiveFrom') : ok(day);
}

export interface VersionSpan {
  version: number;
  effectiveFrom: string;
}

/** The version that counts on `day`: the latest made of those that have begun. */
export function versionOn<V extends VersionSpan>(versions: readonly V[], day: string): V | undefined {
  return versions
    .filter((one) => one.effectiveFrom <= day)
    .reduce<V | undefined>((best, one) => (best === undefined || one.version > best.version ? one : best), undefined);
}

export const LARGEST_LOGO_BYTES = 200 * 1024;
const LARGEST_LOGO_SIDE = 2000;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Refuses what is no PNG or JPEG, too large, or of a making that cannot be printed (interlaced, sixteen bits). */
export function checkLogo(content: Uint8Array): Result<'png' | 'jpg'> {
  if (content.length > LARGEST_LOGO_BYTES) return refuse('logo_large', { kibibytes: 200 }, 'logo');
  const png = PNG.every((byte, index) => content[index] === byte);
  if (!png) {
    const jpg = content[0] === 0xff && content[1] === 0xd8 && content[2] === 0xff;
    return jpg ? ok('jpg') : refuse('logo_format', {}, 'logo');
  }
  if (content.length < 33) return refuse('logo_format', {}, 'logo');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0 || Math.max(width, height) > LARGEST_LOGO_SIDE) {
    return refuse('logo_side', { most: LARGEST_LOGO_SIDE }, 'logo');
  }
  if (content[24] !== 8 || content[28] !== 0) return refuse('logo_making', {}, 'logo');
  return ok('png');
}

/** What ended a document so that nobody may act on its paper any more. */
const ENDED = ['cancelled', 'reversed', 'withdrawn', 'refused', 'abandoned'];
export type PaperState = 'same' | 'changed' | 'ended';

/** What a paper is worth now: the document went on since, or was taken back. */
export function stateOfPaper(
  printed: { version: number },
  now: { version: number; status: string } | undefined,
): PaperState {
  if (now === undefined || ENDED.includes(now.status)) return 'ended';
  return now.version === printed.version ? 'same' : 'changed';
}
