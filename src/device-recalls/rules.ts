/** Recalls of equipment (医疗器械召回): what a notice must say, what was done with a thing, when it may end. Pure. */
import { addDays } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const RECALL_STATES = ['open', 'ended', 'withdrawn'] as const;
export type DeviceRecallState = (typeof RECALL_STATES)[number];

/** `answer` and `take_back` speak of one thing; the paper stays as it is. */
export const RECALL_ACTS = {
  answer: { from: ['open'], to: ['open'] },
  take_back: { from: ['open', 'ended'], to: ['open', 'ended'] },
  end: { from: ['open'], to: ['ended'] },
  withdraw: { from: ['open'], to: ['withdrawn'] },
} as const satisfies Transitions<DeviceRecallState>;

export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];

/** `stop` and `check` bar every thing until it is dealt with; `watch` lets it be used. */
export const MEASURES = ['stop', 'check', 'watch'] as const;
export type Measure = (typeof MEASURES)[number];

export const SOURCES = ['maker', 'authority', 'own'] as const;
export type Source = (typeof SOURCES)[number];

export const RESULTS = ['fine', 'repaired', 'returned'] as const;
export type RecallResult = (typeof RESULTS)[number];

export const CARD_TABS = ['waiting', 'done', 'all'] as const;
export type CardTab = (typeof CARD_TABS)[number];

/** Days within which whoever recalls tells users, by level (医疗器械召回管理办法, 总局令第29号, 第十八条). */
export const NOTICE_DAYS: Record<Level, number> = { 1: 1, 2: 3, 3: 7 };

/** Serial numbers of one notice. */
export const MOST_SERIALS = 500;

/** What is recalled: null means any; no serial numbers mean all. */
export interface Scope {
  registrationNumber: string | null;
  model: string | null;
  /** 14 digits. */
  udiDi: string | null;
  /** In capitals, each once. */
  serials: readonly string[];
}

export const NOTHING: Scope = { registrationNumber: null, model: null, udiDi: null, serials: [] };

/** Whether anything says which devices it means. */
export const isNamed = ({ registrationNumber, model, udiDi }: Scope): boolean =>
  (registrationNumber ?? model ?? udiDi) !== null;

/** Serial numbers as typed or pasted: apart by lines, commas or blanks; in capitals, each once. */
export function serialsIn(text: string): string[] {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,，、;；]+/)
    .filter((one) => one !== '');
  return [...new Set(typed)];
}

/** Refuses a notice that names no device, more serial numbers than one holds, and one to come. */
export function checkNotice(
  scope: Scope,
  days: { receivedOn: string; dueOn: string },
  today: string,
): Result<undefined> {
  if (!isNamed(scope)) return refuse('device_recall_unnamed', {}, 'registrationNumber');
  if (scope.serials.length > MOST_SERIALS) return refuse('device_recall_serials', { most: MOST_SERIALS }, 'serials');
  if (days.receivedOn > today) return refuse('device_recall_future', { today }, 'receivedOn');
  return days.dueOn < days.receivedOn ? refuse('device_recall_due', { receivedOn: days.receivedOn }, 'dueOn') : ok();
}

/** The day proposed on the form: as many days as the mildest notice may take. */
export const proposedDue = (today: string): string => addDays(today, NOTICE_DAYS[3]);

/** Refuses a day before the notice came and one to come. */
export function checkDone(doneOn: string, receivedOn: string, today: string): Result<undefined> {
  return doneOn < receivedOn || doneOn > today
    ? refuse('device_recall_done_day', { receivedOn, today }, 'doneOn')
    : ok();
}

/** Refuses to end it while things wait. */
export function checkEnd(waiting: number): Result<undefined> {
  return waiting > 0 ? refuse('device_recall_waiting', { waiting }) : ok();
}
