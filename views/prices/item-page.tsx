/** Everything about the price of one item: the answer for a day, its reason, the course, every row behind it. */
import { paths } from '../../src/paths.ts';
import type { ItemPrices } from '../../src/prices/item-queries.ts';
import type { Words } from '../i18n/index.ts';
import { SellingPanel } from '../selling/panel.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
import { packText } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Price } from '../ui/values.tsx';
import { PriceHistoryChart, PriceLegend } from './history-chart.tsx';
import { ListedForm, TermForm } from './item-forms.tsx';
import type { ItemPricesProps } from './item-page-props.ts';
import { TermHistory, TermRows } from './term-tables.tsx';
import { priceReasonText } from './words.tsx';

export function ItemPricesPage(props: ItemPricesProps) {
  const { t, item, prices, today, mayEdit } = props;
  const words = t.prices;
  return (
    <>
      <PageHead
        title={words.priceOf(item.genericName)}
        crumbs={[
          { label: words.title, href: paths.prices() },
          { label: item.code, code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[item.strength, packText(t, item), item.manufacturer, <a href={paths.item(item.code)}>{item.code}</a>]}
      />
      <Columns>
        <div class="stack">
          <Answer {...props} />
          {props.selling && <SellingPanel t={t} code={item.code} day={props.day} selling={props.selling} opens />}
          <Panel title={words.history}>
            <PriceLegend t={t} />
            <PriceHistoryChart t={t} name={item.genericName} prices={prices} today={today} />
          </Panel>
          <ListedRows t={t} prices={prices} />
          <ContractRows t={t} prices={prices} />
          <TermRows t={t} prices={prices} day={props.day} />
          <TermHistory t={t} prices={prices} />
          <PaidRows t={t} prices={prices} />
        </div>
        {mayEdit && (
          <Rail label={words.addListed}>
            <ListedForm {...props} />
            <TermForm {...props} />
          </Rail>
        )}
      </Columns>
    </>
  );
}

function Answer({ t, item, day, today, price }: ItemPricesProps) {
  const words = t.prices;
  return (
    <Panel title={words.answer(day)}>
      <Filters t={t} action={paths.itemPrices(item.code)} verb={words.show}>
        <FilterText label={words.onDay} name="on" type="date" {...(day !== today && { value: day })} />
      </Filters>
      {price === null ? (
        <Notice tone="warn" level="h3" title={words.noPrice}>
          <p>{words.noPriceText}</p>
        </Notice>
      ) : (
        <>
          <Facts
            facts={[
              { label: words.dayPrice, value: <Price pricePack={price.pricePack} />, note: words.packPrice },
              { label: words.supplier, value: String(price.reason.detail.party), note: words.channels[price.channel] },
              {
                label: words.ceiling,
                value: price.ceilingPack === null ? words.unlisted : <Price pricePack={price.ceilingPack} />,
              },
              {
                label: words.steps,
                value: words.stepsText(
                  price.leastPacks,
                  price.stepPacks,
                  t.formats.unit(item.packUnit, price.leastPacks),
                  price.leadDays,
                ),
              },
            ]}
          />
          <Advice>{priceReasonText(t, price.reason)}</Advice>
        </>
      )}
    </Panel>
  );
}

function ListedRows({ t, prices }: { t: Words; prices: ItemPrices }) {
  const words = t.prices;
  if (prices.listed.length === 0) return null;
  const head = (
    <>
      <Head>{words.validFrom}</Head>
      <Head>{words.validTo}</Head>
      <Head num>{words.price}</Head>
      <Head>{words.source}</Head>
      <Head>{words.recordedBy}</Head>
    </>
  );
  return (
    <Panel title={words.listedRows} padded={false}>
      <Table caption={words.listedRows} head={head} inset>
        {prices.listed.map((row) => (
          <tr>
            <td>{row.validFrom}</td>
            <td>{row.validTo ?? ''}</td>
            <td class="num">
              <Price pricePack={row.pricePack} />
            </td>
            <td>{row.source}</td>
            <td>{row.recordedByName}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function ContractRows({ t, prices }: { t: Words; prices: ItemPrices }) {
  const words = t.prices;
  if (prices.contracts.length === 0) return null;
  const head = (
    <>
      <Head>{words.contract}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.span}</Head>
      <Head num>{words.price}</Head>
      <Head>{words.contracts.state}</Head>
    </>
  );
  return (
    <Panel title={words.contractRows} padded={false}>
      <Table caption={words.contractRows} head={head} inset>
        {prices.contracts.map((row) => (
          <tr>
            <td>
              <Code href={paths.contract(row.number)}>{row.number}</Code>
            </td>
            <td>{words.contracts.kinds[row.kind]}</td>
            <td>{row.partyName}</td>
            <td>{words.contracts.spanText(row.startsOn, row.endsOn)}</td>
            <td class="num">
              <Price pricePack={row.pricePack} />
            </td>
            <td>{words.contracts.states[row.status as keyof typeof words.contracts.states]}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function PaidRows({ t, prices }: { t: Words; prices: ItemPrices }) {
  const words = t.prices;
  if (prices.paid.length === 0) return null;
  const head = (
    <>
      <Head>{words.receivedOn}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.price}</Head>
    </>
  );
  return (
    <Panel title={words.paidRows} padded={false}>
      <Table caption={words.paidRows} head={head} inset>
        {prices.paid.map((row) => (
          <tr>
            <td>{row.receivedOn}</td>
            <td>
              <Code href={paths.lot(row.lotId)}>{row.lotNumber}</Code>
            </td>
            <td class="num">
              <Price pricePack={row.pricePack} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
