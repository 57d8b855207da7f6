/** By when a shortage must be answered, and by when the goods must be there: by urgency, way and working calendar. */
import { dayOf, startOfDay } from '../kernel/clock.ts';
import { addWorkingMinutes, WORKING_DAY_MINUTES, type WorkingCalendar } from '../kernel/working-time.ts';
import type { RuleValue } from '../settings/rules.ts';
import { type ShortageState, UNRESOLVED, type Urgency } from './rules.ts';

/** From stock in the county, by a purchase of a catalogue item, ad hoc for what no catalogue holds. */
export type SupplyWay = 'County' | 'Purchase' | 'AdHoc';

/** Emergencies are answered round the clock; the others on working days. */
export function answerDue(urgency: Urgency, at: number, minutes: number, calendar: WorkingCalendar): number {
  return urgency === 'emergency' ? at + minutes * 60_000 : addWorkingMinutes(at, minutes, calendar);
}

export interface Asked {
  urgency: Urgency;
  /** Instant of registration. */
  at: number;
  /** Of a chronic refill: the day of the last dose. */
  runsOutOn: string | null;
}

/** The instant by which the goods are there. A chronic refill from the county comes before its run-out day begins. */
export function resolveDue(
  { urgency, at, runsOutOn }: Asked,
  way: SupplyWay,
  limits: RuleValue<'shortage_resolve_limits'>,
  calendar: WorkingCalendar,
): number {
  const limit = limits[`${urgency}${way}`];
  if (urgency === 'emergency') return at + limit * 60_000;
  const refill = urgency === 'chronic' && way === 'County';
  if (refill && runsOutOn !== null && runsOutOn > dayOf(at)) return startOfDay(runsOutOn);
  return addWorkingMinutes(at, limit * WORKING_DAY_MINUTES, calendar);
}

export interface Limits {
  status: string;
  answerBy: number;
  resolveBy: number | null;
}

/** The limit that is passed unmet at `now`; the later one of the two names the higher place. */
export function passedLimit({ status, answerBy, resolveBy }: Limits, now: number): 'answer' | 'resolve' | undefined {
  if (!UNRESOLVED.includes(status as ShortageState)) return undefined;
  if (resolveBy !== null && resolveBy < now) return 'resolve';
  return (status === 'registered' || status === 'accepted') && answerBy < now ? 'answer' : undefined;
}

/** Who is called when a limit was passed: the chief pharmacist for an answer, the vice president for the goods. */
export const CALLED = { answer: 'chief_pharmacist', resolve: 'vice_president' } as const;
