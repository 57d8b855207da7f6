/** Rounds of maintenance and self-tests: cycles, checklists, which outcome a checklist allows, what is late. Pure. */
import { monthsAfter } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RuleValue } from '../settings/rules.ts';

export type Cycles = RuleValue<'maintenance_cycles'>;

export const PLAN_KINDS = ['pm', 'self_test'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export interface CheckItem {
  code: string;
  /** What endangers a patient: with such an item failed nothing passes. */
  safety: boolean;
  /** Something is measured and written down. */
  measured: boolean;
}

const item = (code: string, marks = ''): CheckItem => ({
  code,
  safety: marks.includes('s'),
  measured: marks.includes('m'),
});

/** The checklists, by kind: the words of the items stand in the dictionaries. */
export const CHECKLISTS: Record<PlanKind, readonly CheckItem[]> = {
  pm: [
    item('appearance'),
    item('cleaning'),
    item('accessories'),
    item('performance', 's'),
    item('alarm', 's'),
    item('electrical_safety', 'sm'),
    item('calibration', 'm'),
    item('battery'),
  ],
  self_test: [
    item('place'),
    item('accessories', 's'),
    item('power_on', 's'),
    item('alarm', 's'),
    item('battery', 'sm'),
    item('output', 's'),
  ],
};

/** The items of that kind that were chosen, in the order of the template; all of it when none was named. */
export function chosenItems(kind: PlanKind, codes: readonly string[] | null): CheckItem[] {
  return CHECKLISTS[kind].filter(({ code }) => codes === null || codes.includes(code));
}

/** Months between two rounds: by risk, or the class's own where that is shorter. */
export function cycleOf(
  kind: PlanKind,
  of: { risk: 'high' | 'medium' | 'low'; upkeepMonths: number | null },
  cycles: Cycles,
): number {
  if (kind === 'self_test') return cycles.selfTest;
  return Math.min(cycles[of.risk], of.upkeepMonths ?? cycles[of.risk]);
}

export const OUTCOMES = ['pass', 'downgraded', 'stopped'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const FOUND = ['pass', 'fail', 'none'] as const;
export type Found = (typeof FOUND)[number];

export interface Check {
  item: string;
  found: Found;
  value: string;
}

/** When the next round is due. What was stopped has not been done with: it is due at once. */
export function nextDue(doneOn: string, months: number, outcome: Outcome): string {
  return outcome === 'stopped' ? doneOn : monthsAfter(doneOn, months);
}

/** The best outcome that the checklist allows: a failed safety item never passes. */
export function bestOutcome(items: readonly CheckItem[], checks: readonly Check[]): Outcome {
  const failed = checks.filter(({ found }) => found === 'fail').map((one) => one.item);
  if (items.some(({ code, safety }) => safety && failed.includes(code))) return 'downgraded';
  return 'pass';
}

export interface TypedRound {
  doneOn: string;
  checks: readonly Check[];
  outcome: Outcome;
  limits: string;
  note: string;
}

/**
 * The checks of a round in the order of its checklist. Refuses days to come or before the last round, an item without
 * an answer, a measured one without its value, a pass with a failed safety item or with an unexplained failure, and
 * limits that nobody wrote down.
 */
export function checkRound(
  typed: TypedRound,
  items: readonly CheckItem[],
  days: { today: string; last: string | null },
): Result<Check[]> {
  const { doneOn, outcome, limits, note } = typed;
  if (doneOn > days.today) return refuse('maintenance_day_future', { today: days.today }, 'doneOn');
  if (days.last !== null && doneOn < days.last) return refuse('maintenance_before_last', { day: days.last }, 'doneOn');
  const checks: Check[] = [];
  for (const { code, measured } of items) {
    const found = typed.checks.find((one) => one.item === code);
    if (found === undefined) return refuse('maintenance_check_missing', { item: code }, `check.${code}.found`);
    if (measured && found.found !== 'none' && found.value.trim() === '') {
      return refuse('maintenance_value_missing', { item: code }, `check.${code}.value`);
    }
    checks.push(found);
  }
  if (outcome === 'pass' && bestOutcome(items, checks) !== 'pass') {
    return refuse('maintenance_unsafe_pass', {}, 'outcome');
  }
  const failed = checks.some(({ found }) => found === 'fail');
  if (outcome === 'pass' && failed && note.trim() === '') return refuse('maintenance_note_missing', {}, 'note');
  if (outcome === 'downgraded' && limits.trim() === '') return refuse('maintenance_limits_missing', {}, 'limits');
  return ok(checks);
}

export interface EnteredRound {
  id: number;
  doneOn: string;
  /** The entry that this one takes back. */
  reversalOf: number | null;
}

/** The rounds that nobody took back, the last first. */
export function standing<R extends EnteredRound>(entries: readonly R[]): R[] {
  const gone = new Set(entries.map(({ reversalOf }) => reversalOf));
  return entries
    .filter(({ id, reversalOf }) => reversalOf === null && !gone.has(id))
    .sort((a, b) => (a.doneOn === b.doneOn ? b.id - a.id : a.doneOn < b.doneOn ? 1 : -1));
}

export const PLAN_STATES = ['stopped', 'late', 'soon', 'current'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
/** What the list is narrowed by: how a plan stands, or that nobody confirmed its last round. */
export const LIST_STATES = [...PLAN_STATES, 'unconfirmed'] as const;
export type ListState = (typeof LIST_STATES)[number];

/** How the round of a month went. */
export const MONTH_ROUNDS = ['done', 'undone'] as const;
export type MonthRound = (typeof MONTH_ROUNDS)[number];

/** How a plan stands on a day: stopped by its last round, late, due soon, or in order. */
export function planState(
  plan: { outcome: Outcome | null; dueOn: string },
  days: { today: string; soon: string },
): PlanState {
  if (plan.outcome === 'stopped') return 'stopped';
  if (plan.dueOn < days.today) return 'late';
  return plan.dueOn <= days.soon ? 'soon' : 'current';
}
