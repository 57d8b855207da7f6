/** Issues and returns as a list: found by day, member, item, patient, and exported as shown. */
import type { IssueFilter, ListedIssue } from '../../src/issues/list-queries.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterFold, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { destinationText, IssueStatus } from './words.tsx';

export interface IssuesPageProps {
  t: Words;
  filter: IssueFilter;
  rows: ListedIssue[];
  next: string | undefined;
  members: { code: string; name: string }[];
  paged: boolean;
  can: { issue: boolean; export: boolean; prices: boolean };
  now: number;
}

export function IssuesPage(props: IssuesPageProps) {
  const { t, filter, rows, can } = props;
  const words = t.issues;
  const query: Query = { ...filter };
  const files = (format: 'csv' | 'xlsx') => paths.issuesExport(format, query);
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        actions={
          can.issue && (
            <>
              <LinkButton href={paths.useFiles()}>{words.files}</LinkButton>
              <LinkButton href={paths.quickIssue()}>{words.quickTitle}</LinkButton>
              <LinkButton kind="primary" href={paths.newIssue()}>
                {words.newButton}
              </LinkButton>
            </>
          )
        }
      />
      <Filters
        t={t}
        action={paths.issues()}
        {...(filtered && { clear: paths.issues() })}
        {...(can.export && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <Narrowing {...props} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.issues(query) })}
        {...(props.next !== undefined && { next: paths.issues({ ...query, after: props.next }) })}
      />
    </>
  );
}

function Narrowing({ t, filter, members }: IssuesPageProps) {
  const words = t.issues;
  const kinds = (['issue', 'issue_return'] as const).map((value) => ({ value, label: words.kinds[value] }));
  const places = members.map(({ code, name }) => ({ value: code, label: name }));
  const active = [filter.member, filter.kind, filter.from, filter.to].filter((one) => one !== undefined && one !== '');
  return (
    <>
      <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      <FilterText label={words.searchItem} name="item" value={filter.item} placeholder={words.searchItemHint} />
      <FilterFold label={words.moreFilters} active={active.length}>
        {places.length > 1 && (
          <FilterSelect
            label={words.member}
            name="member"
            value={filter.member}
            options={[{ value: '', label: words.all }, ...places]}
          />
        )}
        <FilterSelect
          label={words.kind}
          name="kind"
          value={filter.kind}
          options={[{ value: '', label: words.all }, ...kinds]}
        />
        <FilterText label={words.from} name="from" type="date" value={filter.from} />
        <FilterText label={words.to} name="to" type="date" value={filter.to} />
      </FilterFold>
    </>
  );
}

function Rows({ t, rows, now, can }: IssuesPageProps) {
  const words = t.issues;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.at}</Head>
      <Head>{words.state}</Head>
      <Head>{words.destination}</Head>
      <Head>{words.goods}</Head>
      <Head num>{words.lines}</Head>
      <Head>{words.member}</Head>
      {can.prices && <Head num>{words.amount}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr class={row.kind === 'issue_return' || row.status === 'reversed' ? 'reversal' : undefined}>
          <td class="span-3">
            <Code href={paths.issue(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">{momentText(t, row.occurredAt, now)}</td>
          <td class="span-2">
            <IssueStatus t={t} status={row.status} />
          </td>
          <td class="span-4">{destinationText(t, row)}</td>
          <td>{row.goods}</td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          <td class="span-2">{row.member}</td>
          {can.prices && (
            <td class="num span-2" data-label={words.amount}>
              <Money t={t} amountFen={row.kind === 'issue_return' ? -row.amountFen : row.amountFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
