/** Counts of shelves of high-value consumables: which act leads where, what became of a unit, who may close. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const SHELF_COUNT_STATES = ['counting', 'deciding', 'closed', 'cancelled'] as const;
export type ShelfCountState = (typeof SHELF_COUNT_STATES)[number];

export const SHELF_COUNT_ACTS = {
  finish: { from: ['counting'], to: ['deciding'] },
  resume: { from: ['deciding'], to: ['counting'] },
  close: { from: ['deciding'], to: ['closed'] },
  cancel: { from: ['counting', 'deciding'], to: ['cancelled'] },
} as const satisfies Transitions<ShelfCountState>;

/** More units than these are better divided: people walk them with a phone. */
export const MOST_UNITS = 2_000;

/** What a scan made of a unit: it stood here, was laid here from another shelf, or had been missing. */
export const SEEN = ['here', 'moved', 'found'] as const;
export type Seen = (typeof SEEN)[number];

export const OUTCOMES = ['seen', 'used', 'returned', 'moved', 'missing'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a code on the shelf is no unit that stands at the member. */
export const STRAY_REASONS = ['unknown', 'elsewhere', 'used', 'returned', 'unreadable'] as const;
export type StrayReason = (typeof STRAY_REASONS)[number];

export interface CountedUnit {
  state: 'shelf' | 'used' | 'returned' | 'missing';
  organisationId: number;
  shelf: string;
}

/** A shelf of a member; one without a name is all of them. */
export type CountedShelf = Pick<CountedUnit, 'organisationId' | 'shelf'>;

/** Whether the count is of the shelf; one without a name is of all. */
export function coversShelf(counted: string, shelf: string): boolean {
  return counted === '' || counted === shelf;
}

/** What became of a unit of the list by now: what left the shelf since the opening is not missing. */
export function outcomeOf(counted: CountedShelf, seen: Seen | null, now: CountedUnit): Outcome {
  if (now.state === 'used' || now.state === 'returned') return now.state;
  if (now.state === 'missing') return 'moved';
  if (seen !== null) return 'seen';
  const here = now.organisationId === counted.organisationId && coversShelf(counted.shelf, now.shelf);
  return here ? 'missing' : 'moved';
}

/** What a scanned unit of the register is to the member: one that stands or should stand here, or a stray. */
export function strayOf(unit: CountedUnit, organisationId: number): StrayReason | null {
  if (unit.state === 'returned') return 'returned';
  if (unit.organisationId !== organisationId) return 'elsewhere';
  return unit.state === 'used' ? 'used' : null;
}

/** Refuses to close while a unit that was not seen is not decided; one that left meanwhile needs nothing. */
export function checkDecided(unseen: readonly number[], decided: readonly number[]): Result<undefined> {
  const left = unseen.filter((id) => !decided.includes(id)).length;
  return left > 0 ? refuse('shelf_count_undecided', { left }, 'missing') : ok();
}

/** Two people: refuses who opened the count, and who scanned in it. */
export function checkCloser(userId: number, counters: readonly (number | null)[]): Result<undefined> {
  return counters.includes(userId) ? refuse('shelf_count_own') : ok();
}
