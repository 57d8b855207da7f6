/** The zero-markup check: what changed hands between members at cost, what did not, and what cannot be seen yet. */
import type { MarkupReport } from '../../src/books/markup-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Filters } from '../ui/filters.tsx';
import { numberText, wanText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Figures } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Money, Price, Quantity } from '../ui/values.tsx';
import { FilterMonth } from './month-filter.tsx';

interface MarkupPageProps {
  t: Words;
  month: string;
  report: MarkupReport;
  thisMonth: string;
}

export function MarkupPage({ t, month, report, thisMonth }: MarkupPageProps) {
  const words = t.books.markup;
  return (
    <>
      <PageHead
        crumbs={[{ label: t.books.title, href: paths.books({ month }) }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        title={words.title}
        facts={[words.intro]}
      />
      <Filters t={t} action={paths.markup()}>
        <FilterMonth t={t} value={month} thisMonth={thisMonth} />
      </Filters>
      <Figures
        label={words.title}
        figures={[
          { label: words.lots, value: numberText(report.lots) },
          { label: words.transfers, value: numberText(report.transfers) },
          { label: words.moved, value: wanText(report.movedFen), note: t.formats.wan },
          { label: words.exempt, value: numberText(report.exemptLots), note: words.exemptNote },
          {
            label: words.differing,
            value: numberText(report.differing.length),
            ...(report.differing.length > 0 && { tone: 'danger' as const }),
          },
        ]}
      />
      <div class="stack">
        {report.differing.length === 0 ? (
          <Notice tone="accent" title={report.lots === 0 ? words.nothing : words.holds} />
        ) : (
          <Lots t={t} report={report} />
        )}
        <Notice title={words.sees}>
          <p>{words.blind}</p>
        </Notice>
      </div>
    </>
  );
}

function Lots({ t, report }: { t: Words; report: MarkupReport }) {
  const words = t.books.markup;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.cost}</Head>
      <Head num>{words.movedAt}</Head>
      <Head num>{words.difference}</Head>
    </>
  );
  return (
    <Table caption={words.differing} head={head} stacks>
      {report.differing.map((lot) => (
        <tr>
          <td class="span-5">
            <Item name={lot.itemName} detail={lot.itemCode} href={paths.item(lot.itemCode)} />
          </td>
          <td class="span-3">
            <Code>{lot.lotNumber}</Code>
          </td>
          <td class="num span-3" data-label={words.quantity}>
            <Quantity t={t} quantityBase={lot.quantityBase} shape={lot} />
          </td>
          <td class="num span-3" data-label={words.price}>
            <Price pricePack={lot.pricePack} />
          </td>
          <td class="num span-3" data-label={words.cost}>
            <Money t={t} amountFen={lot.costFen} />
          </td>
          <td class="num span-3" data-label={words.movedAt}>
            <Money t={t} amountFen={lot.movedFen} />
          </td>
          <td class="num span-3" data-label={words.difference}>
            <Money t={t} amountFen={lot.movedFen - lot.costFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
