/** What is under compulsory metrology, those due first. */
import type { Days, DutyFilter, ListedDuty } from '../../src/metrology/list-queries.ts';
import { DUTY_STATES, type DutyState, METROLOGY_ITEMS } from '../../src/metrology/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterSelect } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Figures } from '../ui/panel.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { crumbsOf, DutyDevice, DutyStatus, holdsText, itemText } from './words.tsx';

interface MetrologyPageProps {
  t: Words;
  filter: DutyFilter;
  rows: readonly ListedDuty[];
  next: string | undefined;
  paged: boolean;
  days: Days;
  counts: Record<DutyState, number>;
  members: readonly { code: string; shortName: string }[];
  can: { test: boolean; export: boolean };
}

const TONES = { barred: 'danger', soon: 'caution' } as const;

export function MetrologyPage(props: MetrologyPageProps) {
  const { t, filter, rows, next, paged, counts, can } = props;
  const words = t.metrology;
  const actions = can.test && (
    <>
      <LinkButton href={paths.metrologyProposals()}>{words.proposals}</LinkButton>
      <LinkButton href={paths.metrologyResults()}>{words.results}</LinkButton>
      <LinkButton kind="primary" href={paths.metrologySending()}>
        {words.send}
      </LinkButton>
    </>
  );
  const figures = DUTY_STATES.map((state) => ({
    label: words.states[state],
    value: String(counts[state]),
    href: paths.metrology({ state }),
    ...((state === 'barred' || state === 'soon') && counts[state] > 0 && { tone: TONES[state] }),
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
        states={DUTY_STATES}
        query={{ ...filter }}
        href={paths.metrology}
        exports={can.export ? paths.metrologyExport : undefined}
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
function Further({ t, filter, members }: MetrologyPageProps) {
  const words = t.metrology;
  const all = { value: '', label: t.lists.all };
  return (
    <>
      <FilterSelect
        label={words.item}
        name="item"
        value={filter.item}
        options={[all, ...METROLOGY_ITEMS.map((value) => ({ value, label: words.items[value] }))]}
      />
      <FilterSelect
        label={words.user}
        name="member"
        value={filter.member}
        options={[all, ...members.map((one) => ({ value: one.code, label: one.shortName }))]}
      />
      <FilterSelect
        label={words.holding}
        name="valid"
        value={filter.valid}
        options={[all, { value: 'yes', label: words.holdings.yes }, { value: 'no', label: words.holdings.no }]}
      />
    </>
  );
}

function Rows({ t, rows, days }: MetrologyPageProps) {
  const words = t.metrology;
  const head = (
    <>
      <Head>{words.device}</Head>
      <Head>{words.item}</Head>
      <Head>{words.user}</Head>
      <Head>{words.testedOn}</Head>
      <Head>{words.validUntil}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <DutyDevice row={row} />
          </td>
          <td class="span-3">{itemText(t, row.item)}</td>
          <td class="span-3">{[row.userName, row.room].filter(Boolean).join(' ')}</td>
          <td class="span-3" data-label={words.testedOn}>
            {row.testedOn}
          </td>
          <td class="span-3" data-label={words.validUntil}>
            {holdsText(t, row, days)}
          </td>
          <td class="span-6">
            <span class="item">
              <DutyStatus t={t} duty={row} days={days} />
              {row.sentOn !== null && <small>{words.sentTo(row.sentTo ?? '', row.sentOn)}</small>}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}
