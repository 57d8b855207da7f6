/** How transfers of equipment are spoken of on every page. */
import type { MoveState } from '../../src/asset-transfers/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<MoveState, { icon: IconName; tone?: Tone }> = {
  proposed: { icon: 's-near', tone: 'warn' },
  approved: { icon: 's-todo' },
  moving: { icon: 's-doing' },
  done: { icon: 's-done' },
  refused: { icon: 's-no' },
  withdrawn: { icon: 's-no' },
};

export function MoveStatus({ t, status, badge }: { t: Words; status: string; badge?: boolean }) {
  const known = status as MoveState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.assetTransfers.states[known]}
    </Status>
  );
}
