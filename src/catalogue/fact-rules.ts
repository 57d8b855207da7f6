/** How a dated fact may change: the row it closes, the row it opens, and why not. Pure. */
import { addDays, isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type FactType, factTypesOf, needsCabinet } from './facts.ts';
import type { ItemKind } from './item.ts';

/** Other features read facts too. */
export { chronicOf, FACT_TYPES, type FactType, UNRECORDED } from './facts.ts';

/** One row of an item's fact. */
export interface FactSpan {
  id: number;
  value: string;
  effectiveFrom: string;
  effectiveTo: string | null;
}

export const FIRST_FACT_DAY = '2000-01-01';
/** Lists and batches are announced at most this long before they hold. */
const DAYS_AHEAD = 731;

/** Refuses a day that is none, one before 2000, and one more than two years ahead. */
export function checkFactDay(day: string, today: string): Result<undefined> {
  const last = addDays(today, DAYS_AHEAD);
  if (isDay(day) && day >= FIRST_FACT_DAY && day <= last) return ok();
  return refuse('fact_day', { day, first: FIRST_FACT_DAY, last }, 'effectiveFrom');
}

/** Refuses a fact that an item of this kind cannot have. */
export function checkFactKind(type: FactType, kind: ItemKind): Result<undefined> {
  return factTypesOf(kind).includes(type) ? ok() : refuse('fact_not_of_kind', { type, kind }, 'type');
}

/** Refuses a class that only a locked cabinet may hold together with another storage. */
export function checkCabinet(facts: { control_class: string; storage_zone: string }): Result<undefined> {
  if (!needsCabinet(facts.control_class) || facts.storage_zone === 'controlled') return ok();
  return refuse('fact_needs_cabinet', { controlClass: facts.control_class, zone: facts.storage_zone }, 'value');
}

/**
 * The row that a new one closes the day before it begins; null when it is the first. `rows` are those of one fact,
 * oldest first. Refuses what begins on or before the start of a row that is there, and the same value again.
 */
export function placeFact(
  rows: readonly FactSpan[],
  wanted: { value: string; effectiveFrom: string },
): Result<FactSpan | null> {
  const last = rows.at(-1);
  if (last === undefined) return ok(null);
  const { effectiveFrom: from, value } = last;
  if (wanted.effectiveFrom <= from) return refuse('fact_overlaps', { from, value }, 'effectiveFrom');
  if (wanted.value === value) return refuse('fact_same', { from, value }, 'value');
  return ok(last);
}

/**
 * The row before the one that is taken back, which holds again; null when there is none. Refuses a row that is not
 * there, one that is in force or past, and one that another follows.
 */
export function takeBack(rows: readonly FactSpan[], id: number, today: string): Result<FactSpan | null> {
  const index = rows.findIndex((row) => row.id === id);
  const row = rows[index];
  if (row === undefined) return refuse('not_found');
  if (row.effectiveFrom <= today) return refuse('fact_in_force', { from: row.effectiveFrom });
  if (index < rows.length - 1) return refuse('fact_followed', { from: rows[index + 1]?.effectiveFrom ?? '' });
  return ok(rows[index - 1] ?? null);
}

/** Refuses a correction of a row that is not there, and one that changes nothing or repeats the row beside it. */
export function checkCorrection(rows: readonly FactSpan[], id: number, value: string): Result<FactSpan> {
  const index = rows.findIndex((row) => row.id === id);
  const row = rows[index];
  if (row === undefined) return refuse('not_found');
  if (row.value === value) return refuse('fact_same', { from: row.effectiveFrom, value }, 'value');
  const beside = [rows[index - 1], rows[index + 1]].find((each) => each?.value === value);
  if (beside !== undefined) return refuse('fact_same', { from: beside.effectiveFrom, value }, 'value');
  return ok(row);
}

/** What makes `value` hold from `today` on, up to the row that is to follow: used where a list is simply right. */
export type Settling =
  | { act: 'none' }
  | { act: 'overwrite'; id: number }
  | { act: 'follow'; closes: number; effectiveFrom: string; effectiveTo: string | null }
  | { act: 'begin'; effectiveFrom: string; effectiveTo: string | null };

/** `rows` are those of one fact, oldest first; a row that began today is overwritten, an older one is closed. */
export function settleFact(rows: readonly FactSpan[], value: string, today: string, since: string): Settling {
  const current = rows.findLast((row) => row.effectiveFrom <= today);
  if (current?.value === value) return { act: 'none' };
  if (current?.effectiveFrom === today) return { act: 'overwrite', id: current.id };
  const next = rows.find((row) => row.effectiveFrom > today);
  const effectiveTo = next === undefined ? null : addDays(next.effectiveFrom, -1);
  if (current !== undefined) return { act: 'follow', closes: current.id, effectiveFrom: today, effectiveTo };
  return { act: 'begin', effectiveFrom: since < today ? since : today, effectiveTo };
}
