/** What is on the way, by how long: bands with their value, each opening into its dispatches, the longest first. */
import type { BandSum, TransitFilter, TransitRow, TransitState } from '../../src/dispatches/transit-rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { durationText, momentText } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { ArrivalTabs } from './arrival-tabs.tsx';
import { DispatchStatus } from './dispatch-status.tsx';

export interface TransitPageProps {
  t: Words;
  states: readonly TransitState[];
  filter: TransitFilter;
  rows: TransitRow[];
  next: string | undefined;
  paged: boolean;
  bands: BandSum[];
  now: number;
  can: { export: boolean; prices: boolean };
}

export function TransitPage(props: TransitPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.arrivals.transit;
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <ArrivalTabs t={t} current="transit" prices={can.prices} />
      <Bands {...props} />
      <KeyedRegister
        t={t}
        words={words}
        states={props.states}
        query={{ ...filter }}
        kept={{ band: filter.band }}
        href={paths.transit}
        exports={can.export ? paths.transitExport : undefined}
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

/** Each number opens into the dispatches it is made of. */
function Bands({ t, bands, filter, can }: TransitPageProps) {
  const words = t.arrivals.transit;
  const all = { count: 0, valueFen: 0 };
  for (const band of bands) {
    all.count += band.count;
    all.valueFen += band.valueFen;
  }
  const shown = [
    { band: undefined, label: words.all, ...all },
    ...bands.map((one) => ({ ...one, label: words.bands[one.band] ?? one.band })),
  ];
  const head = (
    <>
      <Head>{words.band}</Head>
      <Head num>{words.number}</Head>
      {can.prices && <Head num>{words.value}</Head>}
    </>
  );
  return (
    <Table caption={words.band} head={head}>
      {shown.map(({ band, label, count, valueFen }) => (
        <tr class={band === filter.band ? 'current' : undefined}>
          <td>
            <a href={paths.transit({ ...filter, band })}>{label}</a>
          </td>
          <td class="num">{words.sum(count)}</td>
          {can.prices && (
            <td class="num">
              <Money t={t} amountFen={valueFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function Rows({ t, rows, now, can }: TransitPageProps) {
  const words = t.arrivals.transit;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.route}</Head>
      <Head>{words.age}</Head>
      <Head>{words.handed}</Head>
      <Head>{words.due}</Head>
      <Head num>{words.lines}</Head>
      {can.prices && <Head num>{words.value}</Head>}
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <TransitLine t={t} row={row} now={now} prices={can.prices} />
      ))}
    </Table>
  );
}

function TransitLine({ t, row, now, prices }: { t: Words; row: TransitRow; now: number; prices: boolean }) {
  const words = t.arrivals.transit;
  const late = row.status === 'in_transit' && now > row.dueAt;
  return (
    <tr>
      <td class="span-3">
        <Code href={paths.dispatch(row.number)}>{row.number}</Code>
      </td>
      <td class="span-3">
        {row.sender} <Icon name="i-to" kind="arrow" /> {row.receiver}
      </td>
      <td class="span-3" data-label={words.age}>
        {durationText(t, now - row.postedAt)}
        <small class="tail">{momentText(t, row.postedAt, now)}</small>
      </td>
      <td class="span-3" data-label={words.handed}>
        {row.handedAt === null ? '' : momentText(t, row.handedAt, now)}
      </td>
      <td class="span-3" data-label={words.due}>
        {row.status === 'in_transit' && momentText(t, row.dueAt, now)}{' '}
        {late && (
          <Status icon="s-near" tone="danger">
            {words.late}
          </Status>
        )}
      </td>
      <td class="num span-2" data-label={words.lines}>
        {row.lines}
      </td>
      {prices && (
        <td class="num span-2" data-label={words.value}>
          <Money t={t} amountFen={row.valueFen} />
        </td>
      )}
      <td class="span-2">
        <DispatchStatus t={t} status={row.status} />
      </td>
    </tr>
  );
}
