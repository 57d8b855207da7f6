/** How recalls of equipment are spoken of on every page: their state, how grave they are, how long is left. */
import type { DeviceRecallState, Level, RecallResult } from '../../src/device-recalls/rules.ts';
import { daysBetween } from '../../src/kernel/clock.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, Tag } from '../ui/status.tsx';

const SIGNALS: Record<DeviceRecallState, { icon: IconName; tone?: Tone }> = {
  open: { icon: 's-doing', tone: 'warn' },
  ended: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};
const TONES: Record<Level, Tone> = { 1: 'danger', 2: 'warn', 3: 'caution' };
const SOON_DAYS = 2;

export function DeviceRecallStatus({ t, status, badge }: { t: Words; status: DeviceRecallState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.deviceRecalls.states[status]}
    </Status>
  );
}

export function LevelTag({ t, level }: { t: Words; level: Level }) {
  return <Tag tone={TONES[level]}>{t.deviceRecalls.levels[level]}</Tag>;
}

export function ResultText({ t, result }: { t: Words; result: RecallResult | null }) {
  const words = t.deviceRecalls;
  if (result === null) return <Status {...{ icon: 's-todo', tone: 'warn' }}>{words.tabs.waiting}</Status>;
  return <Status {...(result === 'returned' ? { icon: 's-no' } : { icon: 's-done' })}>{words.results[result]}</Status>;
}

/** Days left until everything must be dealt with, or by how many it is late. */
export function RecallDue({ t, dueOn, today }: { t: Words; dueOn: string; today: string }) {
  const left = daysBetween(today, dueOn);
  if (left < 0) return <Status {...{ icon: 's-late', tone: 'danger' }}>{t.deviceRecalls.lateDays(-left)}</Status>;
  return (
    <Status {...(left <= SOON_DAYS ? { icon: 's-near', tone: 'warn' } : { icon: 's-todo' })}>
      {t.formats.leftDays(left)}
    </Status>
  );
}
