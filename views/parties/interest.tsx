/** The note that a supplier is a member too: it stands wherever somebody decides about that supplier. */
import type { Words } from '../i18n/index.ts';
import { Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status.tsx';

interface InterestProps {
  t: Words;
  /** Short name of the member, from `interestsOf`; nothing is shown without one. */
  member: string | undefined;
}

/** Which member it is, and that its buyers and approvers may not decide. */
export function InterestNotice({ t, member }: InterestProps) {
  if (member === undefined) return null;
  return (
    <Notice tone="warn" icon="i-flag" title={t.parties.interestTitle(member)} level="h3">
      <p>{t.parties.interestText(member)}</p>
    </Notice>
  );
}

/** The same in a row of a list: 利益关系. */
export function InterestTag({ t, member }: InterestProps) {
  if (member === undefined) return null;
  return (
    <Tag tone="warn" icon="i-flag">
      {t.parties.interest}
    </Tag>
  );
}
