/** What may happen to a shortage request, and what its quantities say about its state. */
import { addDays, daysBetween, isDay } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const SHORTAGE_STATES = [
  'registered',
  'accepted',
  'matched',
  'in_transit',
  'arrived',
  'collected',
  'no_show',
  'cancelled',
  'rejected',
  'referred',
  'substituted',
  'proposed',
  'merged',
] as const;
export type ShortageState = (typeof SHORTAGE_STATES)[number];

/** States in which somebody still owes something; the outcomes, what was closed otherwise and a merge are the ends. */
export const OPEN_STATES: readonly ShortageState[] = ['registered', 'accepted', 'matched', 'in_transit', 'arrived'];

/** States in which the goods are not there yet. */
export const UNRESOLVED: readonly ShortageState[] = ['registered', 'accepted', 'matched', 'in_transit'];

const ANSWERED: readonly ShortageState[] = ['accepted', 'matched', 'in_transit', 'arrived'];

/** Ends that follow from a request's parts, and may be taken back with one of them. */
const ENDS: readonly ShortageState[] = [
  'collected',
  'no_show',
  'cancelled',
  'rejected',
  'referred',
  'substituted',
  'proposed',
];

/** States that say that the hub has answered, whatever it answered. */
export const ANSWER_STATES = ['matched', 'in_transit', 'arrived', 'rejected', 'referred', 'substituted', 'proposed'];

export const shortageTransitions = {
  accept: { from: ['registered'], to: ['accepted'] },
  identify: { from: ['registered', 'accepted'], to: ['registered', 'accepted'] },
  reject: { from: ['registered', 'accepted'], to: ['rejected'] },
  cancel: { from: ['registered', 'accepted', 'matched', 'arrived'], to: ['cancelled'] },
  answer: { from: ['accepted', 'matched'], to: ['matched'] },
  withdraw: { from: ['matched', 'in_transit'], to: ANSWERED },
  ship: { from: ['matched'], to: ['accepted', 'matched', 'in_transit', 'arrived'] },
  arrive: { from: ['matched', 'in_transit'], to: ANSWERED },
  bring: { from: ['accepted', 'matched', 'in_transit'], to: ANSWERED },
  list: { from: ['accepted', 'matched', 'in_transit', 'arrived'], to: ANSWERED },
  unlist: { from: ['accepted', 'matched', 'in_transit', 'arrived'], to: ANSWERED },
  ask_neighbour: { from: ['accepted', 'matched'], to: ['accepted', 'matched'] },
  close_rest: { from: ['accepted', 'matched'], to: ['matched', 'in_transit', 'arrived', ...ENDS] },
  promise: { from: ['accepted', 'matched'], to: ['accepted', 'matched', 'in_transit', 'arrived'] },
  close_part: { from: ['accepted', 'matched'], to: [...ANSWERED, ...ENDS] },
  confirm: { from: ['matched'], to: [...ANSWERED, ...ENDS] },
  decline: { from: ['matched'], to: ANSWERED },
  take_back: { from: ANSWERED, to: ANSWERED },
  reopen: { from: [...ANSWERED, ...ENDS], to: ANSWERED },
  propose: { from: ['registered', 'accepted'], to: ['proposed'] },
  settle: { from: ANSWERED, to: [...ANSWERED, ...ENDS] },
  collect: { from: ['arrived'], to: ['collected'] },
  miss: { from: ['arrived'], to: ['no_show'] },
  merge: { from: ['registered', 'accepted'], to: ['merged'] },
  unmerge: { from: ['merged'], to: ['registered', 'accepted'] },
  absorb: { from: ['registered', 'accepted', 'matched'], to: ['registered', 'accepted', 'matched'] },
  release: { from: ['registered', 'accepted', 'matched'], to: ['registered', ...ANSWERED] },
  escalate: { from: UNRESOLVED, to: UNRESOLVED },
} as const satisfies Transitions<ShortageState>;

export type ShortageAct = keyof typeof shortageTransitions;

export interface Progress {
  quantityBase: number;
  /** Kept for it in dispatches that are not cancelled. */
  answeredBase: number;
  shippedBase: number;
  /** Arrived in good order. */
  arrivedBase: number;
  /** Given up with a reason. */
  closedBase: number;
}

/** What no goods are kept for and nobody gave up; a part of it may be promised. */
export function openBase(progress: Progress): number {
  return progress.quantityBase - progress.answeredBase - progress.closedBase;
}

/** What nobody has answered in any way. */
export function unansweredBase(progress: Progress & { promisedBase: number }): number {
  return Math.max(0, openBase(progress) - progress.promisedBase);
}

