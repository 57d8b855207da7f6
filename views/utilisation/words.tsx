/** Shares and spans of use, as every page of use shows them: a dash where there is no base. */
import type { Words } from '../i18n/index.ts';
import { Money } from '../ui/values.tsx';

export function shareText(share: number | null): string {
  return share === null ? '–' : `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
}

export function hoursText(minutes: number): string {
  return (minutes / 60).toLocaleString('en-US', { maximumFractionDigits: 1 });
}

export function paybackText(t: Words, years: number | null): string {
  return years === null ? '–' : t.assetValues.paybackYears(years.toFixed(1));
}

export function MaybeMoney({ t, amountFen }: { t: Words; amountFen: number | null }) {
  return amountFen === null ? <span class="muted">–</span> : <Money t={t} amountFen={amountFen} />;
}
