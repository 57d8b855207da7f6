/** Suppliers and makers: found by name, pinyin and codes, by what their licences ask for. */
import type { PartyFilter, PartyLine } from '../../src/parties/list-queries.ts';
import { PARTY_KINDS, STANDINGS } from '../../src/parties/rules.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { InterestTag } from './interest.tsx';
import { LicenceStatus } from './licence-table.tsx';

interface PartiesPageProps {
  t: Words;
  filter: PartyFilter;
  today: string;
  rows: PartyLine[];
  /** Cursor of the next page. */
  next: string | undefined;
  /** This is not the first page. */
  turned: boolean;
  total: number;
  can: { add: boolean; export: boolean };
}

export function PartiesPage(props: PartiesPageProps) {
  const { t, filter, rows, next, turned, total, can } = props;
  const words = t.parties;
  const query: Query = { ...filter };
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newParty()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.rule]} actions={can.add ? add : undefined} />
      <PartyFilters {...props} query={query} />
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <PartyRows t={t} rows={rows} today={props.today} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={total}
        first={turned ? paths.parties(query) : undefined}
        next={next === undefined ? undefined : paths.parties({ ...query, after: next })}
      />
    </>
  );
}

function PartyFilters({ t, filter, can, query }: PartiesPageProps & { query: Query }) {
  const words = t.parties;
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const all = { value: '', label: t.lists.all };
  const exports = (
    <ExportLinks t={t} csv={paths.partiesExport('csv', query)} xlsx={paths.partiesExport('xlsx', query)} />
  );
  const kinds = PARTY_KINDS.map((value) => ({ value, label: words.kinds[value] }));
  const standings = STANDINGS.map((value) => ({ value, label: words.standings[value] }));
  const actives = (['active', 'retired'] as const).map((value) => ({ value, label: words.actives[value] }));
  return (
    <Filters
      t={t}
      action={paths.parties()}
      {...(filtered && { clear: paths.parties() })}
      {...(can.export && { right: exports })}
    >
      <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      <FilterSelect label={words.kind} name="kind" value={filter.kind} options={[all, ...kinds]} />
      <FilterSelect label={words.standing} name="standing" value={filter.standing} options={[all, ...standings]} />
      <FilterSelect label={words.active} name="active" value={filter.active} options={[all, ...actives]} />
    </Filters>
  );
}

function PartyRows({ t, rows, today }: { t: Words; rows: PartyLine[]; today: string }) {
  const words = t.parties;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.code}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.standing}</Head>
      <Head>{words.nextLapse}</Head>
      <Head>{words.account}</Head>
    </>
  );
  return (
    <Table caption={words.caption} head={head} stacks>
      {rows.map((row) => (
        <tr class={row.active ? undefined : 'off'}>
          <td class="span-4">
            <span class="item">
              <a href={paths.party(row.code)}>{row.shortName}</a>{' '}
              <InterestTag t={t} member={row.memberName ?? undefined} />
              {row.name !== row.shortName && <small>{row.name}</small>}
            </span>
          </td>
          <td class="span-2">
            <Code>{row.code}</Code>
          </td>
          <td class="span-2">{words.kinds[row.kind]}</td>
          <td class="span-2">
            {row.active ? (
              <LicenceStatus t={t} state={row.standing} today={today} />
            ) : (
              <Status icon="s-no">{words.actives.retired}</Status>
            )}
          </td>
          <td class="span-2" data-label={words.nextLapse}>
            {row.nextLapse !== null && dayText(t, row.nextLapse, today)}
          </td>
          <td class="desk-only">
            {row.account === null ? <span class="muted">{words.noAccount}</span> : <Code>{row.account}</Code>}
          </td>
        </tr>
      ))}
    </Table>
  );
}
