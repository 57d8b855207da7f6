/** Faults of equipment: open, mine, late, all. */
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import type { FaultFilter, ListedFault } from '../../src/faults/list-queries.ts';
import { FAULT_STATES, FAULT_TABS } from '../../src/faults/rules.ts';
import { paths } from '../../src/paths.ts';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterSelect, FilterText, Tabs } from '../ui/filters.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { DueText, FaultStatus, UrgencyTag } from './words.tsx';

export interface FaultsPageProps {
  t: Words;
  filter: FaultFilter;
  rows: ListedFault[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean; costs: boolean; repair: boolean };
  classes: readonly AssetClassRow[];
  members: readonly { code: string; shortName: string }[];
  now: number;
}

export function FaultsPage(props: FaultsPageProps) {
  const { t, filter, rows, next, paged, can, classes, members } = props;
  const words = t.faults;
  const tabs = FAULT_TABS.filter((tab) => tab !== 'mine' || can.repair).map((tab) => ({
    label: words.tabs[tab],
    href: paths.faults({ tab }),
    current: filter.tab === tab,
  }));
  const further = (
    <>
      <FilterSelect
        label={t.equipment.className}
        name="class"
        value={filter.class}
        options={[
          { value: '', label: t.lists.all },
          ...classes.map((one) => ({ value: one.code, label: classText(t, one) })),
        ]}
      />
      <FilterSelect
        label={words.place}
        name="member"
        value={filter.member}
        options={[
          { value: '', label: t.lists.all },
          ...members.map((one) => ({ value: one.code, label: one.shortName })),
        ]}
      />
      <FilterText label={words.from} name="from" type="date" value={filter.from} />
      <FilterText label={words.until} name="until" type="date" value={filter.until} />
    </>
  );
  const figures = <LinkButton href={paths.faultFigures()}>{words.figures}</LinkButton>;
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={figures} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={words}
        states={FAULT_STATES}
        anyState={words.anyState}
        query={{ ...filter }}
        kept={{ tab: filter.tab }}
        href={paths.faults}
        exports={can.export ? paths.faultsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
        further={further}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, can, now }: FaultsPageProps) {
  const words = t.faults;
  const head = (
    <>
      <Head>{words.thing}</Head>
      <Head>{words.number}</Head>
      <Head>{words.place}</Head>
      <Head>{words.urgency}</Head>
      <Head>{words.state}</Head>
      <Head>{words.engineer}</Head>
      <Head>{words.reportedAt}</Head>
      {can.costs && <Head num>{words.cost}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <Row t={t} row={row} costs={can.costs} now={now} />
      ))}
    </Table>
  );
}

function Row({ t, row, costs, now }: { t: Words; row: ListedFault; costs: boolean; now: number }) {
  const words = t.faults;
  return (
    <tr class={row.status === 'withdrawn' ? 'off' : undefined}>
      <td class="span-3">
        <span class="item">
          <a href={paths.fault(row.number)}>{row.assetName}</a>
          <small>{row.what}</small>
        </span>
      </td>
      <td class="span-3">
        <Code>{row.number}</Code>
      </td>
      <td class="span-2">
        <span class="item">
          {row.place}
          {row.room !== '' && <small>{row.room}</small>}
        </span>
      </td>
      <td class="span-2" data-label={words.urgency}>
        <UrgencyTag t={t} urgency={row.urgency} />
      </td>
      <td class="span-2">
        <span class="item">
          <FaultStatus t={t} status={row.status} />
          {row.acceptedAt === null && row.status !== 'withdrawn' && (
            <small>
              <DueText t={t} dueAt={row.dueAt} now={now} />
            </small>
          )}
          {row.outcome !== null && <small>{words.outcomes[row.outcome]}</small>}
        </span>
      </td>
      <td class="span-2" data-label={words.engineer}>
        {[row.engineer, row.outside].filter(Boolean).join(' ') || words.nobody}
      </td>
      <td class="span-2" data-label={words.reportedAt}>
        {fullMoment(row.reportedAt)}
      </td>
      {costs && (
        <td class="num span-2" data-label={words.cost}>
          <Money t={t} amountFen={row.costFen} />
        </td>
      )}
    </tr>
  );
}
