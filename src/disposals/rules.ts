/** Disposal of equipment (报废处置): which act leads where, what must be recorded, how long papers stay. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const DISPOSAL_STATES = ['proposed', 'appraised', 'approved', 'done', 'refused', 'withdrawn'] as const;
export type DisposalState = (typeof DISPOSAL_STATES)[number];

export const DISPOSAL_ACTS = {
  appraise: { from: ['proposed'], to: ['appraised'] },
  meet: { from: ['appraised'], to: ['appraised'] },
  approve: { from: ['appraised'], to: ['appraised', 'approved'] },
  refuse: { from: ['appraised'], to: ['refused'] },
  prepare: { from: ['approved'], to: ['approved'] },
  carry_out: { from: ['approved'], to: ['done'] },
  withdraw: { from: ['proposed', 'appraised', 'approved'], to: ['withdrawn'] },
} as const satisfies Transitions<DisposalState>;

export const DISPOSAL_REASONS = ['broken', 'obsolete', 'unsafe', 'lost', 'mandatory'] as const;
export type DisposalReason = (typeof DISPOSAL_REASONS)[number];

export const WAYS = ['recycled', 'sold', 'returned'] as const;
export type Way = (typeof WAYS)[number];

/** Of one application. */
export const MOST_CARDS = 50;

/** Classes whose equipment stores data of patients or of the house. */
const DATA: readonly string[] = ['computer_office', 'mri', 'xray', 'ultrasound', 'high_energy', 'nuclear'];
/** Classes with a source of radiation. */
const SOURCES: readonly string[] = ['high_energy', 'nuclear'];

/** What must be recorded of a card of that class before it goes. */
export function dutiesOf(classCode: string): { holdsData: boolean; holdsSource: boolean } {
  return { holdsData: DATA.includes(classCode), holdsSource: SOURCES.includes(classCode) };
}

export interface Prepared {
  number: string;
  reason: string;
  holdsData: boolean;
  holdsSource: boolean;
  erasure: string | null;
  sourceHandling: string | null;
}

/** Refuses what still holds data, or a source nobody has handled; a lost source is never taken as handled. */
export function checkPrepared(lines: readonly Prepared[]): Result<undefined> {
  const data = lines.find((one) => one.holdsData && one.reason !== 'lost' && one.erasure === null);
  if (data !== undefined) return refuse('disposal_data', { number: data.number });
  const source = lines.find((one) => one.holdsSource && one.sourceHandling === null);
  return source === undefined ? ok() : refuse('disposal_source', { number: source.number });
}

/** Income goes to the treasury, with its receipt. */
export function checkIncome(incomeFen: number, receipt: string | null): Result<undefined> {
  if (incomeFen < 0) return refuse('disposal_income', {}, 'income');
  return incomeFen > 0 && receipt === null ? refuse('disposal_receipt', {}, 'receipt') : ok();
}

/** The longest prescribed life of equipment (furniture), and how long papers stay after it, in years. */
const LONGEST_LIFE = 15;
const KEPT = 5;

function yearsAfter(day: string, years: number): string {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return later.endsWith('-02-29') ? `${later.slice(0, 4)}-03-01` : later;
}

/** Until when papers stay of things acquired on these days: five years after the longest life and after disposal. */
export function retainUntil(acquired: readonly string[], day: string): string {
  const ends = acquired.map((each) => yearsAfter(each, LONGEST_LIFE));
  const last = [day, ...ends].reduce((a, b) => (a > b ? a : b));
  return yearsAfter(last, KEPT);
}

/** What a card that is kept after all goes back to. */
export function keptStatus(before: string | null, downBy: number | null): 'idle' | 'stopped' {
  return downBy !== null || before === 'repair' || before === 'stopped' ? 'stopped' : 'idle';
}
