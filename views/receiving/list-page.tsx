/** Inspections as a list, and above it the deliveries that wait to be inspected. */
import { paths } from '../../src/paths.ts';
import type { AwaitedDelivery, ListedReceipt, ReceiptFilter, ReceiptTab } from '../../src/receiving/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { momentText, planDay } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { ReceiptStatus } from './words.tsx';

export interface ReceiptsPageProps {
  t: Words;
  filter: ReceiptFilter;
  counts: Record<ReceiptTab, number>;
  rows: ListedReceipt[];
  awaited: (AwaitedDelivery & { mine: boolean })[];
  next: string | undefined;
  paged: boolean;
  can: { inspect: boolean; export: boolean; prices: boolean };
  now: number;
  today: string;
}

export function ReceiptsPage(props: ReceiptsPageProps) {
  const { t, filter, counts, rows, can, awaited } = props;
  const words = t.receiving;
  const query = { tab: filter.tab === 'open' ? undefined : filter.tab, q: filter.q };
  const tabs = (Object.keys(words.tabs) as ReceiptTab[]).map((tab) => ({
    label: words.tabs[tab],
    count: counts[tab],
    href: paths.receiving({ ...query, tab }),
    current: filter.tab === tab,
  }));
  const files = (format: 'csv' | 'xlsx') => paths.receivingExport(format, query);
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        actions={
          <>
            <LinkButton href={paths.returns()}>{words.returns}</LinkButton>
            {can.inspect && <LinkButton href={paths.newReceipt()}>{words.newButton}</LinkButton>}
          </>
        }
      />
      {awaited.length > 0 && <Awaited {...props} />}
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.receiving()}
        kept={{ tab: query.tab }}
        {...((filter.q ?? '') !== '' && { clear: paths.receiving({ tab: query.tab }) })}
        {...(can.export && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={counts[filter.tab]}
        {...(props.paged && { first: paths.receiving(query) })}
        {...(props.next !== undefined && { next: paths.receiving({ ...query, after: props.next }) })}
      />
    </>
  );
}

function Awaited({ t, awaited, today }: ReceiptsPageProps) {
  const words = t.receiving;
  const head = (
    <>
      <Head>{words.delivery}</Head>
      <Head>{words.order}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.expected}</Head>
      <Head num>{words.lines}</Head>
      <Head>{words.place}</Head>
      <Head>{words.begin}</Head>
    </>
  );
  return (
    <Panel title={words.awaited} note={words.awaitedNote(awaited.length)} padded={false}>
      <Table caption={words.awaited} head={head} stacks>
        {awaited.map((row) => (
          <tr>
            <td class="span-3">
              <Code>{row.number}</Code>
            </td>
            <td class="span-3">
              <Code>{row.order}</Code>
            </td>
            <td class="span-3">{row.supplier}</td>
            <td class="span-3" data-label={words.expected}>
              {planDay(t, row.expectedOn, today)}
            </td>
            <td class="num span-2" data-label={words.lines}>
              {row.lines}
            </td>
            <td class="span-2">{row.place.name}</td>
            <td class="span-2">
              {row.mine && <a href={paths.newReceipt({ order: row.order, delivery: row.number })}>{words.begin}</a>}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Rows({ t, rows, now, can }: ReceiptsPageProps) {
  const words = t.receiving;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.state}</Head>
      <Head>{words.order}</Head>
      <Head>{words.place}</Head>
      <Head>{words.arrivedAt}</Head>
      <Head num>{words.lines}</Head>
      {can.prices && <Head num>{words.amount}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.receipt(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.supplier}</td>
          <td class="span-2">
            <ReceiptStatus t={t} status={row.status} />
          </td>
          <td class="span-4">
            <Code>{row.order}</Code>
          </td>
          <td class="span-2">{row.place}</td>
          <td class="span-2" data-label={words.arrivedAt}>
            {momentText(t, row.arrivedAt, now)}
          </td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          {can.prices && (
            <td class="num span-2" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