/** Ways in which a part is answered without goods of the hub being kept for it, and how what arrived ends. */
export const PART_WAYS = ['order', 'purchase', 'ad_hoc', 'substitute', 'refer', 'refuse'] as const;
export type PartWay = (typeof PART_WAYS)[number];
export const ENDINGS = ['collected', 'no_show', 'cancelled'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Something arrived and nothing more is underway: how it ended may be told, though a rest is still open. */
export function mayEnd(progress: Progress & { settledBase?: number }): boolean {
  const { answeredBase, shippedBase, arrivedBase, settledBase = 0 } = progress;
  return arrivedBase > settledBase && shippedBase === arrivedBase && answeredBase === arrivedBase;
}

/** An act of a request's timeline, as far as its quantities go. */
interface TimelineAct {
  act: string;
  detail: Record<string, unknown> | null;
}

function baseIn(act: TimelineAct | undefined, name: string): number {
  const base = act?.detail?.[name];
  return typeof base === 'number' ? base : 0;
}

/** Base units that were sent and came damaged or not at all: they are open again, but they did leave. */
export function lostBase(timeline: readonly TimelineAct[]): number {
  return timeline.reduce((sum, act) => (act.act === 'arrive' ? sum + baseIn(act, 'short') : sum), 0);
}

/** Base units that a dispatch took along for the request when it left; undefined before. */
export function sentOn(timeline: readonly TimelineAct[], dispatchNumber: string): number | undefined {
  const left = timeline.findLast((act) => act.act === 'ship' && act.detail?.dispatch === dispatchNumber);
  return left && baseIn(left, 'quantityBase');
}

/** The state that the quantities of an accepted request amount to; what is promised in full is arranged. */
export function stateOf(progress: Progress & { promisedBase?: number }): ShortageState {
  const open = openBase(progress);
  if (progress.answeredBase === 0) return open > 0 && (progress.promisedBase ?? 0) >= open ? 'matched' : 'accepted';
  if (openBase(progress) > 0) return 'matched';
  if (progress.arrivedBase === progress.answeredBase) return 'arrived';
  return progress.shippedBase === progress.answeredBase ? 'in_transit' : 'matched';
}

export type ActingSide = 'hub' | 'buyer' | 'store' | 'clinic' | 'nobody';

/** The side that must act now, by the state and by what is answered. */
export function actingSide(state: ShortageState, progress: Progress & { promisedBase: number }): ActingSide {
  if (state === 'registered' || state === 'accepted') return 'hub';
  if (state === 'matched' && unansweredBase(progress) > 0) return 'hub';
  if (state === 'matched') return openBase(progress) > 0 ? 'buyer' : 'store';
  return state === 'in_transit' || state === 'arrived' ? 'clinic' : 'nobody';
}

export const URGENCIES = ['emergency', 'chronic', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const REASONS = [
  'out_of_stock',
  'below_safety',
  'patient_need',
  'prescription_extension',
  'not_in_formulary',
] as const;
export type ShortageReason = (typeof REASONS)[number];

/** A long prescription may last twelve weeks (长期处方管理规范 2021). */
export const DAYS_OF_USE_MAX = 84;
const NEEDED_WITHIN_DAYS = 365;
const PACKS_MAX = 100_000;

/** Long runs of digits are identity cards or telephones, which a shortage must never hold. */
export const PERSONAL = /\d[\d\s-]{9,}\d/;

export interface Registration {
  itemId: number | null;
  wishName: string | null;
  quantityBase: number;
  packSize: number;
  urgency: Urgency;
  reason: ShortageReason;
  neededBy: string;
  daysOfUse: number | null;
  /** Of a chronic refill: the day of the last dose; left out, the day by which it is needed. */
  runsOutOn?: string | null;
  patients: number | null;
  patientReference: string | null;
  note: string | null;
}

/** Each text that holds what it must not, or too much. */
function* textProblems({ patientReference, note }: Registration): Generator<Refusal> {
  if (patientReference !== null && (PERSONAL.test(patientReference) || patientReference.length > 40)) {
    yield refuse('personal_data', {}, 'patientReference');
  }
  if (note === null) return;
  if (PERSONAL.test(note)) yield refuse('personal_data', {}, 'note');
  else if (note.length > 500) yield refuse('text_too_long', { max: 500 }, 'note');
}

function* quantityProblems({ quantityBase, packSize }: Registration): Generator<Refusal> {
  if (!Number.isSafeInteger(quantityBase) || quantityBase <= 0) yield refuse('quantity_none', {}, 'packs');
  else if (quantityBase > PACKS_MAX * packSize) yield refuse('quantity_absurd', { maxPacks: PACKS_MAX }, 'packs');
}

function* dayProblems({ neededBy, runsOutOn }: Registration, today: string): Generator<Refusal> {
  if (!isDay(neededBy)) yield refuse('day_invalid', {}, 'neededBy');
  else if (neededBy < today) yield refuse('day_past', { day: neededBy, today }, 'neededBy');
  else if (neededBy > addDays(today, NEEDED_WITHIN_DAYS)) {
    yield refuse('day_far', { days: NEEDED_WITHIN_DAYS }, 'neededBy');
  }
  if (runsOutOn === undefined || runsOutOn === null) return;
  if (!isDay(runsOutOn)) yield refuse('day_invalid', {}, 'runsOutOn');
  else if (Math.abs(daysBetween(today, runsOutOn)) > NEEDED_WITHIN_DAYS) {
    yield refuse('day_far', { days: NEEDED_WITHIN_DAYS }, 'runsOutOn');
  }
}

/**
 * Everything that is wrong, one refusal a field, in the order of the form: no drug, a quantity that is nothing or
 * absurd, a day past or far, a treatment too long, personal data.
 */
export function* registrationProblems(given: Registration, today: string): Generator<Refusal> {
  if (given.itemId === null && (given.wishName === null || given.wishName.trim() === '')) {
    yield refuse('item_missing', {}, 'itemCode');
  }
  yield* quantityProblems(given);
  yield* dayProblems(given, today);
  const { daysOfUse, patients } = given;
  if (patients !== null && (!Number.isInteger(patients) || patients < 1 || patients > 9999)) {
    yield refuse('patients_range', {}, 'patients');
  }
  if (daysOfUse !== null && (!Number.isInteger(daysOfUse) || daysOfUse < 1 || daysOfUse > DAYS_OF_USE_MAX)) {
    yield refuse('days_of_use_range', { max: DAYS_OF_USE_MAX }, 'daysOfUse');
  }
  yield* textProblems(given);
}

/** Refuses the first of what `registrationProblems` finds. */
export function checkRegistration(given: Registration, today: string): Result<undefined> {
  const [first] = registrationProblems(given, today);
  return first ?? ok();
}
