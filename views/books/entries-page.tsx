/** The entries behind a figure of a statement, page by key; each opens the document that it was made by. */
import type { BookEntry } from '../../src/books/entry-queries.ts';
import type { MemberStatement } from '../../src/books/statement-queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

interface EntriesPageProps {
  t: Words;
  statement: MemberStatement;
  asked: {
    account: 'stock' | 'due';
    code?: string | undefined;
    with?: number | undefined;
    after?: number | undefined;
  };
  rows: BookEntry[];
  next: number | undefined;
  now: number;
}

export function EntriesPage({ t, statement, asked, rows, next, now }: EntriesPageProps) {
  const words = t.books;
  const { code, name, month } = statement;
  const { after, ...filter } = asked;
  const to = (more: Record<string, string | number | undefined>) =>
    paths.memberEntries(code, month, { ...filter, ...more });
  const narrowed = filter.code !== undefined || filter.with !== undefined;
  const other = statement.lines.find((line) => (line.counterpart?.id ?? 0) === filter.with)?.counterpart?.name;
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: paths.books({ month }) },
          { label: words.statementOf(name, month), href: paths.memberBook(code, month) },
          { label: words.entries },
        ]}
        crumbsLabel={t.frame.position}
        title={words.entriesOf(name, month)}
        facts={[
          ...(filter.code === undefined ? [] : [words.kindOf(filter.code)]),
          ...(filter.with === undefined ? [] : [other ?? words.outside]),
          ...(narrowed
            ? [<a href={paths.memberEntries(code, month, { account: filter.account })}>{words.allEntries}</a>]
            : []),
        ]}
      />
      <Tabs
        label={words.accounts}
        tabs={(['stock', 'due'] as const).map((account) => ({
          label: words.accountNames[account],
          href: to({ account }),
          current: filter.account === account,
        }))}
      />
      {rows.length === 0 ? (
        <Empty title={words.noEntries} text={words.noEntriesText} />
      ) : (
        <Rows t={t} rows={rows} withBalance={!narrowed} now={now} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(after !== undefined && { first: to({}) })}
        {...(next !== undefined && { next: to({ after: next }) })}
      />
    </>
  );
}

function Rows({ t, rows, withBalance, now }: { t: Words; rows: BookEntry[]; withBalance: boolean; now: number }) {
  const words = t.books;
  const head = (
    <>
      <Head>{words.when}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.document}</Head>
      <Head>{words.by}</Head>
      <Head num>{words.debit}</Head>
      <Head num>{words.credit}</Head>
      {withBalance && <Head num>{words.balance}</Head>}
    </>
  );
  return (
    <Table caption={words.entries} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="tight span-3">{momentText(t, row.occurredAt, now)}</td>
          <td class="span-3">{words.kindOf(row.code)}</td>
          <td class="span-3">
            {row.paper === null ? (
              words.noPaper
            ) : (
              <Code href={documentPath(row.paper.kind, row.paper.number)}>{row.paper.number}</Code>
            )}
          </td>
          <td class="span-3">{row.actor}</td>
          <td class="num span-3" data-label={words.debit}>
            {row.debitFen === 0 ? '–' : <Money t={t} amountFen={row.debitFen} />}
          </td>
          <td class="num span-3" data-label={words.credit}>
            {row.creditFen === 0 ? '–' : <Money t={t} amountFen={row.creditFen} />}
          </td>
          {withBalance && (
            <td class="num span-3" data-label={words.balance}>
              <Money t={t} amountFen={row.balanceFen ?? 0} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
