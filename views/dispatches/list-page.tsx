/** All dispatches that the viewer may see, by state, receiver, day and number. */
import type { DispatchFilters, DispatchRow, DispatchTab } from '../../src/dispatches/list-queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import type { Option } from '../ui/option.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { DispatchStatus } from './dispatch-status.tsx';

export interface DispatchListProps {
  t: Words;
  now: number;
  filters: DispatchFilters;
  rows: DispatchRow[];
  /** Waiting in each state that asks for somebody. */
  counts: Record<string, number>;
  destinations: Option[];
  /** True on any page but the first. */
  later: boolean;
  next: string | undefined;
  after: string | undefined;
  canExport: boolean;
}

const TABS: DispatchTab[] = ['all', 'picking', 'in_transit', 'discrepancy', 'received', 'ended'];

function queryOf(filters: DispatchFilters, more: Query = {}): Query {
  const { state, q, item, to, since, until } = filters;
  return { state: state === 'all' ? undefined : state, q, item, to, since, until, ...more };
}

export function DispatchListPage(props: DispatchListProps) {
  const { t, filters, counts } = props;
  const words = t.dispatches;
  return (
    <>
      <PageHead
        title={words.title}
        actions={
          <>
            <LinkButton href={paths.newPrints()} icon="i-print">
              {t.papers.many.title}
            </LinkButton>
            <LinkButton href={paths.discrepancies()}>{words.list.differences}</LinkButton>
          </>
        }
      />
      <Tabs
        label={words.tabsLabel}
        tabs={TABS.map((tab) => ({
          label: words.tabs[tab],
          href: paths.dispatches(queryOf({ ...filters, state: tab })),
          current: tab === filters.state,
          ...(counts[tab] !== undefined && { count: counts[tab] }),
        }))}
      />
      <DispatchFilterForm {...props} />
      <DispatchRows {...props} />
    </>
  );
}

function DispatchFilterForm(props: DispatchListProps) {
  const { t, filters } = props;
  const words = t.dispatches;
  const filtered = [filters.q, filters.item, filters.to, filters.since, filters.until].some(
    (value) => value !== undefined,
  );
  return (
    <Filters
      t={t}
      action={paths.dispatches()}
      kept={{ state: filters.state === 'all' ? undefined : filters.state }}
      {...(filtered && { clear: paths.dispatches(queryOf({ state: filters.state })) })}
      right={
        props.canExport && (
          <ExportLinks
            t={t}
            csv={paths.dispatchesExport('csv', queryOf(filters))}
            xlsx={paths.dispatchesExport('xlsx', queryOf(filters))}
          />
        )
      }
    >
      <FilterText
        label={words.list.search}
        name="q"
        placeholder={words.list.searchHint}
        {...(filters.q !== undefined && { value: filters.q })}
      />
      <FilterText
        label={words.list.item}
        name="item"
        placeholder={words.list.itemHint}
        {...(filters.item !== undefined && { value: filters.item })}
      />
      {props.destinations.length > 1 && (
        <FilterSelect
          label={words.list.destination}
          name="to"
          options={[{ value: '', label: words.list.anyDestination }, ...props.destinations]}
          {...(filters.to !== undefined && { value: filters.to })}
        />
      )}
      <FilterText
        label={words.list.since}
        name="since"
        type="date"
        {...(filters.since !== undefined && { value: filters.since })}
      />
      <FilterText
        label={words.list.until}
        name="until"
        type="date"
        {...(filters.until !== undefined && { value: filters.until })}
      />
    </Filters>
  );
}

/** The table with its pager: also the fragment that a change elsewhere brings up to date. */
export function DispatchRows(props: DispatchListProps) {
  const { t, filters, rows } = props;
  const words = t.dispatches.list;
  const here = paths.dispatches(queryOf(filters, { after: props.after }));
  if (rows.length === 0) {
    const fresh = queryOf({ ...filters, state: 'all' });
    const never = Object.values(fresh).every((value) => value === undefined) && filters.state === 'all';
    return (
      <div id="dispatch-rows" {...live('dispatch', here)}>
        {never ? (
          <Empty
            title={words.emptyTitle}
            text={words.emptyText}
            act={<LinkButton href={paths.shortages()}>{words.emptyAct}</LinkButton>}
          />
        ) : (
          <Empty title={words.nothing} text={words.nothingText} />
        )}
      </div>
    );
  }
  return (
    <div id="dispatch-rows" {...live('dispatch', here)}>
      <Table
        caption={words.caption}
        stacks
        head={
          <>
            <Head>{words.number}</Head>
            <Head>{words.route}</Head>
            <Head>{words.lines}</Head>
            <Head>{words.created}</Head>
            <Head>{words.posted}</Head>
            <Head>{words.received}</Head>
            <Head>{words.state}</Head>
            <Head num>{words.prints}</Head>
          </>
        }
      >
        {rows.map((row) => (
          <Row {...props} row={row} />
        ))}
      </Table>
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.later && { first: paths.dispatches(queryOf(filters)) })}
        {...(props.next !== undefined && { next: paths.dispatches(queryOf(filters, { after: props.next })) })}
      />
    </div>
  );
}

function Row({ t, now, row }: DispatchListProps & { row: DispatchRow }) {
  const words = t.dispatches.list;
  const moment = (at: number | null) => (at === null ? '' : momentText(t, at, now));
  return (
    <tr>
      <td class="span-4">
        <Code href={paths.dispatch(row.number)}>{row.number}</Code>
      </td>
      <td class="span-5">
        {row.sender} <Icon name="i-to" kind="arrow" /> <b>{row.receiver}</b>
      </td>
      <td class="span-3">
        {words.counts(row.items, row.lines)}
        {row.status === 'picking' && <small class="tail">{words.pickedOf(row.pickedLines, row.lines)}</small>}
      </td>
      <td class="span-2" data-label={words.created}>
        {moment(row.createdAt)}
      </td>
      <td class="span-2" data-label={words.posted}>
        {moment(row.postedAt)}
      </td>
      <td class="span-2" data-label={words.received}>
        {moment(row.receivedAt)}
      </td>
      <td class="span-3">
        <DispatchStatus t={t} status={row.status} />
      </td>
      <td class="num desk-only">{row.printCount === 0 ? '' : words.printed(row.printCount)}</td>
    </tr>
  );
}
