/** Alerts by member for those who look after many, and row by row with filters. */
import type { PropsWithChildren } from 'hono/jsx';
import type { AlertQuery } from '../../src/alerts/forms.ts';
import type { AlertCounts, AlertTab, ListedAlert } from '../../src/alerts/list-queries.ts';
import { ALERT_KINDS, type AlertKind } from '../../src/alerts/rules.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterCheck, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { deadline, momentText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { aboutText, whyText } from './words.ts';

export interface AlertsCommon {
  t: Words;
  query: Query;
  now: number;
  paged: boolean;
  after: string | undefined;
}

export interface AlertsPageProps extends AlertsCommon {
  asked: AlertQuery;
  counts: AlertCounts;
  members: { code: string; name: string }[];
  can: { export: boolean; jobs: boolean };
}

export function AlertsPage(props: PropsWithChildren<AlertsPageProps>) {
  const { t, asked, query, counts, members, can } = props;
  const words = t.alerts;
  const tabs = (Object.keys(words.tabs) as AlertTab[]).map((tab) => ({
    label: words.tabs[tab],
    ...(tab !== 'closed' && { count: counts.tabs[tab] }),
    href: paths.alerts({ ...query, tab }),
    current: asked.tab === tab,
  }));
  const asList = query['view'] === 'list';
  const actions = (
    <>
      {can.jobs && <LinkButton href={paths.jobs()}>{words.jobsButton}</LinkButton>}
      {members.length > 1 && (
        <LinkButton href={paths.alerts(asList ? {} : { view: 'list' })}>
          {asList ? words.byMember : words.asList}
        </LinkButton>
      )}
    </>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={actions} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <AlertFilters {...props} />
      {props.children}
    </>
  );
}

function AlertFilters({ t, asked, query, counts, members, can }: AlertsPageProps) {
  const words = t.alerts;
  const tab = asked.tab === 'open' ? undefined : asked.tab;
  const narrowed = Object.values({ ...query, tab: undefined }).some((one) => one !== undefined);
  const file = (format: 'csv' | 'xlsx') => paths.alertsExport(format, query);
  const kind = (one: AlertKind) => {
    const count = counts.kinds[one] ?? 0;
    return { value: one, label: count === 0 ? words.kinds[one] : words.kindCount(words.kinds[one], count) };
  };
  const memberOptions = members.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Filters
      t={t}
      action={paths.alerts()}
      kept={{ tab, view: asked.view }}
      {...(narrowed && { clear: paths.alerts({ tab }) })}
      {...(can.export && { right: <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} /> })}
    >
      <FilterSelect
        label={words.kind}
        name="kind"
        {...(asked.kind !== undefined && { value: asked.kind })}
        options={[{ value: '', label: words.allKinds }, ...ALERT_KINDS.map(kind)]}
      />
      {members.length > 1 && (
        <FilterSelect
          label={words.member}
          name="member"
          {...(asked.member !== undefined && { value: asked.member })}
          options={[{ value: '', label: words.allMembers }, ...memberOptions]}
        />
      )}
      <FilterText
        label={words.search}
        name="q"
        placeholder={words.searchHint}
        {...(asked.q !== undefined && { value: asked.q })}
      />
      <FilterCheck label={words.mine} name="mine" checked={asked.mine !== undefined} />
    </Filters>
  );
}

/** The rows; also the fragment that a change brings up to date. */
export function AlertRows(props: AlertsCommon & { rows: ListedAlert[]; next: string | undefined }) {
  const { t, query, rows } = props;
  const words = t.alerts;
  const head = (
    <>
      <Head>{words.kind}</Head>
      <Head>{words.about}</Head>
      <Head>{words.member}</Head>
      <Head>{words.why}</Head>
      <Head>{words.owner}</Head>
      <Head>{words.due}</Head>
      <Head>{words.act}</Head>
    </>
  );
  return (
    <div id="alert-rows" {...live('alert', paths.alerts({ ...query, after: props.after }))}>
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Table caption={words.title} head={head} stacks>
          {rows.map((row) => (
            <AlertRow {...props} row={row} />
          ))}
        </Table>
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.alerts(query) })}
        {...(props.next !== undefined && { next: paths.alerts({ ...query, after: props.next }) })}
      />
    </div>
  );
}

function AlertRow({ t, row, now }: AlertsCommon & { row: ListedAlert }) {
  const words = t.alerts;
  const rests = row.closedAt === null && row.restsUntil !== null && row.restsUntil > now;
  return (
    <tr>
      <td class="span-2" data-label={words.kind}>
        {words.kinds[row.kind]}
      </td>
      <td>
        <Item name={aboutText(row)} detail={String(row.detail['code'] ?? '')} href={paths.alert(row.id)} />
      </td>
      <td class="span-2" data-label={words.member}>
        {row.member}
      </td>
      <td class="span-6" data-label={words.why}>
        {whyText(t, row)}
        {rests && (
          <small class="note"> {words.wakeNote(momentText(t, row.restsUntil ?? now, now), row.restReason)}</small>
        )}
      </td>
      <td class="span-2" data-label={words.owner}>
        {row.owner ?? t.roles[row.ownerRole as keyof typeof t.roles]}
      </td>
      <td class="span-2" data-label={words.due}>
        {row.closedAt === null ? (
          <SignalStatus signal={deadline(t, row.dueAt, now)} />
        ) : (
          `${words.closed} ${momentText(t, row.closedAt, now)}`
        )}
      </td>
      <td class="span-2">
        <a href={row.path}>{words.act}</a>
      </td>
    </tr>
  );
}
