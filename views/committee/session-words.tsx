/** How a session and its matters are named and marked. */
import type { MatterKind, SessionState } from '../../src/committee/rules.ts';
import type { SessionRecord, ShownMatter } from '../../src/committee/session-queries.ts';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const LOOKS: Record<SessionState, { icon: IconName; tone?: Tone }> = {
  called: { icon: 's-todo' },
  open: { icon: 's-doing', tone: 'accent' },
  closed: { icon: 's-done' },
  cancelled: { icon: 's-no' },
};

const OUTCOMES: Record<NonNullable<ShownMatter['outcome']>, IconName> = {
  passed: 's-done',
  rejected: 's-no',
  no_quorum: 's-hold',
  adjourned: 's-hold',
};

export function stateOf(record: Pick<SessionRecord, 'document'>): SessionState {
  return record.document.status as SessionState;
}

export function SessionStatus({ t, state, badge }: { t: Words; state: SessionState; badge?: boolean }) {
  const { icon, tone } = LOOKS[state];
  return (
    <Status icon={icon} tone={tone} badge={badge}>
      {t.committee.states[state]}
    </Status>
  );
}

export function OutcomeStatus({ t, outcome }: { t: Words; outcome: NonNullable<ShownMatter['outcome']> }) {
  return <Status icon={OUTCOMES[outcome]}>{t.committee.outcome[outcome]}</Status>;
}

export function kindOf(t: Words, kind: MatterKind): string {
  return t.committee.kinds[kind];
}

/** `赞成5，反对1，弃权0，回避1`. */
export function countsText(t: Words, matter: ShownMatter): string {
  const { votesFor, votesAgainst, abstentions, recusals } = matter;
  return t.committee.counts(votesFor ?? 0, votesAgainst ?? 0, abstentions ?? 0, recusals ?? 0);
}

/** A recusal that the program wrote down is told in words. */
export function reasonText(t: Words, reason: string): string {
  return t.committee.conflict[reason] ?? reason;
}
