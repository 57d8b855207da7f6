/** The lines of a plan with their filters. */
import { paths } from '../../src/paths.ts';
import type { LineTab } from '../../src/plans/forms.ts';
import { ExportLinks, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { LineTable } from './line-table.tsx';
import type { PlanPageProps } from './show-page-props.ts';

export function PlanLines(props: PlanPageProps) {
  const { t, data, query } = props;
  const words = t.plans;
  const { number } = data.record.document;
  const file = { rows: query.rows === 'all' ? undefined : query.rows, party: query.party, q: query.q };
  const last = data.lines.at(-1)?.lineNumber;
  return (
    <>
      <LineTabs {...props} />
      <LineFilters {...props} />
      {data.lines.length === 0 ? (
        <Empty title={words.noLines} text={words.noLinesText} />
      ) : (
        <LineTable t={t} data={data} query={query} />
      )}
      <KeysetPager
        t={t}
        shown={data.lines.length}
        total={data.matching.lines}
        {...(query.after !== undefined && { first: paths.plan(number, { ...file }) })}
        {...(data.more && { next: paths.plan(number, { ...file, after: last }) })}
      />
    </>
  );
}

function LineTabs({ t, data, query }: PlanPageProps) {
  const words = t.plans;
  const { number } = data.record.document;
  const { byChannel, changed } = data.digest.counts;
  const tab = (rows: LineTab, label: string, count: number) => ({
    label,
    count,
    href: paths.plan(number, { rows: rows === 'all' ? undefined : rows }),
    current: query.rows === rows,
  });
  const channels = (Object.keys(words.channels) as (keyof typeof words.channels)[]).filter((one) => byChannel[one]);
  return (
    <Tabs
      label={words.filterLabel}
      tabs={[
        tab('flag', words.filters.flag, data.digest.flags.size),
        tab('all', words.filters.all, data.record.plan.lineCount),
        ...channels.map((one) => tab(one, words.channels[one], byChannel[one]?.lines ?? 0)),
        tab('changed', words.filters.changed, changed),
      ]}
    />
  );
}

function LineFilters({ t, data, query, exports }: PlanPageProps) {
  const words = t.plans;
  const { number } = data.record.document;
  const narrowed = (query.party ?? '') !== '' || (query.q ?? '') !== '';
  const kept = { rows: query.rows === 'all' ? undefined : query.rows };
  const file = { ...kept, party: query.party, q: query.q };
  const parties = data.parties.map((party) => ({ value: party.code, label: party.name }));
  const files = (
    <ExportLinks t={t} csv={paths.planExport(number, 'csv', file)} xlsx={paths.planExport(number, 'xlsx', file)} />
  );
  return (
    <Filters
      t={t}
      action={paths.plan(number)}
      kept={kept}
      {...(narrowed && { clear: paths.plan(number, kept) })}
      {...(exports && { right: files })}
    >
      <FilterText label={words.findItem} name="q" value={query.q} placeholder={words.findItemHint} />
      <FilterSelect
        label={words.party}
        name="party"
        value={query.party}
        options={[{ value: '', label: t.lists.all }, ...parties]}
      />
    </Filters>
  );
}
