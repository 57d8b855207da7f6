/** Discrepancies, charges of losses and what is on the way: three lists of one road, beside each other. */
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Tabs } from '../ui/filters.tsx';

type Tab = 'differences' | 'charges' | 'transit';

/** `prices`: charges are for those who see what goods cost. */
export function ArrivalTabs({ t, current, prices }: { t: Words; current: Tab; prices: boolean }) {
  const words = t.arrivals.charges;
  const all: [Tab, string][] = [
    ['differences', paths.discrepancies()],
    ...(prices ? [['charges', paths.charges()] as [Tab, string]] : []),
    ['transit', paths.transit()],
  ];
  const tabs = all.map(([tab, href]) => ({ label: words.tabs[tab], href, current: tab === current }));
  return <Tabs label={words.tabsLabel} tabs={tabs} />;
}
