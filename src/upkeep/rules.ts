/** Upkeep (养护): key goods every month, the rest every quarter; periods, acts and what a finding must say. */
import { lastDayOfMonth } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const UPKEEP_KINDS = ['key', 'general'] as const;
export type UpkeepKind = (typeof UPKEEP_KINDS)[number];

export const UPKEEP_STATES = ['open', 'done'] as const;
export type UpkeepState = (typeof UPKEEP_STATES)[number];

/** A problem may be settled after the list is done: the goods are then free again. */
export const UPKEEP_ACTS = {
  note: { from: ['open'], to: ['open'] },
  finish: { from: ['open'], to: ['done'] },
  settle: { from: ['open', 'done'], to: ['open', 'done'] },
} as const satisfies Transitions<UpkeepState>;

/** Why goods are on a key list, gravest first; `all` is the general list's. */
export const WHYS = ['special', 'cold', 'near_expiry', 'slow', 'all'] as const;
export type Why = (typeof WHYS)[number];

export const FINDINGS = ['good', 'problem'] as const;
export type Finding = (typeof FINDINGS)[number];

export interface Period {
  /** `2026-11` or `2026Q4`. */
  period: string;
  /** First and last day. */
  from: string;
  dueOn: string;
}

/** The month of a key list, the quarter of a general one. */
export function periodOf(kind: UpkeepKind, day: string): Period {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (kind === 'key') return { period: day.slice(0, 7), from: `${day.slice(0, 7)}-01`, dueOn: lastDayOfMonth(day) };
  const quarter = Math.ceil(month / 3);
  const [first, last] = [quarter * 3 - 2, quarter * 3].map((one) => `${year}-${String(one).padStart(2, '0')}`);
  return { period: `${year}Q${quarter}`, from: `${first}-01`, dueOn: lastDayOfMonth(last ?? day) };
}

/** A problem says what it is and what was done at once; goods that are in order need no words. */
export function checkFinding(given: { finding: Finding; problem: string; measure: string }): Result<undefined> {
  if (given.finding === 'good') return ok();
  if (given.problem === '') return refuse('upkeep_problem_missing', {}, 'problem');
  return given.measure === '' ? refuse('upkeep_measure_missing', {}, 'measure') : ok();
}
