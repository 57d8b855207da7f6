/** Faults of equipment: which act leads where, who may report, agree and accept, what the time that is lost counts. */
import type { AssetState } from '../assets/rules.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

/** How the list is cut: open, given to oneself, late, all. */
export const FAULT_TABS = ['open', 'mine', 'late', 'all'] as const;
export type FaultTab = (typeof FAULT_TABS)[number];

export const FAULT_STATES = ['reported', 'assigned', 'diagnosed', 'asking', 'repaired', 'closed', 'withdrawn'] as const;
export type FaultState = (typeof FAULT_STATES)[number];
export const OPEN_STATES = ['reported', 'assigned', 'diagnosed', 'asking', 'repaired'] as const;

export const FAULT_ACTS = {
  assign: { from: ['reported', 'assigned'], to: ['assigned'] },
  release: { from: ['assigned', 'diagnosed'], to: ['reported'] },
  diagnose: { from: ['assigned', 'diagnosed'], to: ['diagnosed'] },
  cost: { from: ['diagnosed'], to: ['diagnosed'] },
  uncost: { from: ['diagnosed'], to: ['diagnosed'] },
  ask: { from: ['diagnosed'], to: ['asking'] },
  agree: { from: ['asking'], to: ['diagnosed'] },
  decline: { from: ['asking'], to: ['diagnosed'] },
  unask: { from: ['asking'], to: ['diagnosed'] },
  repair: { from: ['diagnosed'], to: ['repaired'] },
  resume: { from: ['repaired'], to: ['diagnosed'] },
  accept: { from: ['repaired'], to: ['closed'] },
  fail: { from: ['repaired'], to: ['diagnosed'] },
  reopen: { from: ['closed'], to: ['reported'] },
  withdraw: { from: ['reported', 'assigned'], to: ['withdrawn'] },
  scrap: { from: [...OPEN_STATES], to: ['closed'] },
  lend: { from: [...OPEN_STATES], to: [...OPEN_STATES] },
} as const satisfies Transitions<FaultState>;
export type FaultAct = keyof typeof FAULT_ACTS;

export const URGENCIES = ['critical', 'urgent', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];
export const USABLE = ['yes', 'no', 'unsafe'] as const;
export type Usable = (typeof USABLE)[number];
export const OUTCOMES = ['pass', 'limited', 'stopped'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const COST_KINDS = ['part', 'outside'] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** Statuses of a card in which a fault of it can be reported. */
export const REPORTABLE: readonly AssetState[] = ['in_use', 'idle', 'shared', 'stopped'];

/** Refuses a thing that is under way, for disposal or gone, and one in repair: its fault is known. */
export function checkReport(card: { number: string; status: AssetState }): Result<undefined> {
  if (REPORTABLE.includes(card.status)) return ok();
  return refuse('asset_wrong_state', { number: card.number, status: card.status });
}

export interface Asked {
  costFen: number;
  approvedFen: number;
  approveFen: number;
}

/** Whether the cost needs somebody else's word that it does not have yet. */
export const needsWord = ({ costFen, approvedFen, approveFen }: Asked) =>
  costFen >= approveFen && costFen > approvedFen;

/** Refuses to call it repaired at a cost nobody agreed to. */
export function checkCost(asked: Asked): Result<undefined> {
  return needsWord(asked) ? refuse('fault_unapproved', { costFen: asked.costFen }) : ok();
}

/** Two people: refuses whoever asked for the cost. */
export function checkWord(personId: number, askedBy: number | null): Result<undefined> {
  return personId === askedBy ? refuse('fault_own_cost') : ok();
}

/** Refuses whoever repaired it, and any word but "stopped" on what cannot be repaired. */
export function checkAcceptance(
  personId: number,
  fault: { repairedBy: number | null; irreparable: boolean },
  outcome: Outcome,
): Result<undefined> {
  if (personId === fault.repairedBy) return refuse('fault_own_repair');
  return fault.irreparable && outcome !== 'stopped' ? refuse('fault_irreparable', {}, 'outcome') : ok();
}

/** Refuses to open again what was closed longer ago than the rule allows. */
export function checkReopening(acceptedAt: number | null, now: number, days: number): Result<undefined> {
  const until = addDays(dayOf(acceptedAt ?? 0), days);
  return dayOf(now) <= until ? ok() : refuse('fault_reopen_late', { until, days });
}

/** Where the card goes when the fault is settled: back to what it was, or stopped. */
export function statusAfter(outcome: Outcome, takenFrom: AssetState | null): AssetState {
  return outcome === 'stopped' ? 'stopped' : (takenFrom ?? 'in_use');
}

export interface Span {
  fromAt: number;
  untilAt: number | null;
}

/** Milliseconds of the spans within the period; what lasts counts until `now`. Spans of a card never overlap. */
export function downtimeMs(spans: readonly Span[], period: { fromAt: number; untilAt: number }, now: number): number {
  const end = Math.min(period.untilAt, now);
  return spans.reduce((sum, span) => {
    const from = Math.max(span.fromAt, period.fromAt);
    const until = Math.min(span.untilAt ?? now, end);
    return sum + Math.max(0, until - from);
  }, 0);
}

export interface Reliability {
  faults: number;
  repairs: number;
  downMs: number;
  repairMs: number;
  /** Time the things existed in the period, all together. */
  ownedMs: number;
}

/** Mean hours between faults and to repair, in tenths; null where there was none. */
export function reliabilityOf({ faults, repairs, downMs, repairMs, ownedMs }: Reliability) {
  const tenths = (ms: number) => Math.round(ms / 360_000);
  return {
    mtbfTenths: faults === 0 ? null : tenths(Math.max(0, ownedMs - downMs) / faults),
    mttrTenths: repairs === 0 ? null : tenths(repairMs / repairs),
  };
}

/** Share of the price in tenths of a percent; null where it cost nothing. */
export function shareOfPrice(costFen: number, priceFen: number): number | null {
  return priceFen === 0 ? null : Math.round((costFen * 1000) / priceFen);
}
