/** A supplier's own orders: what to answer, what to ship, what is late. */
import type { OrderFilter, OrderListed } from '../../src/orders/list-queries.ts';
import { ORDER_STATES } from '../../src/orders/rules.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterCheck, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { Answers, LateStatus, OrderStatus } from './words.tsx';

interface PortalPageProps {
  t: Words;
  name: string;
  filter: OrderFilter;
  today: string;
  rows: OrderListed[];
  total: number;
  next: string | undefined;
  paged: boolean;
}

export function PortalPage({ t, name, filter, today, rows, total, next, paged }: PortalPageProps) {
  const words = t.portal;
  const query: Query = { ...filter, late: filter.late ? '1' : undefined };
  const filtered = Object.values(query).some((value) => value !== undefined && value !== '');
  const states = ORDER_STATES.filter((value) => value !== 'issued').map((value) => ({
    value,
    label: t.orders.states[value],
  }));
  return (
    <>
      <PageHead title={words.title} facts={[name, words.intro]} />
      <Filters
        t={t}
        action={paths.portal()}
        {...(filtered && { clear: paths.portal() })}
        right={<ExportLinks t={t} csv={paths.portalExport('csv', query)} xlsx={paths.portalExport('xlsx', query)} />}
      >
        <FilterText label={t.orders.search} name="q" placeholder={words.searchHint} value={filter.q} />
        <FilterSelect
          label={t.orders.state}
          name="state"
          options={[{ value: '', label: t.lists.all }, ...states]}
          value={filter.state}
        />
        <FilterCheck label={t.orders.lateOnly} name="late" checked={filter.late === true} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Rows t={t} rows={rows} today={today} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={total}
        {...(paged && { first: paths.portal(query) })}
        {...(next !== undefined && { next: paths.portal({ ...query, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows, today }: { t: Words; rows: OrderListed[]; today: string }) {
  const words = t.orders;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.wantedOn}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.answers}</Head>
      <Head>{words.state}</Head>
      <Head>{words.act}</Head>
    </>
  );
  return (
    <Table caption={t.portal.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.portalOrder(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3" data-label={words.wantedOn}>
            {dayText(t, row.wantedOn, today)}
          </td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          <td class="num span-4" data-label={words.amount}>
            <Money t={t} amountFen={row.amountFen} />
          </td>
          <td>
            <Answers t={t} order={row} state={row.status} />
          </td>
          <td>
            <OrderStatus t={t} state={row.status} />{' '}
            {row.lateSince !== null && <LateStatus>{words.lateLines(row.late, row.lateSince)}</LateStatus>}
          </td>
          <td>{actOf(t, row)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** The next step: answer first, then ship. */
function actOf(t: Words, row: OrderListed) {
  if (row.status === 'received' || row.status === 'cancelled') return null;
  const answers = row.status === 'sent' || row.waiting > 0;
  return (
    <LinkButton small href={answers ? paths.portalAnswer(row.number) : paths.portalShipping(row.number)}>
      {answers ? t.portal.answer : t.portal.ship}
    </LinkButton>
  );
}
