/** What can be spent, written out: every balance that it is made of, each opening its entries. */
import { paths } from '../../src/paths.ts';
import type { AvailableFilter, AvailableLine } from '../../src/treasury/available-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';

interface AvailableProps {
  t: Words;
  filter: AvailableFilter;
  rows: AvailableLine[];
  totals: { count: number; fen: number };
  next: string | undefined;
  turned: boolean;
  canExport: boolean;
}

/** The name of a balance; a budget with the goods that it is for. */
export function availableName(t: Words, row: AvailableLine): string {
  if (row.category === null) return row.name;
  return `${row.name} ${(t.budgets.categories as Record<string, string>)[row.category] ?? ''}`;
}

export function AvailablePage(props: AvailableProps) {
  const { t, filter, rows, totals, next, turned, canExport } = props;
  const words = t.treasury;
  const query = { ...filter };
  const narrowed = Boolean(filter.q) || filter.part !== undefined;
  const parts = Object.entries(words.parts).map(([value, label]) => ({ value, label }));
  return (
    <>
      <PageHead
        title={words.availableTitle}
        crumbs={[{ label: words.title, href: paths.account() }]}
        crumbsLabel={t.frame.position}
        facts={[words.availableIntro, words.sumOf(moneyText(totals.fen))]}
      />
      <Filters
        t={t}
        action={paths.available()}
        {...(narrowed && { clear: paths.available() })}
        {...(canExport && {
          right: (
            <ExportLinks t={t} csv={paths.availableExport('csv', query)} xlsx={paths.availableExport('xlsx', query)} />
          ),
        })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.availableHint} />
        <FilterSelect
          label={words.part}
          name="part"
          value={filter.part}
          options={[{ value: '', label: t.lists.all }, ...parts]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={t.lists.empty} text={t.lists.emptyHint} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={totals.count}
        first={turned ? paths.available(query) : undefined}
        next={next === undefined ? undefined : paths.available({ ...query, after: next })}
      />
    </>
  );
}

function hrefOf(row: AvailableLine): string {
  return row.budgetId === null ? paths.accountEntries(row.code) : paths.budget(row.budgetId);
}

function Rows({ t, rows, totals }: AvailableProps) {
  const words = t.treasury;
  const head = (
    <>
      <Head>{words.part}</Head>
      <Head>{words.account}</Head>
      <Head num>{words.balanceYuan}</Head>
    </>
  );
  return (
    <Table caption={words.availableTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-2">{words.parts[row.part]}</td>
          <td class="span-4">
            <a href={hrefOf(row)}>{availableName(t, row)}</a>
          </td>
          <td class="num">
            <Money t={t} amountFen={row.fen} />
          </td>
        </tr>
      ))}
      <tr class="total">
        <td>{words.total}</td>
        <td />
        <td class="num">
          <Money t={t} amountFen={totals.fen} />
        </td>
      </tr>
    </Table>
  );
}
