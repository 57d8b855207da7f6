/** What may happen to a dispatch, and what its receipt must say of every line. */
import { describeQuantity, type QuantityWording } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const DISPATCH_STATES = ['picking', 'in_transit', 'discrepancy', 'received', 'cancelled', 'reversed'] as const;
export type DispatchState = (typeof DISPATCH_STATES)[number];

export const dispatchTransitions = {
  add: { from: ['picking'], to: ['picking'] },
  drop: { from: ['picking'], to: ['picking'] },
  pick: { from: ['picking'], to: ['picking'] },
  unpick: { from: ['picking'], to: ['picking'] },
  mis_scan: { from: ['picking'], to: ['picking'] },
  add_box: { from: ['picking'], to: ['picking'] },
  drop_box: { from: ['picking'], to: ['picking'] },
  pack: { from: ['picking'], to: ['picking'] },
  unpack: { from: ['picking'], to: ['picking'] },
  seal: { from: ['picking'], to: ['picking'] },
  unseal: { from: ['picking'], to: ['picking'] },
  cancel: { from: ['picking'], to: ['cancelled'] },
  post: { from: ['picking'], to: ['in_transit'] },
  reverse: { from: ['in_transit'], to: ['reversed'] },
  receive: { from: ['in_transit'], to: ['received', 'discrepancy'] },
  find_unlisted: { from: ['received', 'discrepancy'], to: ['discrepancy'] },
  settle: { from: ['discrepancy'], to: ['received'] },
  unsettle: { from: ['received', 'discrepancy'], to: ['discrepancy'] },
} as const satisfies Transitions<DispatchState>;

export interface PickedLine {
  lineNumber: number;
  quantityBase: number;
  pickedBase: number | null;
  pickedBy: number | null;
}

/** Refuses lines nobody has picked, a dispatch of nothing, and the picker checking their own pick (复核). */
export function checkPosting(lines: readonly PickedLine[], actorId: number): Result<undefined> {
  const waiting = lines.filter((line) => line.pickedBase === null);
  if (waiting.length > 0)
    return refuse('lines_not_picked', { count: waiting.length, line: waiting[0]?.lineNumber ?? 0 });
  if (!lines.some((line) => (line.pickedBase ?? 0) > 0)) return refuse('nothing_picked');
  if (lines.some((line) => line.pickedBy === actorId)) return refuse('picker_may_not_check');
  return ok();
}

export interface ReceivedLine {
  lineId: number;
  goodBase: number;
  damagedBase: number;
  missingBase: number;
  /** Sent as this lot, while boxes of another came: its number stands beside. */
  wrongBase?: number;
  actualLot?: string | null;
  /** Came beyond what was sent. */
  overBase?: number;
  note: string | null;
}

export interface ShippedLine {
  id: number;
  lineNumber: number;
  shippedBase: number;
  /** How the item is counted, so that a refusal can speak in packs. */
  shape: Omit<QuantityWording, 'quantityBase'>;
  lot?: string;
  /** Two people count these and nothing else may be in their box. */
  controlled?: boolean;
}

/** Whether a line did not come as it was sent. */
export function differs(line: ReceivedLine): boolean {
  return line.damagedBase + line.missingBase + (line.wrongBase ?? 0) + (line.overBase ?? 0) > 0;
}

/** Refuses another lot without its number or with the number of the line, and either kind of controlled drugs. */
function checkOdd(line: ShippedLine, answer: ReceivedLine): Result<undefined> {
  const { wrongBase = 0, overBase = 0 } = answer;
  if (wrongBase + overBase === 0) return ok();
  const field = `line.${line.id}`;
  if (line.controlled === true) return refuse('difference_controlled', { line: line.lineNumber }, field);
  const actual = (answer.actualLot ?? '').trim();
  if (wrongBase === 0) return ok();
  if (actual === '') return refuse('actual_lot_missing', { line: line.lineNumber }, `${field}.actual`);
  return actual === line.lot ? refuse('actual_lot_same', { lot: actual }, `${field}.actual`) : ok();
}

/**
 * Every shipped line must be accounted for: good + damaged + missing + of another lot = shipped, nothing twice, nothing
 * left out. What came beyond that is told beside it.
 */
export function checkReceipt(shipped: readonly ShippedLine[], received: readonly ReceivedLine[]): Result<undefined> {
  const given = new Map(received.map((line) => [line.lineId, line]));
  if (given.size !== received.length) return refuse('line_twice');
  for (const line of shipped) {
    const answer = given.get(line.id);
    if (answer === undefined) return refuse('line_not_answered', { line: line.lineNumber });
    const { wrongBase = 0, overBase = 0 } = answer;
    const parts = [answer.goodBase, answer.damagedBase, answer.missingBase, wrongBase, overBase];
    if (parts.some((part) => !Number.isSafeInteger(part) || part < 0)) {
      return refuse('quantity_invalid', { line: line.lineNumber, quantity: 0 }, `line.${line.id}`);
    }
    const sum = answer.goodBase + answer.damagedBase + answer.missingBase + wrongBase;
    if (sum !== line.shippedBase) {
      const said = (quantityBase: number) => describeQuantity({ quantityBase, ...line.shape });
      const detail = { line: line.lineNumber, shipped: said(line.shippedBase), sum: said(sum) };
      return refuse('receipt_sum', detail, `line.${line.id}`);
    }
    const odd = checkOdd(line, answer);
    if (!odd.ok) return odd;
    if (differs(answer) && (answer.note ?? '').trim() === '') {
      return refuse('difference_reason_missing', { line: line.lineNumber }, `line.${line.id}.note`);
    }
  }
  return given.size === shipped.length ? ok() : refuse('line_unknown');
}

/** Shares `quantityBase` over links in their order: the first asked are the first served. */
export function shareInOrder(
  links: readonly { id: number; quantityBase: number }[],
  quantityBase: number,
): Map<number, number> {
  let left = quantityBase;
  const shares = new Map<number, number>();
  for (const link of links) {
    const share = Math.min(link.quantityBase, left);
    shares.set(link.id, share);
    left -= share;
  }
  return shares;
}
