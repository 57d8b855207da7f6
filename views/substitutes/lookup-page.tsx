/** What can replace one item: computed from its generic name and strength, and approved by the committee. */
import { paths } from '../../src/paths.ts';
import type { Offer, OfferItem } from '../../src/substitutes/queries.ts';
import type { Words } from '../i18n/index.ts';
import { Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { SubstituteTabs } from './index-page.tsx';
import { OfferTable } from './offers.tsx';

type FoundItem = Pick<OfferItem, 'code' | 'genericName' | 'form' | 'strength' | 'manufacturer' | 'baseUnit'>;

interface LookupPageProps {
  t: Words;
  q: string;
  found: FoundItem[];
  chosen: FoundItem | undefined;
  offers: Offer[];
}

const detailOf = (item: FoundItem) => [item.form, item.strength, item.manufacturer].filter(Boolean).join(' ');

export function LookupPage({ t, q, found, chosen, offers }: LookupPageProps) {
  const words = t.substitutes;
  return (
    <>
      <PageHead title={words.title} facts={[words.rule]} />
      <SubstituteTabs t={t} current="lookup" />
      <Filters
        t={t}
        action={paths.substituteLookup()}
        verb={t.catalogue.search}
        {...(q !== '' && { clear: paths.substituteLookup() })}
      >
        <FilterText label={words.search} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {chosen !== undefined && <Chosen t={t} item={chosen} offers={offers} />}
      {q === '' && chosen === undefined && <Empty title={words.sections.lookup} text={words.lookupHint} />}
      {q !== '' && found.length === 0 && <Empty title={words.noneTitle} text={words.nothingFound} />}
      {found.length > 0 && <Found t={t} q={q} found={found} chosenCode={chosen?.code} />}
    </>
  );
}

function Chosen({ t, item, offers }: { t: Words; item: FoundItem; offers: Offer[] }) {
  const words = t.substitutes;
  return (
    <Panel title={words.lookupTitle(item.genericName)} note={detailOf(item)} padded={offers.length === 0}>
      {offers.length === 0 ? (
        <p class="note">{words.noneText}</p>
      ) : (
        <OfferTable t={t} offers={offers} baseUnit={item.baseUnit} />
      )}
    </Panel>
  );
}

interface FoundProps {
  t: Words;
  q: string;
  found: FoundItem[];
  chosenCode: string | undefined;
}

function Found({ t, q, found, chosenCode }: FoundProps) {
  const words = t.substitutes;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.code}</Head>
    </>
  );
  return (
    <Table caption={words.find} head={head}>
      {found.map((item) => (
        <tr class={item.code === chosenCode ? 'current' : undefined}>
          <td>
            <Item
              name={item.genericName}
              detail={detailOf(item)}
              href={paths.substituteLookup({ q, item: item.code })}
            />
          </td>
          <td>
            <Code>{item.code}</Code>
          </td>
        </tr>
      ))}
    </Table>
  );
}
