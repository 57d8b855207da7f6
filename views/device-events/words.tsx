/** How adverse events are spoken of on every page: their status, how grave they are, how long is left. */
import type { EventClass, EventState } from '../../src/device-events/rules.ts';
import { daysBetween } from '../../src/kernel/clock.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, Tag } from '../ui/status.tsx';

const SIGNALS: Record<EventState, { icon: IconName; tone?: Tone }> = {
  open: { icon: 's-todo', tone: 'warn' },
  forwarded: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};
const SOON_DAYS = 3;

export function EventStatus({ t, status, badge }: { t: Words; status: EventState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.deviceEvents.states[status]}
    </Status>
  );
}

export function EventClassTag({ t, eventClass }: { t: Words; eventClass: EventClass }) {
  const text = t.deviceEvents.classes[eventClass];
  return eventClass === 'other' ? (
    <span>{text}</span>
  ) : (
    <Tag tone={eventClass === 'death' ? 'danger' : 'warn'}>{text}</Tag>
  );
}

/** Days left until the national system must know, or by how many it is late. */
export function EventDue({ t, dueOn, today }: { t: Words; dueOn: string; today: string }) {
  const left = daysBetween(today, dueOn);
  if (left < 0) return <Status {...{ icon: 's-late', tone: 'danger' }}>{t.deviceEvents.lateDays(-left)}</Status>;
  const near = left <= SOON_DAYS;
  return (
    <Status {...(near ? { icon: 's-near', tone: 'warn' } : { icon: 's-todo' })}>{t.formats.leftDays(left)}</Status>
  );
}
