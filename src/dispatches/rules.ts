/** What may happen to a dispatch and to a difference found on its arrival, and who may do it. */
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
  cancel: { from: ['picking'], to: ['cancelled'] },
  post: { from: ['picking'], to: ['in_transit'] },
  reverse: { from: ['in_transit'], to: ['reversed'] },
  receive: { from: ['in_transit'], to: ['received', 'discrepancy'] },
  settle: { from: ['discrepancy'], to: ['received'] },
} as const satisfies Transitions<DispatchState>;

export const discrepancyTransitions = {
  find: { from: ['open'], to: ['open', 'closed'] },
} as const satisfies Transitions<'open' | 'closed'>;

export const MISSING_FINDINGS = ['lost', 'never_loaded', 'found_at_receiver'] as const;
export const DAMAGED_FINDINGS = ['write_off', 'return_to_sender', 'not_damaged'] as const;
export type Finding = (typeof MISSING_FINDINGS)[number] | (typeof DAMAGED_FINDINGS)[number];

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
  note: string | null;
}

export interface ShippedLine {
  id: number;
  lineNumber: number;
  shippedBase: number;
  /** How the item is counted, so that a refusal can speak in packs. */
  shape: Omit<QuantityWording, 'quantityBase'>;
}

/** Every shipped line must be accounted for: good + damaged + missing = shipped, nothing twice, nothing left out. */
export function checkReceipt(shipped: readonly ShippedLine[], received: readonly ReceivedLine[]): Result<undefined> {
  const given = new Map(received.map((line) => [line.lineId, line]));
  if (given.size !== received.length) return refuse('line_twice');
  for (const line of shipped) {
    const answer = given.get(line.id);
    if (answer === undefined) return refuse('line_not_answered', { line: line.lineNumber });
    const parts = [answer.goodBase, answer.damagedBase, answer.missingBase];
    if (parts.some((part) => !Number.isSafeInteger(part) || part < 0)) {
      return refuse('quantity_invalid', { line: line.lineNumber, quantity: 0 }, `line.${line.id}`);
    }
    const sum = answer.goodBase + answer.damagedBase + answer.missingBase;
    if (sum !== line.shippedBase) {
      const said = (quantityBase: number) => describeQuantity({ quantityBase, ...line.shape });
      const detail = { line: line.lineNumber, shipped: said(line.shippedBase), sum: said(sum) };
      return refuse('receipt_sum', detail, `line.${line.id}`);
    }
    const different = answer.damagedBase + answer.missingBase > 0;
    if (different && (answer.note ?? '').trim() === '') {
      return refuse('difference_reason_missing', { line: line.lineNumber }, `line.${line.id}.note`);
    }
  }
  return given.size === shipped.length ? ok() : refuse('line_unknown');
}

/** What may be found of a difference: broken controlled drugs are not sent back, they are written off by two. */
export function findingsFor(kind: 'missing' | 'damaged', controlled: boolean): readonly Finding[] {
  if (kind === 'missing') return MISSING_FINDINGS;
  return controlled ? DAMAGED_FINDINGS.filter((one) => one !== 'return_to_sender') : DAMAGED_FINDINGS;
}

/** Refuses a finding that does not fit the kind of difference, or one without a reason. */
export function checkFinding(
  kind: 'missing' | 'damaged',
  finding: string,
  reason: string,
  controlled = false,
): Result<Finding> {
  const fitting: readonly string[] = findingsFor(kind, controlled);
  if (!fitting.includes(finding)) return refuse('finding_unknown', {}, 'finding');
  if (reason.trim() === '') return refuse('reason_missing', {}, 'reason');
  return ok(finding as Finding);
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
