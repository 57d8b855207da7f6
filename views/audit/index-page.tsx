/** The trail as a table, newest first. */
import type { AuditFilter, AuditLine } from '../../src/audit/queries.ts';
import { dayOf, timeOf } from '../../src/kernel/clock.ts';
import { paths, type Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { Change } from './change.tsx';
import { actName, subjectText } from './change-words.ts';

interface AuditPageProps {
  t: Words;
  filter: AuditFilter;
  rows: AuditLine[];
  total: number;
  next: string | undefined;
  isFirst: boolean;
}

export function AuditPage({ t, filter, rows, total, next, isFirst }: AuditPageProps) {
  const query: Query = { ...filter };
  return (
    <>
      <PageHead title={t.audit.title} facts={[t.audit.chained]} />
      <AuditFilters t={t} filter={filter} query={query} />
      {rows.length === 0 ? <Empty title={t.lists.empty} text={t.lists.emptyHint} /> : <AuditRows t={t} rows={rows} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={total}
        {...(!isFirst && { first: paths.audit(query) })}
        {...(next !== undefined && { next: paths.audit({ ...query, after: next }) })}
      />
    </>
  );
}

function AuditFilters({ t, filter, query }: { t: Words; filter: AuditFilter; query: Query }) {
  const words = t.audit;
  const all = { value: '', label: t.lists.all };
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value: `${value}.`, label }));
  const acts = Object.entries(words.acts).map(([value, label]) => ({ value, label }));
  const outcomes = (['done', 'refused'] as const).map((value) => ({ value, label: words.outcomes[value] }));
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Filters
      t={t}
      action={paths.audit()}
      {...(filtered && { clear: paths.audit() })}
      right={<ExportLinks t={t} csv={paths.auditExport('csv', query)} xlsx={paths.auditExport('xlsx', query)} />}
    >
      <FilterText label={words.actor} name="actor" value={filter.actor} />
      <FilterSelect label={words.act} name="act" value={filter.act} options={[all, ...kinds, ...acts]} />
      <FilterText label={words.subject} name="subject" value={filter.subject} placeholder={words.subjectHint} />
      <FilterSelect label={words.outcome} name="outcome" value={filter.outcome} options={[all, ...outcomes]} />
      <FilterText label={words.from} name="from" value={filter.from} type="date" />
      <FilterText label={words.to} name="to" value={filter.to} type="date" />
    </Filters>
  );
}

function AuditRows({ t, rows }: { t: Words; rows: AuditLine[] }) {
  const words = t.audit;
  const heads = [words.at, words.actor, words.act, words.subject, words.outcome, words.change];
  return (
    <Table caption={words.caption} head={heads.map((label) => <Head>{label}</Head>)} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <span class="nowrap">
              {dayOf(row.at)} {timeOf(row.at)}
            </span>
          </td>
          <td class="span-3">
            <span class="item">
              <b>{row.actorId === 0 ? words.system : row.actorName}</b>
              {row.organisationName && <small>{row.organisationName}</small>}
            </span>
          </td>
          <td class="span-3">{actName(t, row.act)}</td>
          <td class="span-3">
            <Code>{subjectText(row)}</Code>
          </td>
          <td class="span-2">
            <Status icon={row.outcome === 'done' ? 's-done' : 's-no'}>{words.outcomes[row.outcome]}</Status>
          </td>
          <td class="span-4">
            <Change t={t} row={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
