/** The substitutes the committee approved: which medicine for which, how, and until when. */
import { paths } from '../../src/paths.ts';
import type { ConceptName, SubstituteLine } from '../../src/substitutes/list-queries.ts';
import { SUBSTITUTE_STATES, type SubstituteState } from '../../src/substitutes/rules.ts';
import type { Page } from '../../src/web/paging.ts';
import type { RegisterFilter } from '../../src/web/register.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Tabs } from '../ui/filters.tsx';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Register } from '../ui/register.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';

interface SubstitutesPageProps {
  t: Words;
  filter: RegisterFilter<SubstituteState>;
  today: string;
  page: Page<SubstituteLine>;
  /** `sessions`: those of the committee open for who sees the county. */
  can: { manage: boolean; export: boolean; sessions: boolean };
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

export function SubstitutesPage({ t, filter, today, page, can }: SubstitutesPageProps) {
  const words = t.substitutes;
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newSubstitute()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.rule]} actions={can.manage ? add : undefined} />
      <SubstituteTabs t={t} current="approved" />
      <Register
        t={t}
        words={words}
        states={SUBSTITUTE_STATES}
        filter={filter}
        today={today}
        page={page}
        href={paths.substitutes}
        exports={can.export ? paths.substitutesExport : undefined}
      >
        <Rows t={t} rows={page.rows} sessions={can.sessions} />
      </Register>
    </>
  );
}

function Rows({ t, rows, sessions }: { t: Words; rows: SubstituteLine[]; sessions: boolean }) {
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
            {decision !== null && (
              <Code {...(sessions && { href: paths.session(decision.sessionNumber) })}>{decision.sessionNumber}</Code>
            )}
          </td>
          <td class="span-3">
            <SubstituteStatus t={t} state={state} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
