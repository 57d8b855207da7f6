/** Who bears what was lost or broken on the way: every charge with its amount, for those who decide on money. */
import type { ChargeFilter, ChargeRow, ChargeState } from '../../src/dispatches/charge-rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { ArrivalTabs } from './arrival-tabs.tsx';
import { ChargeStatus } from './charge-status.tsx';

export interface ChargesPageProps {
  t: Words;
  states: readonly ChargeState[];
  filter: ChargeFilter;
  rows: ChargeRow[];
  next: string | undefined;
  paged: boolean;
  now: number;
  can: { export: boolean };
}

export function ChargesPage(props: ChargesPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.arrivals.charges;
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <ArrivalTabs t={t} current="charges" prices />
      <KeyedRegister
        t={t}
        words={words}
        states={props.states}
        query={{ ...filter }}
        href={paths.charges}
        exports={can.export ? paths.chargesExport : undefined}
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

function Rows({ t, rows, now }: ChargesPageProps) {
  const words = t.arrivals;
  const head = (
    <>
      <Head>{words.charges.difference}</Head>
      <Head>{words.chargedTo}</Head>
      <Head>{words.lossIn}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.charges.state}</Head>
      <Head>{words.charges.made}</Head>
    </>
  );
  return (
    <Table caption={words.charges.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.discrepancy(row.number)}>{row.number}</Code>
          </td>
          <td class="span-3">
            {words.bearers[row.bearer]}
            <small class="tail">{row.bearerName}</small>
          </td>
          <td class="span-3" data-label={words.lossIn}>
            {row.lossIn}
          </td>
          <td class="num span-3" data-label={words.amount}>
            <Money t={t} amountFen={row.amountFen} />
          </td>
          <td class="span-3">
            <ChargeStatus t={t} charge={row} />
          </td>
          <td class="span-3" data-label={words.charges.made}>
            {momentText(t, row.madeAt, now)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
