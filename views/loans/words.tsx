/** How loans are spoken of on every page: their status, and how long the borrower may still have the thing. */
import { daysBetween } from '../../src/kernel/clock.ts';
import { isReminded, type LoanState } from '../../src/loans/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<LoanState, { icon: IconName; tone?: Tone }> = {
  asked: { icon: 's-todo', tone: 'warn' },
  agreed: { icon: 's-go' },
  out: { icon: 's-doing' },
  returned: { icon: 's-done' },
  refused: { icon: 's-no' },
  cancelled: { icon: 's-no' },
};

export function LoanStatus({ t, status, badge }: { t: Words; status: LoanState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.loans.states[status]}
    </Status>
  );
}

/** Days left until it must be back, or by how many it is late. */
export function LoanDue({ t, dueOn, today }: { t: Words; dueOn: string; today: string }) {
  const left = daysBetween(today, dueOn);
  if (left < 0) return <Status {...{ icon: 's-late', tone: 'danger' }}>{t.loans.lateDays(-left)}</Status>;
  const near = isReminded(dueOn, today);
  return (
    <Status {...(near ? { icon: 's-near', tone: 'warn' } : { icon: 's-todo' })}>{t.formats.leftDays(left)}</Status>
  );
}
