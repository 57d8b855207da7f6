/** How recalls are spoken of on every page; a drill is marked wherever it stands. */
import type { RecallLevel, RecallState } from '../../src/recalls/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Status, Tag } from '../ui/status.tsx';

const SIGNALS: Record<RecallState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-todo', tone: 'warn' },
  open: { icon: 's-stop', tone: 'danger' },
  closed: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};

/** The state of a recall; an open drill froze nothing and calls nobody in red. */
export function RecallStatus({
  t,
  status,
  drill,
  badge,
}: {
  t: Words;
  status: string;
  drill: boolean;
  badge?: boolean;
}) {
  const known = status as RecallState;
  const signal = drill && known === 'open' ? { icon: 's-doing' as const } : SIGNALS[known];
  return (
    <Status {...signal} {...(badge && { badge })}>
      {drill ? t.recalls.drillStates[known] : t.recalls.states[known]}
    </Status>
  );
}

export function LevelTag({ t, level }: { t: Words; level: number }) {
  const known = level as RecallLevel;
  return <Tag {...(known === 1 && { tone: 'danger' as const })}>{t.recalls.levels[known]}</Tag>;
}

export function DrillTag({ t }: { t: Words }) {
  return <Tag tone="info">{t.recalls.drill}</Tag>;
}

/** Says on top of a page that nothing of it is in earnest. */
export function DrillNotice({ t }: { t: Words }) {
  return (
    <Notice title={t.recalls.drillMark} tone="info">
      <p>{t.recalls.drillText}</p>
    </Notice>
  );
}
