/** Goods that members give each other (调剂): which act leads where, whose act it is, and what is never given. Pure. */
import { daysBetween } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import { type ControlClass, isControlled } from '../ledger/usable.ts';

export const TRANSFER_STATES = [
  'offered',
  'asked',
  'granted',
  'in_transit',
  'received',
  'refused',
  'declined',
  'withdrawn',
  'cancelled',
] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

export const ORIGINS = ['asked', 'offered', 'proposal', 'plan', 'shortage'] as const;
export type Origin = (typeof ORIGINS)[number];

/** The dispatch leads a granted transfer on: what is sent and received there is sent and received here. */
export const transferTransitions = {
  change: { from: ['offered', 'asked'], to: ['offered', 'asked'] },
  accept: { from: ['offered'], to: ['asked'] },
  decline: { from: ['offered'], to: ['declined'] },
  grant: { from: ['asked'], to: ['granted'] },
  refuse: { from: ['asked'], to: ['refused'] },
  withdraw: { from: ['offered', 'asked'], to: ['withdrawn'] },
  ship: { from: ['granted'], to: ['in_transit'] },
  receive: { from: ['in_transit'], to: ['received'] },
  cancel: { from: ['granted', 'in_transit'], to: ['cancelled'] },
} as const satisfies Transitions<TransferState>;

/** The states in which somebody must still act. */
export const OPEN_STATES: readonly TransferState[] = ['offered', 'asked', 'granted', 'in_transit'];

const OWN = new Set(['open', 'change', 'accept']);

/** Two people: whoever asked, offered, changed or accepted does not grant it too. */
export function checkGranter(personId: number, acts: readonly { act: string; actorId: number }[]): Result<undefined> {
  return acts.some((one) => OWN.has(one.act) && one.actorId === personId) ? refuse('transfer_own') : ok();
}

/** Controlled drugs have a road of their own, with two people and a register: they never go from member to member. */
export function checkItem(item: { genericName: string; controlClass: ControlClass }): Result<undefined> {
  return isControlled(item.controlClass) ? refuse('transfer_controlled', { item: item.genericName }) : ok();
}

const FARTHEST_DAYS = 366;

/** Refuses a day that is past, and one more than a year ahead. */
export function checkNeededBy(neededBy: string, today: string): Result<undefined> {
  const days = daysBetween(today, neededBy);
  return days < 0 || days > FARTHEST_DAYS ? refuse('transfer_day', {}, 'neededBy') : ok();
}

export interface GrantedLine {
  lineId: number;
  itemName: string;
  askedBase: number;
  grantedBase: number;
  reason: string;
}

/** Refuses more than was asked, less without a reason, and a grant of nothing at all: that is a refusal. */
export function checkGrant(lines: readonly GrantedLine[]): Result<undefined> {
  for (const { lineId, itemName: item, askedBase, grantedBase, reason } of lines) {
    if (grantedBase > askedBase) return refuse('transfer_more_than_asked', { item }, `line.${lineId}.packs`);
    if (grantedBase < askedBase && reason === '') {
      return refuse('transfer_less_reason', { item }, `line.${lineId}.reason`);
    }
  }
  return lines.some((line) => line.grantedBase > 0) ? ok() : refuse('transfer_grant_nothing');
}

/** Base units that members were asked for and have not answered. */
export function waitingBase(transfers: readonly { status: TransferState; askedBase: number }[]): number {
  return transfers.reduce((sum, one) => (one.status === 'asked' ? sum + one.askedBase : sum), 0);
}
