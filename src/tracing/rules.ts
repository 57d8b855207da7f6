/** What a scanned code says: where its pack is, how much of it is left, and what cannot be. Pure. */
import { readTraceCode } from '../kernel/codes/drug-codes.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export const TRACE_ACTS = ['receipt', 'dispatch', 'arrival', 'issue', 'issue_return', 'supplier_return'] as const;
export type TraceAct = (typeof TRACE_ACTS)[number];

export const ALARM_KINDS = ['two_members', 'used_twice'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** How many codes one scan or one paste may bring. */
export const MOST_CODES = 2000;
/** Whether what was scanned is one trace code and nothing else. */
export const isTraceCode = (typed: string) => /^8\d{19}$/.test(typed.trim());

/** How many packs one box may stand for. */
export const MOST_IN_BOX = 2000;

/** Whole packs and a broken one: what of `quantityBase` should carry codes. */
export function packsOf(quantityBase: number, packSize: number): number {
  return Math.ceil(Math.max(0, quantityBase) / packSize);
}

/** Packs of a line that have their code, when scans cover `coveredBase` of it: a pack half covered has none yet. */
export function packsScanned(quantityBase: number, coveredBase: number, packSize: number): number {
  return packsOf(quantityBase, packSize) - packsOf(quantityBase - coveredBase, packSize);
}

/** Where packs are handed out, the lots of one item are one heap: a pack may be booked from two of them. */
export const isPooled = (act: TraceAct) => act === 'issue' || act === 'issue_return';

export interface Counted {
  id: number;
  itemId: number;
  quantityBase: number;
  coveredBase: number;
  packSize: number;
  carries: boolean;
}

export interface Tally {
  due: number;
  scanned: number;
}

/** Packs due and scanned of a paper, by the first line of each heap: every line, or all lines of an item. */
export function tallyLines(act: TraceAct, lines: readonly Counted[]): Map<number, Tally> {
  const heaps = new Map<number, Counted>();
  for (const line of lines) {
    const key = isPooled(act) ? line.itemId : line.id;
    const heap = heaps.get(key);
    if (heap === undefined) heaps.set(key, { ...line });
    else {
      heap.quantityBase += line.quantityBase;
      heap.coveredBase += line.coveredBase;
    }
  }
  return new Map(
    [...heaps.values()].map(({ id, quantityBase, coveredBase, packSize, carries }) => {
      const scanned = packsScanned(quantityBase, coveredBase, packSize);
      return [id, { scanned, due: carries ? packsOf(quantityBase, packSize) : scanned }];
    }),
  );
}

export interface TypedCode {
  code: string;
  /** Base units of a broken pack, when they were typed; null lets the line say. */
  partBase: number | null;
}

const WITH_PART = /^(\d{20})[*×xX](\d{1,6})$/;

/**
 * Codes as a scanner, a paste or a file brings them, apart by white space or commas; `code*6` is six base units of a
 * broken pack. Refuses none, too many, one of another shape (`trace_code_shape`), and one that stands there twice.
 */
export function readCodes(typed: string): Result<TypedCode[]> {
  const texts = typed
    .normalize('NFKC')
    .split(/[\s,;、，；]+/)
    .filter((text) => text !== '');
  if (texts.length === 0) return refuse('trace_code_missing', {}, 'codes');
  if (texts.length > MOST_CODES) return refuse('trace_too_many', { most: MOST_CODES }, 'codes');
  const codes = new Map<string, TypedCode>();
  for (const text of texts) {
    const [, plain = text, part] = WITH_PART.exec(text) ?? [];
    const read = readTraceCode(plain);
    const partBase = part === undefined ? null : Number(part);
    if (!read.ok || partBase === 0) return refuse('trace_code_shape', { value: text.slice(0, 40) }, 'codes');
    const code = read.value.value;
    if (codes.has(code)) return refuse('trace_typed_twice', { code }, 'codes');
    codes.set(code, { code, partBase });
  }
  return ok([...codes.values()]);
}

/** One scan that stands: its document was not reversed or given up. */
export interface PastScan {
  id: number;
  act: TraceAct;
  organisationId: number;
  /** Of a dispatch: where it goes. */
  toId: number | null;
  documentId: number;
  documentNumber: string;
  lotNumber: string;
  partBase: number | null;
  at: number;
}

export interface Standing {
  /** Whose shelves or van it is on; null when it was handed out whole or sent back. */
  holderId: number | null;
  /** Handed out of it by scans and not brought back, base units. */
  usedBase: number;
  usedWhole: boolean;
  everIssued: boolean;
  gone: boolean;
  last: PastScan | null;
  /** The last scan by which it was handed out. */
  lastIssue: PastScan | null;
  lotNumber: string;
}

/** Where a pack is after its scans, in their order. */
export function standingOf(past: readonly PastScan[], packSize: number): Standing {
  const now: Standing = {
    holderId: null,
    usedBase: 0,
    usedWhole: false,
    everIssued: false,
    gone: false,
    last: null,
    lastIssue: null,
    lotNumber: '',
  };
  for (const scan of past) {
    const base = scan.partBase ?? packSize;
    now.last = scan;
    now.gone = scan.act === 'supplier_return';
    now.holderId = now.gone ? null : scan.act === 'dispatch' ? scan.toId : scan.organisationId;
    if (scan.lotNumber !== '') now.lotNumber = scan.lotNumber;
    if (scan.act === 'issue') {
      now.everIssued = true;
      now.lastIssue = scan;
      now.usedBase += base;
      if (scan.partBase === null) now.usedWhole = true;
    }
    if (scan.act === 'issue_return') {
      now.usedBase = Math.max(0, now.usedBase - base);
      if (now.usedBase === 0) now.usedWhole = false;
    }
  }
  return now;
}

export interface NewScan {
  code: string;
  act: TraceAct;
  organisationId: number;
  packSize: number;
  /** Null for a whole pack. */
  partBase: number | null;
  item: string;
  documentId: number;
  /** Whether goods of its lot went from where the pack was to here since, scanned or not. */
  travelled: boolean;
}

const usedUp = (scan: NewScan, now: Standing) =>
  refuse('trace_used_up', { code: scan.code, item: scan.item, number: now.lastIssue?.documentNumber ?? '' });

/** Handing out: whole packs once, parts until nothing is left. */
function judgeIssue(scan: NewScan, now: Standing): Result<AlarmKind | null> {
  const left = Math.max(0, scan.packSize - now.usedBase);
  if (scan.partBase === null) {
    if (now.usedBase === 0) return ok(null);
    if (left > 0) return refuse('trace_opened', { code: scan.code, item: scan.item, left });
    return ok('used_twice');
  }
  if (left === 0) return usedUp(scan, now);
  if (scan.partBase > left) {
    return refuse('trace_part_too_much', { code: scan.code, item: scan.item, left, asked: scan.partBase });
  }
  return ok(null);
}

/**
 * Whether a scan may stand, and the alarm that it raises. Refuses what would hand out more than a pack, takes back
 * more than went out of it, and what this member received before under another number.
 */
export function judgeScan(scan: NewScan, now: Standing): Result<AlarmKind | null> {
  const { last } = now;
  if (last === null) return ok(null);
  if (scan.act === 'receipt') {
    if (now.gone) return ok(null);
    if (now.holderId === scan.organisationId && now.usedBase === 0)
      return refuse('trace_received_before', { code: scan.code, number: last.documentNumber });
  }
  if (scan.act === 'issue_return') {
    const base = scan.partBase ?? scan.packSize;
    if (now.everIssued && now.usedBase < base) return refuse('trace_not_out', { code: scan.code, item: scan.item });
  }
  const issued = scan.act === 'issue' ? judgeIssue(scan, now) : ok(null);
  if (!issued.ok) return issued;
  const elsewhere = now.gone || (now.holderId !== scan.organisationId && !scan.travelled);
  if (elsewhere) return ok('two_members');
  if (issued.value !== null) return issued;
  const out = now.usedBase >= scan.packSize && scan.act !== 'issue_return' && scan.act !== 'issue';
  return ok(out ? 'used_twice' : null);
}

/** What one scan of this code covers of a line: a whole pack where one is wanted and nothing was taken from it. */
export function partFor(
  line: { uncoveredBase: number; packSize: number },
  now: Pick<Standing, 'usedBase'>,
  asked: number | null,
  act: TraceAct,
): number | null {
  const { uncoveredBase, packSize } = line;
  if (asked !== null) return asked === packSize && now.usedBase === 0 ? null : asked;
  const opened = act === 'issue' && now.usedBase > 0 && now.usedBase < packSize;
  if (uncoveredBase >= packSize && !opened) return null;
  const left = opened ? packSize - now.usedBase : packSize;
  return Math.min(uncoveredBase, left);
}
