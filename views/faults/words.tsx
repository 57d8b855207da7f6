/** How faults are spoken of on every page: their status, how urgent they are, whether they are late. */
import type { FaultState, Urgency } from '../../src/faults/rules.ts';
import type { Words } from '../i18n/index.ts';
import { deadline, type Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, Tag } from '../ui/status.tsx';

const SIGNALS: Record<FaultState, { icon: IconName; tone?: Tone }> = {
  reported: { icon: 's-todo', tone: 'warn' },
  assigned: { icon: 's-doing' },
  diagnosed: { icon: 's-doing' },
  asking: { icon: 's-near', tone: 'caution' },
  repaired: { icon: 's-go' },
  closed: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};

export function FaultStatus({ t, status, badge }: { t: Words; status: FaultState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.faults.states[status]}
    </Status>
  );
}

export function UrgencyTag({ t, urgency }: { t: Words; urgency: Urgency }) {
  const text = t.faults.urgencies[urgency];
  return urgency === 'routine' ? (
    <span>{text}</span>
  ) : (
    <Tag tone={urgency === 'critical' ? 'danger' : 'warn'}>{text}</Tag>
  );
}

/** How long is left to repair it, or by how much it is late. */
export function DueText({ t, dueAt, now }: { t: Words; dueAt: number; now: number }) {
  const { text, icon, tone } = deadline(t, dueAt, now);
  return (
    <Status icon={icon} {...(tone && { tone })}>
      {text}
    </Status>
  );
}
