/** The members that have alerts, with their sums: what those who look after many see first. */
import type { MemberAlerts } from '../../src/alerts/list-queries.ts';
import { ALERT_KINDS } from '../../src/alerts/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import { deadline } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty } from '../ui/notice.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import type { AlertsCommon } from './list-page.tsx';

/** The members; also the fragment that a change brings up to date. */
export function AlertMembers({ t, query, now, page }: AlertsCommon & { page: Page<MemberAlerts> }) {
  const words = t.alerts;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.openCount}</Head>
      <Head num>{words.lateCount}</Head>
      <Head>{words.firstDue}</Head>
      <Head>{words.kindCounts}</Head>
    </>
  );
  return (
    <div id="alert-rows" {...live('alert', paths.alerts({ ...query, page: page.page }))}>
      {page.total === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Table caption={words.byMember} head={head} stacks>
          {page.rows.map((row) => (
            <tr>
              <td>
                <a href={paths.alerts({ member: row.code })}>{row.name}</a>
              </td>
              <td class="num span-2" data-label={words.openCount}>
                {row.open}
              </td>
              <td class="num span-2" data-label={words.lateCount}>
                {row.late}
              </td>
              <td class="span-2" data-label={words.firstDue}>
                <SignalStatus signal={deadline(t, row.dueAt, now)} />
              </td>
              <td class="span-6" data-label={words.kindCounts}>
                {ALERT_KINDS.filter((kind) => (row.kinds[kind] ?? 0) > 0).map((kind, index) => (
                  <>
                    {index > 0 && ' '}
                    <a href={paths.alerts({ member: row.code, kind })}>
                      {words.kindCount(words.kinds[kind], row.kinds[kind] ?? 0)}
                    </a>
                  </>
                ))}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.alerts({ ...query, page: to })}
      />
    </div>
  );
}
