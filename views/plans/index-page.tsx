/** Purchase plans as a list, newest first, with what each costs and where it stands. */
import { paths } from '../../src/paths.ts';
import type { PlanFilter, PlanLineOfList, PlanTab } from '../../src/plans/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { momentText, planDay } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { PlanStatus } from './plan-words.tsx';

interface PlansPageProps {
  t: Words;
  filter: PlanFilter;
  counts: Record<PlanTab, number>;
  rows: PlanLineOfList[];
  next: string | undefined;
  paged: boolean;
  can: { make: boolean; export: boolean };
  now: number;
  today: string;
}

export function PlansPage(props: PlansPageProps) {
  const { t, filter, counts, rows, can } = props;
  const words = t.plans;
  const query = { tab: filter.tab === 'open' ? undefined : filter.tab, q: filter.q };
  const tabs = (Object.keys(words.tabs) as PlanTab[]).map((tab) => ({
    label: words.tabs[tab],
    count: counts[tab],
    href: paths.plans({ ...query, tab }),
    current: filter.tab === tab,
  }));
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        actions={
          can.make && (
            <LinkButton href={paths.newPlan()} kind="primary">
              {words.make}
            </LinkButton>
          )
        }
      />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.plans()}
        kept={{ tab: query.tab }}
        {...((filter.q ?? '') !== '' && { clear: paths.plans({ tab: query.tab }) })}
        {...(can.export && {
          right: <ExportLinks t={t} csv={paths.plansExport('csv', query)} xlsx={paths.plansExport('xlsx', query)} />,
        })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={counts[filter.tab]}
        {...(props.paged && { first: paths.plans(query) })}
        {...(props.next !== undefined && { next: paths.plans({ ...query, after: props.next }) })}
      />
    </>
  );
}

function Rows({ t, rows, now, today }: PlansPageProps) {
  const words = t.plans;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.name}</Head>
      <Head>{words.state}</Head>
      <Head>{words.neededBy}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.members}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.made}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.plan(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">
            {row.title} {row.urgent && <Tag tone="warn">{words.urgent}</Tag>}
          </td>
          <td class="span-2">
            <PlanStatus t={t} status={row.status} />
          </td>
          <td class="span-2" data-label={words.neededBy}>
            {planDay(t, row.neededBy, today)}
          </td>
          <td class="num span-1" data-label={words.lines}>
            {row.lineCount}
          </td>
          <td class="num span-1" data-label={words.members}>
            {row.memberCount}
          </td>
          <td class="num span-4" data-label={words.amount}>
            <Money t={t} amountFen={row.amountFen} />
          </td>
          <td class="tight span-2">{momentText(t, row.createdAt, now)}</td>
        </tr>
      ))}
    </Table>
  );
}
