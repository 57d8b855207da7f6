/** What an item is sold for on a day, in short: beside its other facts on the pages of items. */
import { paths } from '../../src/paths.ts';
import type { ItemSelling } from '../../src/selling/queries.ts';
import type { Words } from '../i18n/index.ts';
import { Facts, Panel } from '../ui/panel.tsx';
import { Price } from '../ui/values.tsx';

interface SellingPanelProps {
  t: Words;
  code: string;
  day: string;
  selling: ItemSelling;
  /** Whether the reader may open the page behind it. */
  opens: boolean;
}

export function SellingPanel({ t, code, day, selling, opens }: SellingPanelProps) {
  const words = t.selling;
  const { price, rule } = selling;
  const link = opens ? { link: { href: paths.itemSelling(code), label: words.history } } : {};
  return (
    <Panel title={words.answer(day)} {...link}>
      {price === null && <p class="note">{words.none}</p>}
      <Facts
        facts={[
          ...(price === null
            ? []
            : [
                { label: words.price, value: <Price pricePack={price.pricePack} />, note: words.origins[price.origin] },
                { label: words.validFrom, value: price.validFrom },
              ]),
          { label: words.rule, value: words.rules[rule.code](rule) },
        ]}
      />
    </Panel>
  );
}
