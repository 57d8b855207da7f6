/** Slow and dead stock member by member; each number opens into the items that it counts. */
import { paths } from '../../src/paths.ts';
import type { SlowMember, SlowSums } from '../../src/stock/slow-member-queries.ts';
import type { SlowLimits } from '../../src/stock/slow-queries.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { moneyText, numberText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Figures } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';
import { StockTabs } from './stock-tabs.tsx';

export interface SlowMembersView {
  t: Words;
  page: Page<SlowMember>;
  /** Of all that was asked for, not of this page alone. */
  sums: SlowSums;
  limits: SlowLimits;
  q: string | undefined;
  seesPrices: boolean;
  mayExport: boolean;
}

const GRADES = ['slow', 'dead'] as const;

export function SlowMembersPage(view: SlowMembersView) {
  const { t, page, q, limits, seesPrices } = view;
  const words = t.stockViews.slow;
  const file = (format: 'csv' | 'xlsx') => paths.stockSlowMembersExport(format, { q });
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.stockSlow() }, { label: words.membersTitle }]}
        crumbsLabel={t.frame.position}
        title={words.membersTitle}
        facts={[
          words.rule(limits.slow, limits.dead),
          <a href={paths.rule('slow_stock_days')}>{t.stockViews.expiry.rule}</a>,
        ]}
        actions={view.mayExport && <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />}
      />
      <StockTabs t={t} current="slow" seesPrices={seesPrices} />
      <Figures
        label={words.figures}
        figures={GRADES.map((grade) => ({
          label: words.grades[grade],
          value: numberText(view.sums[grade].items),
          unit: t.stockViews.itemsUnit(view.sums[grade].items),
          ...(seesPrices && { note: t.stockViews.yuanOf(moneyText(view.sums[grade].amountFen)) }),
        }))}
      />
      <Filters t={t} action={paths.stockSlowMembers()} clear={q === undefined ? undefined : paths.stockSlowMembers()}>
        <FilterText label={t.stockViews.member} name="q" value={q ?? ''} placeholder={words.memberHint} />
      </Filters>
      {page.total === 0 ? (
        <Empty title={words.membersNone} text={words.membersNoneText} />
      ) : (
        <Table caption={words.membersTable} head={<MembersHead {...view} />} stacks>
          {page.rows.map((row) => (
            <MemberRow view={view} row={row} />
          ))}
        </Table>
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.stockSlowMembers({ q, page: to })}
      />
    </>
  );
}

function MembersHead({ t, seesPrices }: SlowMembersView) {
  const words = t.stockViews.slow;
  return (
    <>
      <Head>{t.stockViews.member}</Head>
      {GRADES.map((grade) => (
        <>
          <Head num>{words.itemsOf(words.grades[grade])}</Head>
          {seesPrices && <Head num>{words.amountOf(words.grades[grade])}</Head>}
        </>
      ))}
    </>
  );
}

function MemberRow({ view, row }: { view: SlowMembersView; row: SlowMember }) {
  const { t, seesPrices } = view;
  const words = t.stockViews.slow;
  const { code, shortName } = row.member;
  return (
    <tr>
      <td>
        <a href={paths.stockSlow({ org: code })}>{shortName}</a>
      </td>
      {GRADES.map((grade) => (
        <>
          <td class="num span-3" data-label={words.itemsOf(words.grades[grade])}>
            <a href={paths.stockSlow({ org: code, grade })}>{numberText(row.sums[grade].items)}</a>
          </td>
          {seesPrices && (
            <td class="num span-3" data-label={words.amountOf(words.grades[grade])}>
              <Money t={t} amountFen={row.sums[grade].amountFen} />
            </td>
          )}
        </>
      ))}
    </tr>
  );
}
