/** When the formulary must be revised next, and what the open draft waits for: on its page and on the page of today. */
import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Advice, Notice } from '../ui/notice.tsx';

export interface RevisionView {
  /** Null while nothing was ever published. */
  due: { dueOn: string; state: 'fine' | 'soon' | 'overdue' } | null;
  months: number;
  /** What the open draft waits for; null when none is open. */
  draft: { number: string; changes: number; problems: readonly Refusal[] } | null;
}

/** A line while there is time, a notice when the revision is due. */
export function RevisionNotice({ t, revision }: { t: Words; revision: RevisionView }) {
  const words = t.formulary.revision;
  const { due, draft } = revision;
  if (due === null) return null;
  if (due.state === 'fine') return <Advice icon="i-clock">{words.fine(due.dueOn)}</Advice>;
  const overdue = due.state === 'overdue';
  return (
    <Notice
      tone={overdue ? 'danger' : 'warn'}
      icon={overdue ? 's-late' : 's-near'}
      title={overdue ? words.overdue(due.dueOn) : words.soon(due.dueOn)}
      buttons={<LinkButton href={paths.formularyDraft()}>{draft === null ? words.start : words.openDraft}</LinkButton>}
    >
      <p>{words.text(revision.months)}</p>
    </Notice>
  );
}

const VOTES: readonly string[] = ['formulary_not_decided', 'formulary_changed_since_vote'];

/** The way to the committee's agenda, while its vote is what is missing. */
export function ToCommittee({ t, problems }: { t: Words; problems: readonly Refusal[] }) {
  if (!problems.some(({ reason }) => VOTES.includes(reason))) return null;
  return <LinkButton href={paths.committee()}>{t.formulary.draft.toCommittee}</LinkButton>;
}

/** What the open draft waits for, in one notice. */
export function DraftWaits({ t, revision }: { t: Words; revision: RevisionView }) {
  const { draft } = revision;
  if (draft === null) return null;
  const words = t.formulary.waiting;
  return (
    <Notice
      title={`${words.title(draft.number)} ${words.changes(draft.changes)}`}
      icon="s-draft"
      buttons={<LinkButton href={paths.formularyDraft()}>{t.formulary.revision.openDraft}</LinkButton>}
    >
      {draft.problems.length === 0 ? (
        <p>{words.ready}</p>
      ) : (
        <p>
          {words.for}
          {draft.problems.map((problem) => refusalText(t, problem)).join(t.language === 'zh' ? '' : ' ')}
        </p>
      )}
    </Notice>
  );
}
