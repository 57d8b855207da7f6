/** Returns to suppliers as a list, red where goods have gone back. */
import { paths } from '../../src/paths.ts';
import type { ListedReturn } from '../../src/receiving/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { ReturnStatus } from './words.tsx';

interface ReturnsPageProps {
  t: Words;
  q: string | undefined;
  rows: ListedReturn[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean; prices: boolean };
  now: number;
}

export function ReturnsPage(props: ReturnsPageProps) {
  const { t, q, rows, next, paged, can } = props;
  const words = t.receiving;
  const files = (format: 'csv' | 'xlsx') => paths.returnsExport(format, { q });
  const crumbs = [{ label: words.title, href: paths.receiving() }];
  return (
    <>
      <PageHead title={words.returns} crumbs={crumbs} crumbsLabel={t.frame.position} facts={[words.returnsIntro]} />
      <Filters
        t={t}
        action={paths.returns()}
        {...((q ?? '') !== '' && { clear: paths.returns() })}
        {...(can.export && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText label={words.search} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {rows.length === 0 && <Empty title={words.returnsEmpty} text={words.returnsEmptyText} />}
      {rows.length > 0 && <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.returns({ q }) })}
        {...(next !== undefined && { next: paths.returns({ q, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows, can, now }: ReturnsPageProps) {
  const words = t.receiving;
  const head = (
    <>
      <Head>{words.returnNumber}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.state}</Head>
      <Head>{words.number}</Head>
      <Head>{words.returnReason}</Head>
      {can.prices && <Head num>{words.amount}</Head>}
      <Head>{words.arrivedAt}</Head>
    </>
  );
  return (
    <Table caption={words.returns} head={head} stacks>
      {rows.map((row) => (
        <tr class={row.status === 'returned' ? 'reversal' : undefined}>
          <td class="span-3">
            <Code href={paths.supplierReturn(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.supplier}</td>
          <td class="span-2">
            <ReturnStatus t={t} status={row.status} />
          </td>
          <td class="span-4">
            <Code href={paths.receipt(row.receipt)}>{row.receipt}</Code>
          </td>
          <td>{row.reason}</td>
          {can.prices && (
            <td class="num span-2">
              <Money t={t} amountFen={-row.amountFen} />
            </td>
          )}
          <td class="span-2">{momentText(t, row.createdAt, now)}</td>
        </tr>
      ))}
    </Table>
  );
}
