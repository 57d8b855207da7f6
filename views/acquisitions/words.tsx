/** How applications for equipment are spoken of on every page. */
import type { AcquisitionState } from '../../src/acquisitions/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<AcquisitionState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-todo' },
  submitted: { icon: 's-near', tone: 'warn' },
  approved: { icon: 's-done' },
  rejected: { icon: 's-no' },
  cancelled: { icon: 's-no' },
};

export function AcquisitionStatus({ t, status, badge }: { t: Words; status: string; badge?: boolean }) {
  const known = status as AcquisitionState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.acquisitions.states[known]}
    </Status>
  );
}
