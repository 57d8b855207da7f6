/** Counting: which act leads where, when a finding needs a second person, what a difference is. Pure. */
import { createHash } from 'node:crypto';
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const COUNT_STATES = ['counting', 'submitted', 'posted', 'reversed', 'cancelled'] as const;
export type CountState = (typeof COUNT_STATES)[number];

export const COUNT_ACTS = {
  submit: { from: ['counting'], to: ['submitted', 'posted'] },
  return: { from: ['submitted'], to: ['counting'] },
  approve: { from: ['submitted'], to: ['posted'] },
  reverse: { from: ['posted'], to: ['reversed'] },
  cancel: { from: ['counting', 'submitted'], to: ['cancelled'] },
} as const satisfies Transitions<CountState>;

export const COUNT_SCOPES = ['store', 'zone', 'class', 'items', 'random', 'cycle'] as const;
export type CountScope = (typeof COUNT_SCOPES)[number];

export const REASON_CODES = [
  'issue_unrecorded',
  'receipt_unrecorded',
  'other_lot',
  'broken',
  'lost',
  'earlier_error',
  'found',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export const ABC = ['A', 'B', 'C'] as const;
export type AbcClass = (typeof ABC)[number];

export const SHIFTS = ['day', 'evening', 'night'] as const;
export type Shift = (typeof SHIFTS)[number];

/** Hours after midnight at which each shift ends; its count is due then. */
export const SHIFT_ENDS: Record<Shift, number> = { day: 16, evening: 24, night: 8 };

/** Percent of what the books expect and yuan beyond which another person counts again. */
export interface Tolerance {
  percent: number;
  yuan: number;
}

export interface Worth {
  packSize: number;
  pricePack: number;
}

/** What the difference is worth, in fen; negative when goods are missing. */
export function worthOf(differenceBase: number, worth: Worth): number {
  const value = amountFen(Math.abs(differenceBase), worth.packSize, worth.pricePack);
  return differenceBase < 0 ? -value : value;
}

/** A finding against what the books expect at the moment of the finding. */
export interface Finding extends Worth {
  foundBase: number;
  /** By the books at that moment, whatever was posted since about the time before it. */
  expectedBase: number;
  /** The lowest sum of what has moved since the finding; zero or less. */
  lowestSinceBase: number;
  controlled: boolean;
}

export type RecountReason = 'moved' | 'controlled' | 'far';

/**
 * Why another person must count again; null when nothing conflicts. More has left since than was found (`moved`),
 * controlled drugs differ at all, or the difference is beyond the tolerance.
 */
export function recountReason(finding: Finding, tolerance: Tolerance): RecountReason | null {
  const { foundBase, expectedBase, lowestSinceBase } = finding;
  if (foundBase + lowestSinceBase < 0) return 'moved';
  const difference = foundBase - expectedBase;
  if (difference === 0) return null;
  if (finding.controlled) return 'controlled';
  const tooMany = Math.abs(difference) * 100 > Math.abs(expectedBase) * tolerance.percent;
  const tooDear = Math.abs(worthOf(difference, finding)) > tolerance.yuan * 100;
  return tooMany || tooDear ? 'far' : null;
}

/** A line as it stands when somebody reports what they found. */
export interface StandingLine {
  countedBy: number | null;
  recountedBy: number | null;
  recount: 'none' | 'asked' | 'done';
}

/** Which finding a report is: the first, or the second that is asked for. Refuses what another person has counted. */
export function placeOfFinding(line: StandingLine, personId: number): Result<'first' | 'second'> {
  if (line.recount === 'asked') {
    const last = line.recountedBy ?? line.countedBy;
    return last === personId ? refuse('count_recount_other') : ok('second');
  }
  if (line.recount === 'done') {
    return line.recountedBy === personId ? ok('second') : refuse('count_line_done');
  }
  return line.countedBy === null || line.countedBy === personId ? ok('first') : refuse('count_line_done');
}

/** Refuses who opened nothing but counted, recounted or handed the count in: nobody approves the own finding. */
export function checkApprover(
  personId: number,
  counters: readonly (number | null)[],
  acts: readonly { act: string; actorId: number }[],
): Result<undefined> {
  const own = counters.includes(personId) || acts.some((one) => one.act === 'submit' && one.actorId === personId);
  return own ? refuse('count_own') : ok();
}

/** Items by the value of their use: the dear ones that make up most of it, and the many that make up little. */
export function abcClasses(
  used: readonly { itemId: number; valueFen: number }[],
  shares: { a: number; b: number },
): Map<number, AbcClass> {
  const total = used.reduce((sum, one) => sum + one.valueFen, 0);
  const classes = new Map<number, AbcClass>();
  let before = 0;
  for (const { itemId, valueFen } of [...used].sort((a, b) => b.valueFen - a.valueFen || a.itemId - b.itemId)) {
    const reached = total === 0 ? 100 : (before * 100) / total;
    classes.set(itemId, valueFen === 0 ? 'C' : reached < shares.a ? 'A' : reached < shares.b ? 'B' : 'C');
    before += valueFen;
  }
  return classes;
}

/** A sample that nobody can steer and everybody can draw again: ordered by a digest of the seed and the id. */
export function sampleOf(ids: readonly number[], size: number, seed: string): Set<number> {
  const key = (id: number) => createHash('sha256').update(`${seed}:${id}`).digest('hex');
  const drawn = ids.map((id) => ({ id, key: key(id) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return new Set(drawn.slice(0, size).map((one) => one.id));
}
