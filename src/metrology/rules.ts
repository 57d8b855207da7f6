/** Compulsory metrology (强制检定): which kind a thing is of, what a result must say, which result stands. Pure. */
import { addDays, monthsAfter } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RuleValue } from '../settings/rules.ts';

export type Cycles = RuleValue<'metrology_cycles'>;
export type MetrologyItem = keyof Cycles;

/** Words of a name by which a kind is proposed; the first that fits. */
const NAMED: readonly [MetrologyItem, readonly string[]][] = [
  ['sphygmomanometer', ['血压']],
  ['thermometer', ['体温']],
  ['tonometer', ['眼压']],
  ['ecg', ['心电图']],
  ['eeg', ['脑电']],
  ['monitor', ['监护仪']],
  ['ct', ['CT']],
  ['xray', ['X线', 'X射线', '乳腺机']],
  ['ultrasound', ['超声诊断', '彩超', 'B超']],
  ['laser', ['激光']],
  ['audiometer', ['听力']],
  ['ph_meter', ['酸度计']],
  ['photometer', ['分光光度', '比色']],
  ['blood_counter', ['血细胞', '血球']],
  ['refractor', ['验光', '屈光', '焦度']],
  ['balance', ['天平']],
  ['weights', ['砝码']],
  ['pressure_gauge', ['压力蒸汽', '脉动真空', '高压氧', '压力表']],
];

export const METROLOGY_ITEMS: readonly MetrologyItem[] = NAMED.map(([item]) => item);
export const PROPOSING_WORDS: readonly string[] = NAMED.flatMap(([, words]) => words);

/** The kind that a name speaks of; undefined when it speaks of none. */
export function proposedItem(name: string): MetrologyItem | undefined {
  return NAMED.find(([, words]) => words.some((word) => name.includes(word)))?.[0];
}

/** The last day of a certificate: the day before the same day a cycle later. */
export function lastDayOf(testedOn: string, months: number): string {
  return addDays(monthsAfter(testedOn, months), -1);
}

export type Outcome = 'pass' | 'limited' | 'fail';
export const OUTCOMES: readonly Outcome[] = ['pass', 'limited', 'fail'];

export interface TypedResult {
  testedOn: string;
  outcome: Outcome;
  /** Where the certificate says less than the cycle; null for the whole of it. */
  validUntil: string | null;
  certificateNumber: string;
  limits: string;
}

/**
 * Until when the result holds; null for a failure. Refuses a day to come, a kind that is not on the list, a last day
 * before the test or beyond the cycle, and limits that nobody wrote down.
 */
export function checkResult(typed: TypedResult, months: number, today: string): Result<string | null> {
  const { testedOn, outcome, validUntil, limits } = typed;
  if (testedOn > today) return refuse('metrology_day_future', { today }, 'testedOn');
  if (months === 0) return refuse('metrology_not_listed', { day: testedOn }, 'testedOn');
  if (outcome === 'fail') return ok(null);
  if (outcome === 'limited' && limits.trim() === '') return refuse('metrology_limits_missing', {}, 'limits');
  const last = lastDayOf(testedOn, months);
  if (validUntil === null) return ok(last);
  if (validUntil < testedOn) return refuse('metrology_valid_before', {}, 'validUntil');
  return validUntil > last ? refuse('metrology_valid_long', { last, months }, 'validUntil') : ok(validUntil);
}

export interface EnteredResult {
  id: number;
  testedOn: string;
  outcome: Outcome;
  validUntil: string | null;
  /** The entry that this one takes back. */
  reversalOf: number | null;
}

/** The results that nobody took back, the last test first. */
export function standing<R extends EnteredResult>(entries: readonly R[]): R[] {
  const gone = new Set(entries.map(({ reversalOf }) => reversalOf));
  return entries
    .filter(({ id, reversalOf }) => reversalOf === null && !gone.has(id))
    .sort((a, b) => (a.testedOn === b.testedOn ? b.id - a.id : a.testedOn < b.testedOn ? 1 : -1));
}

/** What a thing under test looks like in the list. */
export const DUTY_STATES = ['barred', 'soon', 'away', 'current'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** How it stands on a day: may not be used, has to be tested soon, is away for its test, or is in order. */
export function dutyState(
  duty: { outcome: Outcome | null; validUntil: string | null; sentOn: string | null },
  days: { today: string; soon: string },
): DutyState {
  if (duty.sentOn !== null) return 'away';
  const { validUntil } = duty;
  if (duty.outcome === 'fail' || validUntil === null || validUntil < days.today) return 'barred';
  return validUntil <= days.soon ? 'soon' : 'current';
}
