/** What is coming: deliveries as announced, for receivers, buyers and, of their own, suppliers. */
import type { DeliveryFilter, DeliveryListed } from '../../src/orders/delivery-queries.ts';
import type { Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterCheck, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { DeliveryStatus, LateStatus } from './words.tsx';

const STATES = ['announced', 'inspecting', 'inspected', 'withdrawn'] as const;

interface DeliveriesPageProps {
  t: Words;
  title: string;
  intro: string;
  filter: DeliveryFilter;
  today: string;
  rows: DeliveryListed[];
  next: string | undefined;
  paged: boolean;
  /** Of a supplier's own deliveries the supplier is not named. */
  own: boolean;
  at: {
    list: (query?: Query) => string;
    delivery: (number: string) => string;
    order: (number: string) => string;
    exports: ((format: 'csv' | 'xlsx', query?: Query) => string) | undefined;
  };
}

export function DeliveriesPage(props: DeliveriesPageProps) {
  const { t, filter, rows, next, paged, at } = props;
  const words = t.orders.deliveryList;
  const query: Query = { ...filter, late: filter.late ? '1' : undefined };
  const filtered = Object.values(query).some((value) => value !== undefined && value !== '');
  const states = [{ value: '', label: t.lists.all }, ...STATES.map((value) => ({ value, label: words.states[value] }))];
  const files = at.exports && <ExportLinks t={t} csv={at.exports('csv', query)} xlsx={at.exports('xlsx', query)} />;
  return (
    <>
      <PageHead title={props.title} facts={[props.intro]} />
      <Filters t={t} action={at.list()} {...(filtered && { clear: at.list() })} {...(files && { right: files })}>
        <FilterText label={t.orders.search} name="q" placeholder={words.searchHint} value={filter.q} />
        <FilterSelect label={words.state} name="state" options={states} value={filter.state} />
        <FilterCheck label={words.lateOnly} name="late" checked={filter.late === true} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: at.list(query) })}
        {...(next !== undefined && { next: at.list({ ...query, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows, today, own, at }: DeliveriesPageProps) {
  const words = t.orders.deliveryList;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.order}</Head>
      {!own && <Head>{t.orders.party}</Head>}
      <Head>{words.place}</Head>
      <Head>{words.note}</Head>
      <Head>{words.expected}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.caption} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={at.delivery(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">
            <Code href={at.order(row.orderNumber)}>{row.orderNumber}</Code>
          </td>
          {!own && <td class="span-3">{row.partyName}</td>}
          <td class="span-3">{row.place.shortName}</td>
          <td class="span-3" data-label={words.note}>
            {row.noteNumber}
          </td>
          <td class="span-3" data-label={words.expected}>
            {dayText(t, row.expectedOn, today)}{' '}
            {row.coldChain && (
              <Tag tone="info" icon="i-snow">
                {words.cold}
              </Tag>
            )}
          </td>
          <td>
            <DeliveryStatus t={t} state={row.status} /> {isLate(row, today) && <LateStatus>{words.late}</LateStatus>}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Announced, not inspected, and its day past. */
export function isLate(row: Pick<DeliveryListed, 'status' | 'expectedOn'>, today: string): boolean {
  return (row.status === 'announced' || row.status === 'inspecting') && row.expectedOn < today;
}
