/** The states of a purchase plan, which acts lead where, and what a line must say before it may be bought. Pure. */
import type { Channel } from '../../db/schema/plans.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import { type ControlClass, whyNotUsable } from '../ledger/usable.ts';

export type PlanState = 'draft' | 'submitted' | 'approved' | 'ordered' | 'closed' | 'abandoned';

/**
 * What is ordered first (先购后补) is agreed to afterwards: its approval does not move it, nor does its return, which
 * asks for an explanation.
 */
export const planTransitions = {
  edit: { from: ['draft'], to: ['draft'] },
  submit: { from: ['draft'], to: ['submitted'] },
  explain: { from: ['ordered'], to: ['ordered'] },
  recall: { from: ['submitted'], to: ['draft'] },
  cut: { from: ['submitted'], to: ['submitted'] },
  return_line: { from: ['submitted'], to: ['submitted'] },
  agree: { from: ['submitted', 'ordered'], to: ['submitted', 'ordered'] },
  approve: { from: ['submitted', 'ordered'], to: ['approved', 'ordered'] },
  escalate: { from: ['submitted'], to: ['submitted'] },
  return: { from: ['submitted', 'ordered'], to: ['draft', 'ordered'] },
  order: { from: ['submitted', 'approved', 'ordered'], to: ['approved', 'ordered'] },
  reopen: { from: ['approved'], to: ['draft'] },
  abandon: { from: ['draft', 'approved'], to: ['abandoned'] },
  supply: { from: ['approved', 'ordered'], to: ['approved', 'ordered'] },
  close: { from: ['approved', 'ordered'], to: ['closed'] },
} as const satisfies Transitions<PlanState>;

/** The acts by which somebody files or changes a plan: who did one of them may not decide about it. */
export const FILING_ACTS = ['open', 'edit', 'submit', 'explain', 'recall', 'reopen'] as const;

export const CHANNELS = ['volume', 'national', 'negotiated', 'listed', 'filed', 'ad_hoc', 'donation'] as const;
export const DELIVERIES = ['hub', 'direct', 'relay'] as const;

/** Channels that are an exception, and say why. */
export const REASONED: ReadonlySet<Channel> = new Set<Channel>(['filed', 'ad_hoc', 'donation']);

/** What evidence of an exceptional channel must be worth: a sentence, not a sign. */
const SHORTEST_EVIDENCE = 6;

/** Narcotics and their like have a way of their own and are never bought with everything else. */
export function isControlled(controlClass: ControlClass): boolean {
  const lot = { expiresOn: '2000-01-01', frozen: null, zone: 'room' as const, locationKind: 'store', controlClass };
  return whyNotUsable(lot, { on: '2000-01-01' })?.why === 'controlled';
}

export interface LineTerms {
  channel: Channel;
  channelReason: string;
  /** 1/10,000 yuan a pack. */
  pricePack: number;
}

/**
 * Refuses an exceptional channel without its reason, evidence too short to be any, a gift with a price, and anything
 * else without one.
 */
export function checkTerms(terms: LineTerms): Result<undefined> {
  const { channel, pricePack } = terms;
  const reason = terms.channelReason.trim();
  if (REASONED.has(channel) && reason === '') return refuse('plan_channel_reason', { channel }, 'channelReason');
  if ((channel === 'filed' || channel === 'ad_hoc') && [...reason].length < SHORTEST_EVIDENCE) {
    return refuse('plan_evidence_short', { channel, least: SHORTEST_EVIDENCE }, 'channelReason');
  }
  if (channel === 'donation') return pricePack === 0 ? ok() : refuse('plan_donation_priced', {}, 'price');
  return pricePack > 0 ? ok() : refuse('plan_price_missing', {}, 'price');
}

/** Refuses a quantity that is not whole packs, and one other than proposed without a reason. */
export function checkQuantity(given: {
  quantityBase: number;
  proposedBase: number;
  packSize: number;
  reason: string;
}): Result<undefined> {
  const { quantityBase, proposedBase, packSize, reason } = given;
  if (!Number.isSafeInteger(quantityBase) || quantityBase < 0) return refuse('quantity_negative', {}, 'packs');
  if (quantityBase % packSize !== 0) return refuse('plan_whole_packs', { packSize }, 'packs');
  if (quantityBase !== proposedBase && reason.trim() === '') return refuse('plan_change_reason', {}, 'reason');
  return ok();
}

/** Ten billion yuan: no line costs that, and sums of such lines would still be exact. */
const LARGEST_LINE_FEN = 1_000_000_000_000n;
const PRICE_UNITS_IN_FEN = 100n;

/** What a line costs, in fen. Refuses one beyond ten billion yuan: a slip in the quantity or the price. */
export function lineAmount(given: {
  item: string;
  quantityBase: number;
  packSize: number;
  pricePack: number;
}): Result<number> {
  const { item, quantityBase, packSize, pricePack } = given;
  const most = LARGEST_LINE_FEN * PRICE_UNITS_IN_FEN * BigInt(packSize);
  if (BigInt(quantityBase) * BigInt(pricePack) > most) return refuse('plan_line_too_dear', { item }, 'packs');
  return ok(amountFen(quantityBase, packSize, pricePack));
}
