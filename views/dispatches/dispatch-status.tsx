/** The states of dispatches and differences: shape and word, a colour only when someone must act. */
import type { Words } from '../i18n/index.ts';
import { momentText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const LOOKS: Record<string, { icon: IconName; tone?: Tone }> = {
  picking: { icon: 's-doing', tone: 'accent' },
  in_transit: { icon: 's-go', tone: 'info' },
  discrepancy: { icon: 's-near', tone: 'warn' },
  received: { icon: 's-done' },
  cancelled: { icon: 's-no' },
  reversed: { icon: 's-no' },
};

interface StatusProps {
  t: Words;
  status: string;
  badge?: boolean;
  /** Replaces the word: 拣配中，4 / 8行. */
  text?: string;
}

export function DispatchStatus({ t, status, badge, text }: StatusProps) {
  const look = LOOKS[status] ?? { icon: 's-todo' as const };
  return (
    <Status icon={look.icon} {...(look.tone && { tone: look.tone })} {...(badge && { badge })}>
      {text ?? t.dispatches.states[status] ?? status}
    </Status>
  );
}

export function DifferenceStatus({ t, status, badge }: StatusProps) {
  const open = status === 'open';
  return (
    <Status icon={open ? 's-near' : 's-done'} {...(open && { tone: 'warn' })} {...(badge && { badge })}>
      {t.dispatches.differences.states[status] ?? status}
    </Status>
  );
}

interface DueProps {
  t: Words;
  now: number;
  row: { status: string; dueAt: number | null };
}

/** When both sides should have spoken; an open case that is late says so. */
export function Due({ t, now, row }: DueProps) {
  if (row.dueAt === null) return null;
  const late = row.status === 'open' && now > row.dueAt;
  return (
    <>
      {momentText(t, row.dueAt, now)}{' '}
      {late && (
        <Status icon="s-near" tone="danger">
          {t.arrivals.transit.late}
        </Status>
      )}
    </>
  );
}
