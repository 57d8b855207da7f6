/** Papers of losses as a list: write-offs, adjustments and destructions. */
import type { ListedLoss, LossFilter } from '../../src/losses/list-queries.ts';
import { LOSS_KINDS, LOSS_STATES } from '../../src/losses/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Tabs } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { LossStatus } from './words.tsx';

export interface LossesPageProps {
  t: Words;
  filter: LossFilter;
  rows: ListedLoss[];
  next: string | undefined;
  paged: boolean;
  can: { report: boolean; export: boolean; prices: boolean };
  now: number;
}

function Actions({ t }: { t: Words }) {
  const words = t.losses;
  return (
    <>
      <LinkButton href={paths.newDestruction()}>{words.destruction.button}</LinkButton>
      <LinkButton href={paths.newLoss({ kind: 'adjustment' })}>{words.newTitles.adjustment}</LinkButton>
      <LinkButton kind="primary" icon="i-plus" href={paths.newLoss({ kind: 'write_off' })}>
        {words.newTitles.write_off}
      </LinkButton>
    </>
  );
}

export function LossesPage(props: LossesPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.losses;
  const query = { ...filter };
  const tabs = [undefined, ...LOSS_KINDS].map((kind) => ({
    label: kind === undefined ? t.lists.all : words.kinds[kind],
    href: paths.losses({ ...query, kind }),
    current: filter.kind === kind,
  }));
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.report && { actions: <Actions t={t} /> })} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={words}
        states={LOSS_STATES}
        query={query}
        kept={{ kind: filter.kind }}
        href={paths.losses}
        exports={can.export ? paths.lossesExport : undefined}
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

function Rows({ t, rows, now, can }: LossesPageProps) {
  const words = t.losses;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.place}</Head>
      <Head>{words.reason}</Head>
      <Head>{words.state}</Head>
      <Head>{words.created}</Head>
      <Head num>{words.lines}</Head>
      {can.prices && <Head num>{words.amount}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.loss(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{words.kinds[row.kind]}</td>
          <td class="span-2">{row.place}</td>
          <td class="span-3 note">
            {words.reasons[row.reasonCode]} {row.reason}
          </td>
          <td class="span-2">
            <LossStatus t={t} status={row.status} />
          </td>
          <td class="span-2" data-label={words.created}>
            {momentText(t, row.createdAt, now)}
          </td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          {can.prices && (
            <td class="num span-2" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
