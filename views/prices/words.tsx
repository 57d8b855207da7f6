/** Why a price holds, as a sentence; and the tabs that lead from prices to contracts, progress, talks and repricing. */
import { paths } from '../../src/paths.ts';
import type { PriceReason } from '../../src/prices/applicable-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Tabs } from '../ui/filters.tsx';
import { priceText } from '../ui/format.ts';

/** The sentence of a reason that `pricesOn` gave, also one that a plan line kept. */
export function priceReasonText(t: Words, reason: { code: string; detail: PriceReason['detail'] }): string {
  const { reasons, whyNot } = t.prices;
  if (!Object.hasOwn(reasons, reason.code)) return reason.code;
  const why = (code: string) => (Object.hasOwn(whyNot, code) ? whyNot[code as keyof typeof whyNot] : whyNot.other);
  return reasons[reason.code as keyof typeof reasons](reason.detail, why, priceText);
}

const SECTIONS = {
  prices: paths.prices,
  selling: paths.selling,
  contracts: paths.contracts,
  progress: paths.volumeProgress,
  negotiations: paths.negotiations,
  repricings: paths.repricings,
} as const;

export function PriceTabs({ t, current }: { t: Words; current: keyof typeof SECTIONS }) {
  const keys = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[];
  const tabs = keys.map((key) => ({
    label: t.prices.sections[key],
    href: SECTIONS[key](),
    current: key === current,
  }));
  return <Tabs label={t.prices.sectionsLabel} tabs={tabs} />;
}
