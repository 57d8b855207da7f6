/** The substitutes the committee approved: which medicine for which, how, and until when. */
import { paths, type Query } from '../../src/paths.ts';
import type { ConceptName, SubstituteLine } from '../../src/substitutes/list-queries.ts';
import { SUBSTITUTE_STATES, type SubstituteState } from '../../src/substitutes/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';

interface SubstitutesPageProps {
  t: Words;
  filter: { q?: string | undefined; state?: SubstituteState | undefined };
  rows: SubstituteLine[];
  page: number;
  size: number;
  total: number;
  can: { manage: boolean; export: boolean };
}

const SIGNALS: Record<SubstituteState, { icon: IconName; tone?: Tone }> = {
  valid: { icon: 's-done' },
  coming: { icon: 's-todo' },
  ended: { icon: 's-no' },
};

export function SubstituteStatus({ t, state }: { t: Words; state: SubstituteState }) {
  return <Status {...SIGNALS[state]}>{t.substitutes.states[state]}</Status>;
}

export function Medicine({ medicine }: { medicine: ConceptName }) {
  return <Item name={medicine.genericName} detail={medicine.form} />;
}

/** The two views: what was approved, and the look-up of one item. */
export function SubstituteTabs({ t, current }: { t: Words; current: 'approved' | 'lookup' }) {
  const words = t.substitutes;
  const hrefs = { approved: paths.substitutes(), lookup: paths.substituteLookup() };
  const tabs = (['approved', 'lookup'] as const).map((key) => ({
    label: words.sections[key],
    href: hrefs[key],
    current: key === current,
  }));
  return <Tabs label={words.sectionsLabel} tabs={tabs} />;
}

export function SubstitutesPage({ t, filter, rows, page, size, total, can }: SubstitutesPageProps) {
  const words = t.substitutes;
  const query: Query = { ...filter };
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newSubstitute()}>
      {words.add}
    </LinkButton>
  );
  const exports = (
    <ExportLinks t={t} csv={paths.substitutesExport('csv', query)} xlsx={paths.substitutesExport('xlsx', query)} />
  );
  const states = SUBSTITUTE_STATES.map((value) => ({ value, label: words.states[value] }));
  return (
    <>
      <PageHead title={words.title} facts={[words.rule]} actions={can.manage ? add : undefined} />
      <SubstituteTabs t={t} current="approved" />
      <Filters
        t={t}
        action={paths.substitutes()}
        {...(filtered && { clear: paths.substitutes() })}
        {...(can.export && { right: exports })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.state}
          name="state"
          value={filter.state}
          options={[{ value: '', label: t.common.all }, ...states]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows t={t} rows={rows} />}
      <NumberedPager
        t={t}
        page={page}
        size={size}
        total={total}
        href={(to) => paths.substitutes({ ...query, page: to })}
      />
    </>
  );
}

function Rows({ t, rows }: { t: Words; rows: SubstituteLine[] }) {
  const words = t.substitutes;
  const head = (
    <>
      <Head>{words.from}</Head>
      <Head>{words.to}</Head>
      <Head>{words.ways}</Head>
      <Head>{words.guidance}</Head>
      <Head>{words.validity}</Head>
      <Head>{words.decision}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map(({ row, from, to, decision, state }) => (
        <tr>
          <td class="span-3">
            <Item name={from.genericName} detail={from.form} href={paths.substitute(row.id)} />
          </td>
          <td class="span-3">
            <Medicine medicine={to} />
          </td>
          <td class="span-3">{words.way[row.bothWays ? 'both' : 'one']}</td>
          <td class="note">{row.guidance}</td>
          <td>{words.span(row.validFrom, row.validTo)}</td>
          <td class="span-3">
            {decision !== null && <Code href={paths.session(decision.sessionNumber)}>{decision.sessionNumber}</Code>}
          </td>
          <td class="span-3">
            <SubstituteStatus t={t} state={state} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
