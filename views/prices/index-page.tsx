/** What everything costs on a day: the listed ceiling, the price of the day, from whom, and why. */
import { paths, type Query } from '../../src/paths.ts';
import type { PriceLine, PriceState } from '../../src/prices/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterDay, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { packText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Price } from '../ui/values.tsx';
import { PriceTabs, priceReasonText } from './words.tsx';

interface PricesPageProps {
  t: Words;
  filter: { q?: string | undefined; state?: PriceState | undefined };
  states: readonly PriceState[];
  day: string;
  today: string;
  lines: PriceLine[];
  page: { page: number; size: number; total: number };
  can: { edit: boolean; export: boolean };
}

export function PricesPage({ t, filter, states, day, today, lines, page, can }: PricesPageProps) {
  const words = t.prices;
  const query: Query = { ...filter, on: day === today ? undefined : day };
  const filtered = Object.values(query).some((value) => value !== undefined && value !== '');
  const exports = <ExportLinks t={t} csv={paths.pricesExport('csv', query)} xlsx={paths.pricesExport('xlsx', query)} />;
  const options = [
    { value: '', label: t.lists.all },
    ...states.map((value) => ({ value, label: words.states[value] })),
  ];
  const importing = (
    <LinkButton icon="i-download" href={paths.priceImport()}>
      {words.toImport}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.edit && { actions: importing })} />
      <PriceTabs t={t} current="prices" />
      <Filters
        t={t}
        action={paths.prices()}
        {...(filtered && { clear: paths.prices() })}
        {...(can.export && { right: exports })}
      >
        <FilterText label={words.search} name="q" placeholder={words.searchHint} value={filter.q} />
        <FilterSelect label={words.state} name="state" options={options} value={filter.state} />
        <FilterDay t={t} day={day} today={today} />
      </Filters>
      {lines.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Rows t={t} lines={lines} on={query.on} />
      )}
      <NumberedPager t={t} {...page} href={(to) => paths.prices({ ...query, page: to })} />
    </>
  );
}

function Rows({ t, lines, on }: { t: Words; lines: PriceLine[]; on: Query[string] }) {
  const words = t.prices;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head num>{words.listedPrice}</Head>
      <Head num>{words.dayPrice}</Head>
      <Head>{words.channel}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.why}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {lines.map((line) => (
        <tr>
          <td>
            <Item
              name={line.genericName}
              detail={[line.strength, packText(t, line), line.manufacturer, line.code].filter(Boolean).join(' ')}
              href={paths.itemPrices(line.code, { on })}
            />
          </td>
          <td class="num span-2" data-label={words.listedPrice}>
            {line.listed === null ? <small>{words.unlisted}</small> : <Price pricePack={line.listed.pricePack} />}
          </td>
          <td class="num span-2" data-label={words.dayPrice}>
            {line.price !== null && <Price pricePack={line.price.pricePack} />}
          </td>
          <td class="span-2" data-label={words.channel}>
            {line.price !== null && words.channels[line.price.channel]}
          </td>
          <td class="span-2" data-label={words.supplier}>
            {line.price === null ? words.nobody : line.partyName}
          </td>
          <td class="note span-4">{line.price !== null && priceReasonText(t, line.price.reason)}</td>
        </tr>
      ))}
    </Table>
  );
}
