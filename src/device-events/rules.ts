/** Adverse events of devices (医疗器械不良事件): classes, states, when the national system must know. Pure. */
import { addDays } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const EVENT_TABS = ['open', 'late', 'all'] as const;
export type EventTab = (typeof EVENT_TABS)[number];

export const EVENT_STATES = ['open', 'forwarded', 'withdrawn'] as const;
export type EventState = (typeof EVENT_STATES)[number];

export const EVENT_ACTS = {
  forward: { from: ['open'], to: ['forwarded'] },
  recall: { from: ['forwarded'], to: ['open'] },
  withdraw: { from: ['open'], to: ['withdrawn'] },
} as const satisfies Transitions<EventState>;
export type EventAct = keyof typeof EVENT_ACTS;

export const EVENT_CLASSES = ['death', 'serious', 'other'] as const;
export type EventClass = (typeof EVENT_CLASSES)[number];

/** What killed or gravely harmed somebody is worked with by nobody until the engineer says otherwise. */
export const mustStop = (eventClass: EventClass): boolean => eventClass !== 'other';

/** The last day of telling the national system, counted from the day it became known. */
export const dueOn = (knownOn: string, eventClass: EventClass, days: Record<EventClass, number>): string =>
  addDays(knownOn, days[eventClass]);

/** Refuses events to come. */
export function checkEventDay(occurredOn: string, today: string): Result<undefined> {
  return occurredOn > today ? refuse('device_event_future', { today }, 'occurredOn') : ok();
}

/** Refuses a day of telling that is before the event or to come. */
export function checkForwarded(given: { forwardedOn: string; occurredOn: string }, today: string): Result<undefined> {
  const { forwardedOn, occurredOn } = given;
  if (forwardedOn < occurredOn) return refuse('device_event_early', { occurredOn }, 'forwardedOn');
  return forwardedOn > today ? refuse('device_event_future', { today }, 'forwardedOn') : ok();
}
