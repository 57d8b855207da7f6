/** Planned rounds, those due first. */
import type { Days, ListedPlan, PlanFilter } from '../../src/maintenance/list-queries.ts';
import { LIST_STATES, type ListState, MONTH_ROUNDS, PLAN_KINDS } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterSelect } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Figures } from '../ui/panel.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { crumbsOf, dueText, PlanDevice, PlanStatus } from './words.tsx';

interface MaintenancePageProps {
  t: Words;
  filter: PlanFilter;
  rows: readonly ListedPlan[];
  next: string | undefined;
  paged: boolean;
  days: Days;
  counts: Record<ListState, number>;
  members: readonly { code: string; shortName: string }[];
  can: { plan: boolean; export: boolean };
}

const TONES = { stopped: 'danger', late: 'danger', soon: 'caution' } as const;

export function MaintenancePage(props: MaintenancePageProps) {
  const { t, filter, rows, next, paged, counts, can } = props;
  const words = t.maintenance;
  const actions = can.plan && <LinkButton href={paths.maintenanceProposals()}>{words.proposals}</LinkButton>;
  const figures = LIST_STATES.map((state) => ({
    label: words.states[state],
    value: String(counts[state]),
    href: paths.maintenance({ state }),
    ...(state in TONES && counts[state] > 0 && { tone: TONES[state as keyof typeof TONES] }),
  }));
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={crumbsOf(t)}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
        {...(actions && { actions })}
      />
      <Figures label={words.state} figures={figures} />
      <KeyedRegister
        t={t}
        words={words}
        states={LIST_STATES}
        anyState={words.dueNow}
        query={{ ...filter }}
        href={paths.maintenance}
        exports={can.export ? paths.maintenanceExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
        further={<Further {...props} />}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

/** What the list is narrowed by besides words and state. */
function Further({ t, filter, members }: MaintenancePageProps) {
  const words = t.maintenance;
  const all = { value: '', label: t.lists.all };
  return (
    <>
      <FilterSelect
        label={words.kind}
        name="kind"
        value={filter.kind}
        options={[all, ...PLAN_KINDS.map((value) => ({ value, label: words.kinds[value] }))]}
      />
      <FilterSelect
        label={words.user}
        name="member"
        value={filter.member}
        options={[all, ...members.map((one) => ({ value: one.code, label: one.shortName }))]}
      />
      <FilterSelect
        label={words.thisMonth}
        name="month"
        value={filter.month}
        options={[all, ...MONTH_ROUNDS.map((value) => ({ value, label: words.monthRounds[value] }))]}
      />
    </>
  );
}

function Rows({ t, rows, days }: MaintenancePageProps) {
  const words = t.maintenance;
  const head = (
    <>
      <Head>{words.device}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.user}</Head>
      <Head>{words.last}</Head>
      <Head>{words.dueOn}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <PlanDevice row={row} />
          </td>
          <td class="span-3">{[words.kinds[row.kind], words.every(row.cycleMonths)].join(' ')}</td>
          <td class="span-3">{[row.userName, row.room, row.custodian].filter(Boolean).join(' ')}</td>
          <td class="span-3" data-label={words.last}>
            {row.outcome === null ? words.never : [row.doneOn, words.outcomes[row.outcome]].join(' ')}
          </td>
          <td class="span-3" data-label={words.dueOn}>
            {dueText(t, row, days)}
          </td>
          <td class="span-6">
            <PlanStatus t={t} plan={row} days={days} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
