/** How rounds and their stops are spoken of on every page. */
import type { RoundStop } from '../../src/rounds/round-record.ts';
import type { RoundState } from '../../src/rounds/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const ICONS: Record<RoundState, IconName> = {
  planned: 's-todo',
  under_way: 's-doing',
  ended: 's-done',
  cancelled: 's-no',
};

export function RoundStatus({ t, status, badge }: { t: Words; status: RoundState; badge?: boolean }) {
  return (
    <Status icon={ICONS[status]} {...(badge && { badge })}>
      {t.rounds.states[status]}
    </Status>
  );
}

const OUTCOMES: Record<'handed' | 'refused' | 'missed', { icon: IconName; tone?: Tone }> = {
  handed: { icon: 's-done' },
  refused: { icon: 's-no', tone: 'danger' },
  missed: { icon: 's-late', tone: 'warn' },
};

interface StopStatusProps {
  t: Words;
  stop: RoundStop['stop'];
  status: RoundState;
}

/** What became of a stop, or what it waits for. */
export function StopStatus({ t, stop, status }: StopStatusProps) {
  const words = t.rounds;
  if (stop.outcome !== null) return <Status {...OUTCOMES[stop.outcome]}>{words.outcomes[stop.outcome]}</Status>;
  if (status === 'cancelled') return <Status icon="s-no">{words.states.cancelled}</Status>;
  return status === 'planned' ? (
    <Status icon="s-todo">{words.waitsToLeave}</Status>
  ) : (
    <Status icon="s-doing">{words.aboard}</Status>
  );
}
