/** Applications to buy equipment: which act leads where, what they bring in, whose word they need. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const ACQUISITION_STATES = ['draft', 'submitted', 'approved', 'rejected', 'cancelled'] as const;
export type AcquisitionState = (typeof ACQUISITION_STATES)[number];

export const ACQUISITION_ACTS = {
  change: { from: ['draft'], to: ['draft'] },
  check: { from: ['draft'], to: ['draft'] },
  submit: { from: ['draft'], to: ['submitted'] },
  return: { from: ['submitted'], to: ['draft'] },
  approve: { from: ['submitted'], to: ['approved'] },
  reject: { from: ['submitted'], to: ['rejected'] },
  cancel: { from: ['draft', 'submitted'], to: ['cancelled'] },
} as const satisfies Transitions<AcquisitionState>;

/** Most units of one application. */
export const MOST_UNITS = 500;

export interface Estimate {
  quantity: number;
  unitFen: number;
  /** Of all units together. */
  casesMonth: number;
  chargeFen: number;
  costFen: number;
}

export interface Payback {
  amountFen: number;
  /** What a month brings in beyond what it costs; may be negative. */
  monthFen: number;
  /** Whole months until the price is back; null when it never is. */
  months: number | null;
}

/** What it costs, what a month brings, and after how many months the price is back. */
export function paybackOf({ quantity, unitFen, casesMonth, chargeFen, costFen }: Estimate): Payback {
  const amountFen = quantity * unitFen;
  const monthFen = casesMonth * (chargeFen - costFen);
  return { amountFen, monthFen, months: monthFen > 0 ? Math.ceil(amountFen / monthFen) : null };
}

/** Refuses prices and sums beyond what can be counted in fen. */
export function checkEstimate(estimate: Estimate): Result<undefined> {
  if (estimate.unitFen <= 0) return refuse('acquisition_price', {}, 'unit');
  if (estimate.chargeFen < 0) return refuse('acquisition_negative', {}, 'charge');
  if (estimate.costFen < 0) return refuse('acquisition_negative', {}, 'cost');
  const { amountFen, monthFen } = paybackOf(estimate);
  const countable = Number.isSafeInteger(amountFen) && Number.isSafeInteger(monthFen);
  return countable ? ok() : refuse('acquisition_price', {}, 'unit');
}

/** From the lowest to the highest: head of the member, asset office, vice president after a meeting. */
export const LEVELS = ['member', 'office', 'meeting'] as const;
export type Level = (typeof LEVELS)[number];

/** Yuan from which the asset office, and a collective decision, are needed. */
export interface Tiers {
  office: number;
  meeting: number;
}

const FEN = 100;

/** Whose word it needs; the head hospital and its campuses have no head of their own below the asset office. */
export function levelFor(amountFen: number, place: { kind: string }, tiers: Tiers): Level {
  if (amountFen >= tiers.meeting * FEN) return 'meeting';
  return amountFen >= tiers.office * FEN || place.kind === 'head' ? 'office' : 'member';
}

interface Decider {
  roles: readonly string[];
  scopePath: string;
}

function levelOf({ roles, scopePath }: Decider, place: { path: string }): Level | null {
  if (roles.includes('vice_president')) return 'meeting';
  if (roles.includes('equipment_officer')) return 'office';
  return roles.includes('branch_head') && place.path.startsWith(scopePath) ? 'member' : null;
}

/** Whether the person's word is enough; who decides the higher decides the lower too. */
export function isEnough(person: Decider, place: { path: string }, level: Level): boolean {
  const own = levelOf(person, place);
  return own !== null && LEVELS.indexOf(own) >= LEVELS.indexOf(level);
}

const OWN = new Set(['open', 'change', 'check', 'submit']);

/** Two people: refuses whoever applied for it, changed it or handed it in. */
export function checkDecider(personId: number, acts: readonly { act: string; actorId: number }[]): Result<undefined> {
  return acts.some((one) => OWN.has(one.act) && one.actorId === personId) ? refuse('acquisition_own') : ok();
}

/** First reallocate, then buy: refuses idle equipment of which nobody said why it does not do. */
export function checkReasons(
  idle: readonly { id: number; number: string; reason: string | null }[],
): Result<undefined> {
  const open = idle.find((one) => one.reason === null);
  return open === undefined ? ok() : refuse('acquisition_idle', { number: open.number }, `reason.${open.id}`);
}
