/** How disposals are spoken of on every page. */
import type { DisposalState } from '../../src/disposals/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<DisposalState, { icon: IconName; tone?: Tone }> = {
  proposed: { icon: 's-todo' },
  appraised: { icon: 's-near', tone: 'warn' },
  approved: { icon: 's-todo' },
  done: { icon: 's-done' },
  refused: { icon: 's-no' },
  withdrawn: { icon: 's-no' },
};

export function DisposalStatus({ t, status, badge }: { t: Words; status: string; badge?: boolean }) {
  const known = status as DisposalState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.disposals.states[known]}
    </Status>
  );
}
