/** What may happen to a requisition, what its needs say of its state, and when a number asks for a word. Pure. */
import type { Transitions } from '../kernel/transitions.ts';
import type { ControlClass } from '../ledger/usable.ts';

export const REQUISITION_STATES = ['draft', 'submitted', 'returned', 'withdrawn'] as const;
export type RequisitionState = (typeof REQUISITION_STATES)[number];

export const requisitionTransitions = {
  edit: { from: ['draft', 'returned'], to: ['draft', 'returned'] },
  submit: { from: ['draft', 'returned'], to: ['submitted'] },
  withdraw: { from: ['draft', 'returned', 'submitted'], to: ['withdrawn'] },
  return: { from: ['submitted'], to: ['returned'] },
  close_rest: { from: ['submitted'], to: ['submitted'] },
  supply: { from: ['submitted'], to: ['submitted'] },
  ship: { from: ['submitted'], to: ['submitted'] },
  arrive: { from: ['submitted'], to: ['submitted'] },
  bring: { from: ['submitted'], to: ['submitted'] },
  give_back: { from: ['submitted'], to: ['submitted'] },
} as const satisfies Transitions<RequisitionState>;

export type RequisitionAct = keyof typeof requisitionTransitions;

/** As the list of requisitions is divided, and where a need comes from. */
export const REQUISITION_TABS = ['all', 'draft', 'submitted', 'in_supply', 'done', 'returned', 'withdrawn'] as const;
export type RequisitionTab = (typeof REQUISITION_TABS)[number];
export const POOL_ORIGINS = ['requisition', 'shortage', 'safety'] as const;

/** What a requisition amounts to once it is in the pool, as its needs say. */
export type ShownState = RequisitionState | 'in_supply' | 'done';

export interface NeedSums {
  quantityBase: number;
  plannedBase: number;
  closedBase: number;
  receivedBase: number;
}

/** Of lines or of a whole requisition: submitted until something is planned, done when all came or was given up. */
export function shownState(status: string, sums: NeedSums): ShownState {
  if (status !== 'submitted') return status as RequisitionState;
  if (sums.receivedBase + sums.closedBase >= sums.quantityBase) return 'done';
  return sums.plannedBase > 0 ? 'in_supply' : 'submitted';
}

/** A number this many times more or less than the proposal asks for a word. */
export const FAR_FACTOR = 2;

/** Far from what was proposed; where nothing was proposed, more than one pack is far. */
export function isFar(quantityBase: number, proposedBase: number, packSize: number): boolean {
  const most = FAR_FACTOR * Math.max(proposedBase, packSize);
  return quantityBase > most || quantityBase * FAR_FACTOR < proposedBase;
}

export interface StockFacts {
  packSize: number;
  leastBase: number | null;
  mostBase: number | null;
  /** Usable here, on the way here, asked for and not sent yet, used in 30 days; base units. */
  stockBase: number;
  transitBase: number;
  pendingBase: number;
  use30Base: number;
}

const USE_DAYS = 30;

/** What to ask for so that it lasts: up to the upper limit, or for the days of cover; whole packs. */
export function proposalFor(facts: StockFacts, coverDays: number): number {
  const has = facts.stockBase + facts.transitBase + facts.pendingBase;
  const byUse = Math.ceil((Math.max(0, facts.use30Base) * coverDays) / USE_DAYS);
  const upTo = facts.mostBase ?? byUse;
  // Above the lower limit nothing is short; without limits the days of cover speak
  if (facts.leastBase !== null && has >= Math.max(facts.leastBase, 1)) return 0;
  const missing = upTo - has;
  return missing <= 0 ? 0 : Math.ceil(missing / facts.packSize) * facts.packSize;
}

export interface RequestedItem {
  active: boolean;
  countyTier: boolean;
  townshipTier: boolean;
  villageTier: boolean;
  controlClass: ControlClass;
}

const CONTROLLED: readonly ControlClass[] = ['narcotic', 'psychotropic_1', 'toxic'];

/** Why a member may not ask for the item by an ordinary requisition; null when it may. */
export function whyNotRequested(
  item: RequestedItem,
  kind: string,
): 'requisition_controlled' | 'requisition_left' | 'requisition_tier' | null {
  if (CONTROLLED.includes(item.controlClass)) return 'requisition_controlled';
  if (!item.active || !(item.countyTier || item.townshipTier || item.villageTier)) return 'requisition_left';
  const tier = kind === 'clinic' ? item.villageTier : kind === 'branch' ? item.townshipTier : item.countyTier;
  return tier ? null : 'requisition_tier';
}
