/** Which members have proposals to look at, for the hub. */
import type { WaitingMember } from '../../src/levels/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';

export function ProposalMembersPage({ t, page }: { t: Words; page: Page<WaitingMember> }) {
  const words = t.levels;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.waiting}</Head>
      <Head>{words.computedOn}</Head>
      <Head>{words.proposals}</Head>
    </>
  );
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.levels() }, { label: words.byMember }]}
        crumbsLabel={t.frame.position}
        title={words.byMember}
        facts={[words.byMemberIntro]}
      />
      {page.total === 0 ? (
        <Empty title={words.nothingTitle} text={words.nothingText} />
      ) : (
        <Table caption={words.byMember} head={head} stacks>
          {page.rows.map((row) => (
            <tr>
              <td>{row.name}</td>
              <td class="num span-3" data-label={words.waiting}>
                {row.waiting}
              </td>
              <td class="span-3" data-label={words.computedOn}>
                {row.computedOn}
              </td>
              <td class="span-3">
                <a href={paths.levelProposals({ member: row.code })}>{words.lookAt}</a>
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
        href={(to) => paths.levelMembers({ page: to })}
      />
    </>
  );
}
