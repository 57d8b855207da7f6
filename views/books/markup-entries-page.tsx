/** The lines behind a figure of the zero-markup check, page by key; each opens its document, its lot and its item. */
import type { MarkupEntry, MarkupSide } from '../../src/books/markup-entry-queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Money, Price, Quantity } from '../ui/values.tsx';

interface MarkupEntriesPageProps {
  t: Words;
  asked: { side: MarkupSide; month: string; lot?: number | undefined; after: number };
  rows: MarkupEntry[];
  next: number | undefined;
  now: number;
}

export function MarkupEntriesPage({ t, asked, rows, next, now }: MarkupEntriesPageProps) {
  const words = t.books.markup;
  const { after, ...filter } = asked;
  const { side, month, lot } = filter;
  const [first] = rows;
  const files = { csv: paths.markupEntriesExport('csv', filter), xlsx: paths.markupEntriesExport('xlsx', filter) };
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.markup({ month }) }, { label: words.entries[side] }]}
        crumbsLabel={t.frame.position}
        title={words.entries[side]}
        facts={[
          month,
          ...(lot === undefined || first === undefined ? [] : [words.ofLot(first.lotNumber)]),
          ...(lot === undefined ? [] : [<a href={paths.markupEntries({ side, month })}>{t.books.allEntries}</a>]),
        ]}
        actions={<ExportLinks t={t} {...files} />}
      />
      <Tabs
        label={words.sidesLabel}
        tabs={(['transfers', 'sold'] as const).map((one) => ({
          label: words.entries[one],
          href: paths.markupEntries({ ...filter, side: one }),
          current: one === side,
        }))}
      />
      {rows.length === 0 ? (
        <Empty title={words.noEntries} text={words.noEntriesText} />
      ) : (
        <Rows t={t} rows={rows} now={now} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(after > 0 && { first: paths.markupEntries(filter) })}
        {...(next !== undefined && { next: paths.markupEntries({ ...filter, after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows, now }: { t: Words; rows: MarkupEntry[]; now: number }) {
  const words = t.books.markup;
  const head = (
    <>
      <Head>{t.books.when}</Head>
      <Head>{t.books.kind}</Head>
      <Head>{t.books.document}</Head>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.from}</Head>
      <Head>{words.to}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <Table caption={words.sidesLabel} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="tight span-3">{momentText(t, row.occurredAt, now)}</td>
          <td class="span-3">{t.books.kindOf(row.kind)}</td>
          <td class="span-3">
            {row.document === null ? (
              t.books.noPaper
            ) : (
              <Code href={documentPath(row.document.kind, row.document.number)}>{row.document.number}</Code>
            )}
          </td>
          <td class="span-3">
            <Item name={row.itemName} detail={row.itemCode} href={paths.itemSelling(row.itemCode)} />
          </td>
          <td class="span-3">
            <Code href={paths.lot(row.lotId)}>{row.lotNumber}</Code>
          </td>
          <td class="span-3" data-label={words.from}>
            {row.from ?? words.patients}
          </td>
          <td class="span-3" data-label={words.to}>
            {row.to ?? words.patients}
          </td>
          <td class="num span-3" data-label={words.quantity}>
            <Quantity t={t} quantityBase={row.quantityBase} shape={row} />
          </td>
          <td class="num span-3" data-label={words.price}>
            <Price pricePack={row.pricePack} />
          </td>
          <td class="num span-3" data-label={words.amount}>
            <Money t={t} amountFen={row.amountFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
