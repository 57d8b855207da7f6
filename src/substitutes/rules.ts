/** What may be recorded as a therapeutic substitute, how one ends, and the state of one on a day. Pure. */
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface SubstituteInput {
  fromConceptId: number;
  toConceptId: number;
  bothWays: boolean;
  guidance: string;
  matterId: number;
  validFrom: string;
  /** Last day; null while nobody has said. */
  validTo: string | null;
}

export const SUBSTITUTE_STATES = ['valid', 'coming', 'ended'] as const;
export type SubstituteState = (typeof SUBSTITUTE_STATES)[number];

/** Guidance must say something of the dose: fewer characters say nothing. */
const SHORTEST_GUIDANCE = 4;

/**
 * Refuses a medicine as its own substitute, guidance that says nothing, a span that ends before it begins, and a first
 * day before the committee decided.
 */
export function checkSubstitute(input: SubstituteInput, decidedAt: number): Result<undefined> {
  if (input.fromConceptId === input.toConceptId) return refuse('substitute_same', {}, 'to');
  if ([...input.guidance.trim()].length < SHORTEST_GUIDANCE) return refuse('substitute_guidance', {}, 'guidance');
  if (input.validTo !== null && input.validTo < input.validFrom) return refuse('substitute_span', {}, 'validTo');
  const decidedOn = dayOf(decidedAt);
  if (input.validFrom < decidedOn) return refuse('substitute_before_decision', { day: decidedOn }, 'validFrom');
  return ok();
}

export interface Pair {
  fromConceptId: number;
  toConceptId: number;
  bothWays: boolean;
  validFrom: string;
  validTo: string | null;
}

/** True when both allow the same medicine in the place of the same other on some day: then one would do. */
export function sameAllowance(a: Pair, b: Pair): boolean {
  const straight = a.fromConceptId === b.fromConceptId && a.toConceptId === b.toConceptId;
  const crossed = a.fromConceptId === b.toConceptId && a.toConceptId === b.fromConceptId;
  if (!straight && !(crossed && (a.bothWays || b.bothWays))) return false;
  return a.validFrom <= (b.validTo ?? '9999') && b.validFrom <= (a.validTo ?? '9999');
}

/** What a recorded substitute is on `day`. */
export function stateOf(span: { validFrom: string; validTo: string | null }, day: string): SubstituteState {
  if (span.validTo !== null && day > span.validTo) return 'ended';
  return day < span.validFrom ? 'coming' : 'valid';
}

/**
 * The last day of a substitute that is ended. At once means yesterday was its last day. Refuses one that has ended, an
 * earlier day, one before it began, and a day that would make it longer.
 */
export function checkEnding(
  span: { validFrom: string; validTo: string | null },
  lastDay: string,
  today: string,
): Result<undefined> {
  if (stateOf(span, today) === 'ended') return refuse('substitute_ended', { day: span.validTo });
  if (lastDay < span.validFrom) return refuse('substitute_end_before_start', { day: span.validFrom }, 'lastDay');
  if (lastDay < addDays(today, -1)) return refuse('substitute_end_past', {}, 'lastDay');
  if (span.validTo !== null && lastDay >= span.validTo) {
    return refuse('substitute_end_later', { day: span.validTo }, 'lastDay');
  }
  return ok();
}
