/** Orders as a list: state, supplier, channel, what the supplier said, what is late. */

import type { OrderFilter, OrderListed } from '../../src/orders/list-queries.ts';
import { ORDER_STATES } from '../../src/orders/rules.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterCheck, FilterSelect } from '../ui/filters.tsx';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { RegisterFilters } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { Answers, LateStatus, OrderStatus } from './words.tsx';

interface OrdersPageProps {
  t: Words;
  filter: OrderFilter;
  today: string;
  rows: OrderListed[];
  total: number;
  /** Key of the next page, and whether this is not the first. */
  next: string | undefined;
  paged: boolean;
  /** Amounts of whole orders are for those who see all of their lines. */
  can: { export: boolean; amounts: boolean };
}

export function OrdersPage({ t, filter, today, rows, total, next, paged, can }: OrdersPageProps) {
  const words = t.orders;
  const query: Query = { ...filter, late: filter.late ? '1' : undefined };
  const all = { value: '', label: t.lists.all };
  const channels = [all, ...Object.entries(words.channels).map(([value, label]) => ({ value, label }))];
  const actions = (
    <LinkButton icon="i-truck" href={paths.deliveries()}>
      {words.toDeliveries}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={actions} />
      <RegisterFilters
        t={t}
        words={words}
        states={ORDER_STATES}
        query={query}
        href={paths.orders}
        exports={can.export ? paths.ordersExport : undefined}
      >
        <FilterSelect label={words.channel} name="channel" options={channels} value={filter.channel} />
        <FilterCheck label={words.lateOnly} name="late" checked={filter.late === true} />
      </RegisterFilters>
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Rows t={t} rows={rows} today={today} amounts={can.amounts} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={total}
        {...(paged && { first: paths.orders(query) })}
        {...(next !== undefined && { next: paths.orders({ ...query, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows, today, amounts }: { t: Words; rows: OrderListed[]; today: string; amounts: boolean }) {
  const words = t.orders;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.party}</Head>
      <Head>{words.channel}</Head>
      <Head>{words.wantedOn}</Head>
      {amounts && <Head num>{words.lines}</Head>}
      {amounts && <Head num>{words.amount}</Head>}
      <Head>{words.answers}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.caption} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.order(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.partyName}</td>
          <td class="span-3">
            {words.channels[row.channel]} <small>{words.deliveries[row.delivery]}</small>
          </td>
          <td class="span-3" data-label={words.wantedOn}>
            {dayText(t, row.wantedOn, today)}
          </td>
          {amounts && (
            <td class="num span-2" data-label={words.lines}>
              {row.lines}
            </td>
          )}
          {amounts && (
            <td class="num span-4" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
          )}
          <td>
            <Answers t={t} order={row} state={row.status} />
          </td>
          <td>
            <OrderStatus t={t} state={row.status} />{' '}
            {row.lateSince !== null && <LateStatus>{words.lateLines(row.late, row.lateSince)}</LateStatus>}
          </td>
        </tr>
      ))}
    </Table>
  );
}
