/** Transfers between members as a list. */
import { paths } from '../../src/paths.ts';
import type { ListedTransfer, TransferFilter } from '../../src/transfers/list-queries.ts';
import { ORIGINS, TRANSFER_STATES } from '../../src/transfers/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { TransferStatus } from './words.tsx';

export interface TransfersPageProps {
  t: Words;
  filter: TransferFilter;
  rows: ListedTransfer[];
  next: string | undefined;
  paged: boolean;
  can: { ask: boolean; propose: boolean; export: boolean };
  now: number;
}

function Actions({ t, can }: Pick<TransfersPageProps, 't' | 'can'>) {
  return (
    <>
      {can.propose && <LinkButton href={paths.proposals()}>{t.redistribution.title}</LinkButton>}
      {can.ask && <Ask t={t} />}
    </>
  );
}

function Ask({ t }: { t: Words }) {
  const words = t.transfers;
  return (
    <>
      <LinkButton href={paths.newTransfer({ direction: 'offered' })}>{words.newTitles.offered}</LinkButton>
      <LinkButton kind="primary" icon="i-plus" href={paths.newTransfer({ direction: 'asked' })}>
        {words.newTitles.asked}
      </LinkButton>
    </>
  );
}

export function TransfersPage(props: TransfersPageProps) {
  const { t, filter, rows, can } = props;
  const words = t.transfers;
  const query = { ...filter };
  const tabs = ([undefined, 'taker', 'giver'] as const).map((side) => ({
    label: side === undefined ? t.lists.all : words.sides[side],
    href: paths.transfers({ ...query, side }),
    current: filter.side === side,
  }));
  const states = [
    { value: '', label: t.lists.all },
    { value: 'open', label: words.openStates },
    ...TRANSFER_STATES.map((value) => ({ value, label: words.states[value] })),
  ];
  const origins = [
    { value: '', label: t.lists.all },
    ...ORIGINS.map((value) => ({ value, label: words.origins[value] })),
  ];
  const files = (format: 'csv' | 'xlsx') => paths.transfersExport(format, query);
  const filtered = (filter.q ?? '') !== '' || filter.state !== undefined || filter.origin !== undefined;
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={<Actions t={t} can={can} />} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.transfers()}
        kept={{ side: filter.side }}
        {...(filtered && { clear: paths.transfers({ side: filter.side }) })}
        {...(can.export && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText
          label={words.search}
          name="q"
          placeholder={words.searchHint}
          {...(filter.q !== undefined && { value: filter.q })}
        />
        <FilterSelect
          label={words.state}
          name="state"
          options={states}
          {...(filter.state && { value: filter.state })}
        />
        <FilterSelect
          label={words.origin}
          name="origin"
          options={origins}
          {...(filter.origin && { value: filter.origin })}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.transfers(query) })}
        {...(props.next !== undefined && { next: paths.transfers({ ...query, after: props.next }) })}
      />
    </>
  );
}

function Rows({ t, rows, now }: TransfersPageProps) {
  const words = t.transfers;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.giver}</Head>
      <Head>{words.taker}</Head>
      <Head>{words.origin}</Head>
      <Head num>{words.lines}</Head>
      <Head>{words.neededBy}</Head>
      <Head>{words.state}</Head>
      <Head>{words.created}</Head>
      <Head>{words.dispatch}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Code href={paths.transfer(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2" data-label={words.giver}>
            {row.giver}
          </td>
          <td class="span-2" data-label={words.taker}>
            {row.taker}
          </td>
          <td class="span-2">{words.origins[row.origin]}</td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          <td class="span-2" data-label={words.neededBy}>
            {row.neededBy}
          </td>
          <td class="span-2">
            <TransferStatus t={t} status={row.status} />
          </td>
          <td class="span-2" data-label={words.created}>
            {momentText(t, row.createdAt, now)}
          </td>
          <td class="span-3">
            {row.dispatch !== null && <Code href={paths.dispatch(row.dispatch)}>{row.dispatch}</Code>}
          </td>
        </tr>
      ))}
    </Table>
  );
}
