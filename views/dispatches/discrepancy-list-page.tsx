/** Differences found on receipt: which still wait for a side, and what each side says. */

import type { DifferenceFilters, DifferenceRow } from '../../src/dispatches/discrepancy-list-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Lot, Quantity } from '../ui/values.tsx';
import { ArrivalTabs } from './arrival-tabs.tsx';
import { DifferenceStatus, Due } from './dispatch-status.tsx';
import { itemDetail } from './line-cells.tsx';

export interface DifferenceListProps {
  t: Words;
  now: number;
  expiry: ExpiryView;
  filters: DifferenceFilters;
  rows: DifferenceRow[];
  later: boolean;
  next: string | undefined;
  canExport: boolean;
  prices: boolean;
}

const TABS = ['open', 'closed', 'all'] as const;

function queryOf(filters: DifferenceFilters, more: Query = {}): Query {
  return { state: filters.state === 'open' ? undefined : filters.state, q: filters.q, ...more };
}

export function DifferenceListPage(props: DifferenceListProps) {
  const { t, filters, rows } = props;
  const words = t.dispatches.differences;
  return (
    <>
      <PageHead title={words.title} />
      <ArrivalTabs t={t} current="differences" prices={props.prices} />
      <Tabs
        label={t.dispatches.tabsLabel}
        tabs={TABS.map((tab) => ({
          label: words.tabs[tab],
          href: paths.discrepancies(queryOf({ ...filters, state: tab })),
          current: tab === filters.state,
        }))}
      />
      <Filters
        t={t}
        action={paths.discrepancies()}
        kept={{ state: filters.state === 'open' ? undefined : filters.state }}
        {...(filters.q !== undefined && { clear: paths.discrepancies(queryOf({ state: filters.state })) })}
        right={
          props.canExport && (
            <ExportLinks
              t={t}
              csv={paths.discrepanciesExport('csv', queryOf(filters))}
              xlsx={paths.discrepanciesExport('xlsx', queryOf(filters))}
            />
          )
        }
      >
        <FilterText label={words.search} name="q" {...(filters.q !== undefined && { value: filters.q })} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <>
          <DifferenceTable {...props} />
          <KeysetPager
            t={t}
            shown={rows.length}
            {...(props.later && { first: paths.discrepancies(queryOf(filters)) })}
            {...(props.next !== undefined && { next: paths.discrepancies(queryOf(filters, { after: props.next })) })}
          />
        </>
      )}
    </>
  );
}

function DifferenceTable(props: DifferenceListProps) {
  const { t } = props;
  const words = t.dispatches.differences;
  return (
    <Table
      caption={words.caption}
      stacks
      head={
        <>
          <Head>{words.number}</Head>
          <Head>{words.item}</Head>
          <Head>{words.lot}</Head>
          <Head>{words.kind}</Head>
          <Head num>{words.quantity}</Head>
          <Head>{words.sides}</Head>
          <Head>{t.arrivals.owner}</Head>
          <Head>{t.arrivals.due}</Head>
          <Head>{words.state}</Head>
        </>
      }
    >
      {props.rows.map((row) => (
        <DifferenceLine {...props} row={row} />
      ))}
    </Table>
  );
}

function DifferenceLine({ t, now, expiry, row }: DifferenceListProps & { row: DifferenceRow }) {
  const words = t.dispatches.differences;
  return (
    <tr>
      <td class="span-4">
        <Code href={paths.discrepancy(row.number)}>{row.number}</Code>
        <small class="tail">
          <Code href={paths.dispatch(row.dispatchNumber)}>{row.dispatchNumber}</Code>
        </small>
      </td>
      <td>
        <Item name={row.itemName} detail={itemDetail(row, t)} />
      </td>
      <td class="span-5">
        <Lot t={t} batchNumber={row.lotNumber} expiresOn={row.expiresOn} expiry={expiry} />
      </td>
      <td class="span-2">{words.kinds[row.kind]}</td>
      <td class="span-2 num">
        <Quantity t={t} quantityBase={row.quantityBase} shape={row} />
      </td>
      <td class="span-5">
        {row.sender} <Icon name="i-to" kind="arrow" /> {row.receiver}
      </td>
      <td class="span-3" data-label={t.arrivals.owner}>
        {row.owner ?? <span class="muted">{t.arrivals.noOwner}</span>}
      </td>
      <td class="span-3" data-label={t.arrivals.due}>
        <Due t={t} now={now} row={row} />
      </td>
      <td class="span-4">
        <DifferenceStatus t={t} status={row.status} />
      </td>
    </tr>
  );
}
