/** How contracts for equipment and acceptances are spoken of on every page. */
import type { AcceptanceState, PurchaseState } from '../../src/asset-purchases/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<PurchaseState, { icon: IconName; tone?: Tone }> = {
  ordered: { icon: 's-todo' },
  done: { icon: 's-done' },
  closed: { icon: 's-no' },
};

const ACCEPTANCES: Record<AcceptanceState, { icon: IconName; tone?: Tone }> = {
  arrived: { icon: 's-todo', tone: 'warn' },
  half: { icon: 's-near', tone: 'warn' },
  accepted: { icon: 's-done' },
  returned: { icon: 's-no' },
  undone: { icon: 's-no' },
};

interface StatusProps {
  t: Words;
  status: string;
  badge?: boolean;
}

export function PurchaseStatus({ t, status, badge }: StatusProps) {
  const known = status as PurchaseState;
  return (
    <Status {...SIGNALS[known]} {...(badge && { badge })}>
      {t.assetPurchases.states[known]}
    </Status>
  );
}

export function AcceptanceStatus({ t, status, badge }: StatusProps) {
  const known = status as AcceptanceState;
  return (
    <Status {...ACCEPTANCES[known]} {...(badge && { badge })}>
      {t.assetPurchases.acceptanceStates[known]}
    </Status>
  );
}
