/** What inspections say in words: states, decisions, acts of the timeline. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { ReturnState } from '../../src/receiving/return-rules.ts';
import type { Decision, ReceiptState } from '../../src/receiving/rules.ts';
import type { Words } from '../i18n/index.ts';
import { momentText, whoText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';
import type { LogEntry } from '../ui/timeline.tsx';

interface Look {
  icon: IconName;
  tone?: Tone;
}

const LOOKS: Record<ReceiptState, Look> = {
  draft: { icon: 's-doing', tone: 'accent' },
  pending: { icon: 's-hold', tone: 'warn' },
  passed: { icon: 's-done' },
  partly: { icon: 's-near', tone: 'warn' },
  refused: { icon: 's-no', tone: 'danger' },
  abandoned: { icon: 's-no' },
};
const DECIDED: Record<Decision, Look> = {
  accepted: { icon: 's-done' },
  concession: { icon: 's-near', tone: 'warn' },
  rejected: { icon: 's-no', tone: 'danger' },
  pending: { icon: 's-hold', tone: 'warn' },
};
const RETURNS: Record<ReturnState, Look> = {
  at_door: { icon: 's-no' },
  proposed: { icon: 's-todo', tone: 'accent' },
  returned: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};

export function ReceiptStatus({ t, status, badge }: { t: Words; status: ReceiptState; badge?: boolean }) {
  return (
    <Status {...LOOKS[status]} badge={badge}>
      {t.receiving.states[status]}
    </Status>
  );
}

export function DecisionStatus({ t, decision }: { t: Words; decision: Decision }) {
  return <Status {...DECIDED[decision]}>{t.receiving.decisions[decision]}</Status>;
}

export function ReturnStatus({ t, status, badge }: { t: Words; status: ReturnState; badge?: boolean }) {
  return (
    <Status {...RETURNS[status]} badge={badge}>
      {t.receiving.returnStates[status]}
    </Status>
  );
}

/** The timeline as a log, newest first; of several savings in a row the last stands for all. */
export function logOf(t: Words, acts: readonly ActRow[], now: number): LogEntry[] {
  const shown = acts.filter((act, at) => act.act !== 'save' || acts[at + 1]?.act !== 'save');
  return [...shown].reverse().map((act) => ({
    act: t.receiving.acts[act.act] ?? act.act,
    text: act.note ?? '',
    by: `${whoText(t, act)}，${momentText(t, act.at, now)}`,
  }));
}

/** Tenths of a degree as people write them. */
export function degrees(tenths: number | null): string | undefined {
  return tenths === null ? undefined : (tenths / 10).toFixed(1);
}
