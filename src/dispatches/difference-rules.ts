/** What may differ on arrival, what both sides may find of it, who bears a loss, and what it posts. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import type { RuleValue } from '../settings/rules.ts';

export const DIFFERENCE_KINDS = ['damaged', 'missing', 'over', 'wrong_lot', 'temperature', 'unlisted'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export const discrepancyTransitions = {
  find: { from: ['open'], to: ['open', 'closed'] },
  assign: { from: ['open'], to: ['open'] },
  reopen: { from: ['closed'], to: ['open'] },
  charge: { from: ['closed'], to: ['closed'] },
} as const satisfies Transitions<'open' | 'closed'>;

const FINDINGS = {
  missing: ['lost', 'never_loaded', 'found_at_receiver'],
  damaged: ['write_off', 'return_to_sender', 'not_damaged'],
  over: ['keep_over', 'send_back_over', 'miscounted'],
  wrong_lot: ['keep_other', 'send_back_other', 'right_after_all'],
  temperature: ['write_off', 'return_to_sender', 'fit_for_use'],
  // Goods that stand nowhere on the slip
  unlisted: ['keep_over', 'send_back_over', 'miscounted'],
} as const satisfies Record<DifferenceKind, readonly string[]>;
export type Finding = (typeof FINDINGS)[DifferenceKind][number];

export const BEARERS = ['carrier', 'sender', 'receiver', 'supplier'] as const;
export type Bearer = (typeof BEARERS)[number];

/** Found so, the goods are gone, and somebody bears what they cost. */
const LOSSES: readonly string[] = ['lost', 'write_off'];
export const isLoss = (finding: string): boolean => LOSSES.includes(finding);

/** What never moved in the books moves on no finding: it goes back, or was never too much. */
const UNPOSTED: readonly string[] = ['send_back_over', 'miscounted'];
export const isPosted = (finding: string): boolean => !UNPOSTED.includes(finding);

/** Of these the goods that were sent stay on the way, in nobody's stock, until both sides have found the same. */
const ON_THE_WAY: readonly DifferenceKind[] = ['missing', 'wrong_lot'];
export const staysOnTheWay = (kind: DifferenceKind): boolean => ON_THE_WAY.includes(kind);

/** Goods that the sender's books never let go. */
export const isBeyond = (kind: DifferenceKind): boolean => kind === 'over' || kind === 'unlisted';

/** What may be found of a difference: broken controlled drugs are not sent back, they are written off by two. */
export function findingsFor(kind: DifferenceKind, controlled: boolean): readonly Finding[] {
  return controlled ? FINDINGS[kind].filter((one) => one !== 'return_to_sender') : FINDINGS[kind];
}

/** Refuses a finding that does not fit the kind of difference, or one without a reason. */
export function checkFinding(
  kind: DifferenceKind,
  finding: string,
  reason: string,
  controlled = false,
): Result<Finding> {
  const fitting: readonly string[] = findingsFor(kind, controlled);
  if (!fitting.includes(finding)) return refuse('finding_unknown', {}, 'finding');
  if (reason.trim() === '') return refuse('reason_missing', {}, 'reason');
  return ok(finding as Finding);
}

/** Who bears the loss; null where nothing is lost. Refuses a loss that nobody bears. */
export function checkBearer(finding: Finding, bearer: string | null): Result<Bearer | null> {
  if (!isLoss(finding)) return ok(null);
  const known = BEARERS.find((one) => one === bearer);
  return known === undefined ? refuse('bearer_missing', {}, 'bearer') : ok(known);
}

/** Until when both sides should have spoken, UTC ms. */
export function differenceDue(kind: DifferenceKind, at: number, rule: RuleValue<'difference_minutes'>): number {
  // What is not on the slip came beyond it, like goods too many
  return at + rule[kind === 'unlisted' ? 'over' : kind] * 60_000;
}

/** What became of the goods of one line, in base units: sent is the sum of them all but what came beyond the slip. */
export interface Whereabouts {
  received: number;
  returned: number;
  lost: number;
  /** Turned up where they were sent from. */
  found: number;
  onTheWay: number;
}

/** Where a finding leaves the quantity of a difference. */
export function whereaboutsOf(kind: DifferenceKind, finding: Finding | null): keyof Whereabouts | null {
  if (isBeyond(kind)) return null;
  if (finding === null) return staysOnTheWay(kind) ? 'onTheWay' : 'received';
  if (isLoss(finding)) return 'lost';
  if (finding === 'return_to_sender') return 'returned';
  if (finding === 'never_loaded' || finding === 'keep_other' || finding === 'send_back_other') return 'found';
  return 'received';
}
