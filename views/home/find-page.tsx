/** What the search box found, when it was not one thing alone. */

import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { Resolved } from '../../src/scanning/resolve-queries.ts';
import { FoundTag, ItemTags, itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot } from '../ui/values.tsx';

interface FindPageProps {
  t: Words;
  q: string;
  found: Resolved;
  expiry: ExpiryView;
}

export function FindPage({ t, q, found, expiry }: FindPageProps) {
  const words = t.home.find;
  const nothing = found.items.length === 0 && found.lots.length === 0;
  return (
    <>
      <PageHead title={q === '' ? words.title : words.for(q)} facts={[words.hint]} />
      {nothing && <Empty title={words.nothing} text={words.nothingText} />}
      <div class="stack">
        {found.lots.length > 0 && <Lots t={t} lots={found.lots} expiry={expiry} />}
        {found.items.length > 0 && <Items t={t} items={found.items} />}
      </div>
    </>
  );
}

function Lots({ t, lots, expiry }: { t: Words; lots: Resolved['lots']; expiry: ExpiryView }) {
  const words = t.home.find;
  const head = (
    <>
      <Head>{words.lotOf}</Head>
      <Head>{words.item}</Head>
    </>
  );
  return (
    <Panel title={words.lots} padded={false}>
      <Table caption={words.lots} head={head}>
        {lots.map((lot) => (
          <tr>
            <td>
              <Lot t={t} batchNumber={lot.number} expiresOn={lot.expiresOn} expiry={expiry} href={paths.lot(lot.id)} />
            </td>
            <td>
              <Item name={lot.item.genericName} detail={itemDetail(t, lot.item)} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Items({ t, items }: { t: Words; items: Resolved['items'] }) {
  const words = t.home.find;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head num>{words.stock}</Head>
    </>
  );
  return (
    <Panel title={words.items} padded={false}>
      <Table caption={words.items} head={head}>
        {items.map((item) => (
          <tr>
            <td>
              <Item
                name={item.genericName}
                detail={itemDetail(t, item)}
                href={paths.item(item.code)}
                tags={
                  <>
                    <ItemTags t={t} item={item} /> <FoundTag t={t} item={item} />
                  </>
                }
              />
            </td>
            <td class="num">
              <a href={paths.stock({ q: item.code })}>{words.stock}</a>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
