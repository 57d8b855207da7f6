/** All members' books of a month: what their stock is worth, what is due, and what they have said to it. */
import type { ClosedMonth } from '../../src/account/months.ts';
import type { MemberMonth } from '../../src/books/month-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { wanText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Figures } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';
import { FilterMonth } from './month-filter.tsx';
import { MonthState } from './state.tsx';

interface BooksPageProps {
  t: Words;
  asked: { month: string; q?: string | undefined };
  closed: ClosedMonth | undefined;
  rows: MemberMonth[];
  page: Page<MemberMonth>;
  can: { export: boolean; close: boolean; office: boolean };
  thisMonth: string;
}

export function BooksPage({ t, asked, closed, rows, page, can, thisMonth }: BooksPageProps) {
  const words = t.books;
  const query = { ...asked };
  const narrowed = (asked.q ?? '') !== '';
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro, closed === undefined ? words.monthOpen(asked.month) : words.monthClosed(closed)]}
        actions={
          can.office && (
            <>
              <LinkButton href={paths.markup({ month: asked.month })} kind="plain">
                {words.markup.title}
              </LinkButton>
              <LinkButton href={paths.bookMonths()}>{can.close ? words.closeMonths : words.months}</LinkButton>
            </>
          )
        }
      />
      {rows.length > 1 && <Totals t={t} rows={rows} />}
      <Filters
        t={t}
        action={paths.books()}
        {...(narrowed && { clear: paths.books({ month: asked.month }) })}
        {...(can.export && {
          right: <ExportLinks t={t} csv={paths.booksExport('csv', query)} xlsx={paths.booksExport('xlsx', query)} />,
        })}
      >
        <FilterText label={words.search} name="q" value={asked.q} placeholder={words.searchHint} />
        <FilterMonth t={t} value={asked.month} thisMonth={thisMonth} />
      </Filters>
      {page.total === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Rows t={t} rows={page.rows} month={asked.month} />
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.books({ ...query, page: to })}
      />
    </>
  );
}

function Totals({ t, rows }: { t: Words; rows: MemberMonth[] }) {
  const words = t.books;
  const sum = (of: 'openingStockFen' | 'closingStockFen' | 'closingDueFen') =>
    rows.reduce((total, row) => total + row[of], 0);
  const waiting = rows.filter((row) => row.frozen && row.confirmedAt === null).length;
  return (
    <Figures
      label={words.totals}
      figures={[
        { label: words.openingValue, value: wanText(sum('openingStockFen')), note: t.formats.wan },
        { label: words.closingValue, value: wanText(sum('closingStockFen')), note: t.formats.wan },
        { label: words.dueValue, value: wanText(sum('closingDueFen')), note: words.dueNote },
        { label: words.waiting, value: String(waiting), note: words.ofMembers(rows.length) },
      ]}
    />
  );
}

function Rows({ t, rows, month }: { t: Words; rows: MemberMonth[]; month: string }) {
  const words = t.books;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.openingStock}</Head>
      <Head num>{words.closingStock}</Head>
      <Head num>{words.openingDue}</Head>
      <Head num>{words.closingDue}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <a href={paths.memberBook(row.code, month)}>{row.name}</a>
          </td>
          <td class="num span-3" data-label={words.openingStock}>
            <Money t={t} amountFen={row.openingStockFen} />
          </td>
          <td class="num span-3" data-label={words.closingStock}>
            <Money t={t} amountFen={row.closingStockFen} />
          </td>
          <td class="num span-3" data-label={words.openingDue}>
            <Money t={t} amountFen={row.openingDueFen} />
          </td>
          <td class="num span-3" data-label={words.closingDue}>
            <Money t={t} amountFen={row.closingDueFen} />
          </td>
          <td class="span-3">
            <MonthState t={t} row={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
