/** Counts as a list: what is open first, how far it is, and what it found. */
import type { CountFilter, CountTab, ListedCount } from '../../src/counts/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { deadline, momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { CountStatus } from './words.tsx';

export interface CountsPageProps {
  t: Words;
  filter: CountFilter;
  counts: Record<CountTab, number>;
  rows: ListedCount[];
  next: string | undefined;
  paged: boolean;
  can: { count: boolean; export: boolean; prices: boolean };
  now: number;
}

export function CountsPage(props: CountsPageProps) {
  const { t, filter, counts, rows, can } = props;
  const words = t.counts;
  const query = { tab: filter.tab === 'open' ? undefined : filter.tab, q: filter.q };
  const tabs = (Object.keys(words.tabs) as CountTab[]).map((tab) => ({
    label: words.tabs[tab],
    count: counts[tab],
    href: paths.counts({ ...query, tab }),
    current: filter.tab === tab,
  }));
  const files = (format: 'csv' | 'xlsx') => paths.countsExport(format, query);
  const actions = (
    <>
      <LinkButton href={paths.countPlans()}>{words.plansButton}</LinkButton>
      {can.count && (
        <LinkButton kind="primary" icon="i-plus" href={paths.newCount()}>
          {words.newButton}
        </LinkButton>
      )}
    </>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={actions} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.counts()}
        kept={{ tab: query.tab }}
        {...((filter.q ?? '') !== '' && { clear: paths.counts({ tab: query.tab }) })}
        {...(can.export && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText label={words.search} name="q" placeholder={words.searchHint} value={filter.q} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...((filter.q ?? '') === '' && { total: counts[filter.tab] })}
        {...(props.paged && { first: paths.counts(query) })}
        {...(props.next !== undefined && { next: paths.counts({ ...query, after: props.next }) })}
      />
    </>
  );
}

function Rows({ t, rows, now, can }: CountsPageProps) {
  const words = t.counts;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.name}</Head>
      <Head>{words.place}</Head>
      <Head>{words.state}</Head>
      <Head num>{words.progress}</Head>
      <Head>{words.asOf}</Head>
      <Head>{words.due}</Head>
      {can.prices && <Head num>{words.gain}</Head>}
      {can.prices && <Head num>{words.loss}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.count(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.title}</td>
          <td class="span-2">{row.place}</td>
          <td class="span-2">
            <CountStatus t={t} status={row.status} />
          </td>
          <td class="num span-2" data-label={words.progress}>
            {words.progressOf(row.counted, row.lines)}
            {row.recounts > 0 && <small class="note"> {words.recountsOf(row.recounts)}</small>}
          </td>
          <td class="span-2" data-label={words.asOf}>
            {momentText(t, row.asOf, now)}
          </td>
          <td class="span-2" data-label={words.due}>
            {row.status === 'counting' && row.dueAt !== null ? (
              <SignalStatus signal={deadline(t, row.dueAt, now)} />
            ) : (
              t.formats.none
            )}
          </td>
          {can.prices && (
            <td class="num span-2" data-label={words.gain}>
              <Money t={t} amountFen={row.gainFen} />
            </td>
          )}
          {can.prices && (
            <td class="num span-2" data-label={words.loss}>
              <Money t={t} amountFen={-row.lossFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
