/** What issues say in words: state, kind, purpose, and the acts of their timeline. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { IssuePurpose, IssueState } from '../../src/issues/rules.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, momentText, whoText } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import type { LogEntry } from '../ui/timeline.tsx';

export function IssueStatus({ t, status, badge }: { t: Words; status: IssueState; badge?: boolean }) {
  return (
    <Status icon={status === 'posted' ? 's-done' : 's-no'} badge={badge}>
      {t.issues.states[status]}
    </Status>
  );
}

/** To whom it went, in one line. */
export function destinationText(
  t: Words,
  to: { purpose: IssuePurpose; ward: string; patientRef: string; prescriptionRef: string },
): string {
  const parts = [t.issues.purposes[to.purpose], to.ward, to.patientRef, to.prescriptionRef];
  return parts.filter((part) => part !== '').join(' ');
}

/** Newest first, with the second person where there was one. */
export function issueLog(t: Words, acts: readonly ActRow[], now: number): LogEntry[] {
  const words = t.issues;
  return [...acts].reverse().map((act) => {
    const second = act.detail?.second;
    const by = [`${whoText(t, act)}`, momentText(t, act.at, now)];
    if (typeof second === 'string') by.push(`${words.second} ${second}`);
    return {
      act: words.acts[act.act] ?? act.act,
      text: act.note ?? '',
      by: by.join(clauseComma(t)),
    };
  });
}
