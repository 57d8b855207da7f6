/** What waits for approval: for this person, for anyone, and what is late. */
import type { ApprovalTab } from '../../src/approvals/forms.ts';
import type { WaitingApproval } from '../../src/approvals/queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { deadline } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

interface ApprovalsPageProps {
  t: Words;
  tab: ApprovalTab;
  q: string | undefined;
  now: number;
  page: Page<WaitingApproval>;
  can: { export: boolean };
}

export function ApprovalsPage({ t, tab, q, now, page, can }: ApprovalsPageProps) {
  const words = t.approvals;
  const query = { tab, q };
  const tabs = (['mine', 'all', 'late'] as const).map((value) => ({
    label: words.tabs[value],
    href: paths.approvals({ tab: value }),
    current: value === tab,
  }));
  const links = (
    <ExportLinks t={t} csv={paths.approvalsExport('csv', query)} xlsx={paths.approvalsExport('xlsx', query)} />
  );
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        actions={<a href={paths.delegations()}>{words.standIns}</a>}
      />
      <Tabs label={words.title} tabs={tabs} />
      <Filters
        t={t}
        action={paths.approvals()}
        kept={{ tab }}
        {...(q && { clear: paths.approvals({ tab }) })}
        {...(can.export && { right: links })}
      >
        <FilterText label={words.search} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {page.total === 0 ? (
        <Empty title={words.emptyTitle[tab]} text={words.emptyText[tab]} />
      ) : (
        <ApprovalRows t={t} lines={page.rows} now={now} />
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.approvals({ ...query, page: to })}
      />
    </>
  );
}

function ApprovalRows({ t, lines, now }: { t: Words; lines: WaitingApproval[]; now: number }) {
  const words = t.approvals;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.waitsFor}</Head>
      <Head>{words.due}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {lines.map((line) => (
        <tr>
          <td class="span-4">
            <Code href={documentPath(line.kind, line.number)}>{line.number}</Code>
          </td>
          <td class="span-2">{words.kinds[line.kind]}</td>
          <td data-label={words.waitsFor} class="span-3">
            {t.roles[line.role]}
            {line.insteadOf !== null && <small> {words.inPlaceOf(line.insteadOf)}</small>}
          </td>
          <td data-label={words.due} class="span-3">
            <SignalStatus signal={deadline(t, line.dueAt, now)} />
          </td>
          <td class="num span-3" data-label={words.amount}>
            <Money t={t} amountFen={line.amountFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
