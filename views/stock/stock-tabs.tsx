/** From one view of stock to the next: overview, near expiry, slow stock, value, a past day. */
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Tabs } from '../ui/filters.tsx';

export type StockView = 'matrix' | 'expiry' | 'slow' | 'value' | 'pastDay';

export function StockTabs({ t, current, seesPrices }: { t: Words; current: StockView; seesPrices: boolean }) {
  const words = t.stockViews.tabs;
  const tab = (view: StockView, href: string) => ({ label: words[view], href, current: view === current });
  return (
    <Tabs
      label={words.label}
      tabs={[
        tab('matrix', paths.stock()),
        tab('expiry', paths.stockExpiry()),
        tab('slow', paths.stockSlow()),
        ...(seesPrices ? [tab('value', paths.stockValue())] : []),
        tab('pastDay', paths.stockThen()),
      ]}
    />
  );
}
