/** How papers of losses are spoken of on every page. */
import type { LossState } from '../../src/losses/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<LossState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-todo' },
  submitted: { icon: 's-near', tone: 'warn' },
  posted: { icon: 's-done' },
  reversed: { icon: 's-no' },
  cancelled: { icon: 's-no' },
  destroyed: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};

export function LossStatus({ t, status, badge }: { t: Words; status: string; badge?: boolean }) {
  const known = status as LossState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.losses.states[known]}
    </Status>
  );
}
