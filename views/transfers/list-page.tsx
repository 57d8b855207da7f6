/** Transfers between members as a list. */
import { paths } from '../../src/paths.ts';
import type { ListedTransfer, TransferFilter } from '../../src/transfers/list-queries.ts';
import { ORIGINS, TRANSFER_STATES } from '../../src/transfers/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterSelect, Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
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
  const { t, filter, rows, next, paged, can } = props;
  const words = t.transfers;
  const query = { ...filter };
  const tabs = ([undefined, 'taker', 'giver'] as const).map((side) => ({
    label: side === undefined ? t.lists.all : words.sides[side],
    href: paths.transfers({ ...query, side }),
    current: filter.side === side,
  }));
  const origins = [
    { value: '', label: t.lists.all },
    ...ORIGINS.map((value) => ({ value, label: words.origins[value] })),
  ];
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} actions={<Actions t={t} can={can} />} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={{ ...words, states: { ...words.states, open: words.openStates } }}
        states={['open', ...TRANSFER_STATES]}
        query={query}
        kept={{ side: filter.side }}
        href={paths.transfers}
        exports={can.export ? paths.transfersExport : undefined}
        further={<FilterSelect label={words.origin} name="origin" options={origins} value={filter.origin} />}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
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
