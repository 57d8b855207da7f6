/** The report of a recall: each batch from coming in to its end, and how much was got hold of. */

import { paths } from '../../src/paths.ts';
import type { ReportedLot } from '../../src/recalls/report-queries.ts';
import { durationText, fullMoment, percentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';
import type { RecallPageProps } from './show-page-props.ts';

function timesOf({ t, view }: RecallPageProps): Fact[] {
  const words = t.recalls;
  const { report, recall } = view;
  const since = (from: number, to: number | null) => (to === null ? '' : words.after(durationText(t, to - from)));
  const at = (label: string, moment: number | null, from: number): Fact[] =>
    moment === null ? [] : [{ label, value: fullMoment(moment), note: since(from, moment) }];
  return [
    { label: words.received, value: fullMoment(report.receivedAt) },
    ...at(words.registered, report.registeredAt, report.receivedAt),
    ...at(recall.drill ? words.toldAt : words.frozenAt, report.frozenAt, report.registeredAt),
    ...at(words.lastAnswer, report.lastAnswerAt, report.frozenAt ?? report.registeredAt),
    ...at(words.closedAt, report.closedAt, report.frozenAt ?? report.registeredAt),
  ];
}

export function ReportPart(props: RecallPageProps) {
  const { t, view } = props;
  const words = t.recalls;
  const { report } = view;
  const { recoveredBase, reachableBase } = report.recovery;
  if (report.lots.length === 0) return <Empty title={words.noLots} text={words.noLotsReport} />;
  const head = (
    <>
      <Head>{words.lot}</Head>
      <Head num>{words.cameIn}</Head>
      <Head num>{words.used}</Head>
      <Head num>{words.there}</Head>
      <Head num>{words.returned}</Head>
      <Head num>{words.writtenOff}</Head>
      <Head num>{words.destroyed}</Head>
    </>
  );
  return (
    <>
      <Panel title={words.times} note={view.document.status === 'closed' ? words.reportKept : words.reportNow}>
        <Facts
          facts={[
            ...timesOf(props),
            { label: words.answers, value: words.answersOf(report.answered, report.told, report.late) },
            {
              label: words.rate,
              value: reachableBase === 0 ? t.formats.none : percentText(t, recoveredBase, reachableBase),
              note: words.rateText,
            },
            ...(report.why === '' ? [] : [{ label: words.leftWhy, value: report.why }]),
          ]}
        />
      </Panel>
      <Panel title={words.lotsTitle} note={words.sumNote} padded={false}>
        <Table caption={words.lotsTitle} head={head} inset stacks>
          {report.lots.map((lot) => (
            <ReportRow {...props} lot={lot} />
          ))}
        </Table>
      </Panel>
    </>
  );
}

function ReportRow({ t, lot }: RecallPageProps & { lot: ReportedLot }) {
  const words = t.recalls;
  const cells: [string, number][] = [
    [words.cameIn, lot.receivedBase],
    [words.used, lot.usedBase],
    [words.there, lot.onHandBase + lot.inTransitBase],
    [words.returned, lot.returnedBase],
    [words.writtenOff, lot.writtenOffBase],
    [words.destroyed, lot.destroyedBase],
  ];
  return (
    <tr>
      <td class="span-6">
        <Item
          name={`${lot.genericName} ${lot.strength}`}
          detail={[lot.number, lot.releasedAt === null ? '' : words.releasedFor(lot.releasedReason)].join(' ')}
          href={paths.lot(lot.lotId)}
        />
      </td>
      {cells.map(([label, base]) => (
        <td class="num span-2" data-label={label}>
          <Quantity t={t} quantityBase={base} shape={lot} />
        </td>
      ))}
    </tr>
  );
}
