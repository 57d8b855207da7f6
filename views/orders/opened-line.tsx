/** One line opened: every member and village it serves, and why it costs what it costs. */
import type { OrderLineShown, ServedShown } from '../../src/orders/record-queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { VolumeProgress } from '../../src/prices/progress-queries.ts';
import { shareText } from '../contracts/words.tsx';
import type { Words } from '../i18n/index.ts';
import { priceReasonText } from '../prices/words.tsx';
import { dayText, quantityText } from '../ui/format.ts';
import { Facts, Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface OpenedLineProps {
  t: Words;
  row: OrderLineShown;
  needs: ServedShown[];
  plan: string;
  contract: { number: string; progress: VolumeProgress | undefined } | undefined;
  today: string;
  /** Plans, prices and contracts are for those who read them. */
  can: { plan: boolean; prices: boolean };
}

export function OpenedLine(props: OpenedLineProps) {
  const { t, row, needs, can } = props;
  const words = t.orders;
  return (
    <Panel title={words.served(row.item.genericName)} padded={false} id="served">
      {can.plan && <Why {...props} />}
      {needs.length === 0 ? <p class="body note">{words.servedNone}</p> : <Needs {...props} />}
    </Panel>
  );
}

function Why({ t, row, plan, contract, can }: OpenedLineProps) {
  const words = t.orders;
  const { reason, channelReason, lineNumber } = row.plan;
  const progress = contract?.progress;
  const facts = [
    {
      label: words.planOf,
      value: <Code href={documentPath('plan', plan)}>{plan}</Code>,
      note: words.planLine(lineNumber),
    },
    ...(can.prices ? [{ label: words.reason, value: priceReasonText(t, reason) }] : []),
    ...(channelReason === '' ? [] : [{ label: words.channelReason, value: channelReason }]),
    ...(contract === undefined
      ? []
      : [
          {
            label: words.contract,
            value: <Code href={paths.contract(contract.number)}>{contract.number}</Code>,
            note: progress && words.contractProgress(shareText(progress.percentBp), shareText(progress.timeBp)),
          },
        ]),
  ];
  return <Facts body facts={facts} />;
}

function Needs({ t, row, needs, today }: OpenedLineProps) {
  const words = t.orders;
  const quantity = (base: number) => (base === 0 ? '' : quantityText(t, base, row.item));
  const head = (
    <>
      <Head>{words.asker}</Head>
      <Head>{words.need}</Head>
      <Head>{words.neededBy}</Head>
      <Head num>{words.forNeed}</Head>
      <Head num>{words.allotted}</Head>
      <Head num>{words.returned}</Head>
      <Head num>{words.sent}</Head>
      <Head num>{words.received}</Head>
    </>
  );
  return (
    <Table caption={words.served(row.item.genericName)} head={head} inset stacks>
      {needs.map((need) => (
        <tr>
          <td class="span-3">
            <span class="item">
              {need.place}
              {need.upper !== null && <small>{need.upper}</small>}
            </span>
          </td>
          <td class="span-3">
            {words.origins[need.origin]} {need.urgent && <Tag tone="warn">{words.urgent}</Tag>}{' '}
            {need.paper !== null && (
              <Code href={documentPath(need.paper.kind, need.paper.number)}>{need.paper.number}</Code>
            )}
          </td>
          <td class="span-3" data-label={words.neededBy}>
            {dayText(t, need.neededBy, today)}
          </td>
          <td class="num span-3" data-label={words.forNeed}>
            {quantity(need.quantityBase)}
          </td>
          <td class="num span-3" data-label={words.allotted}>
            {quantity(need.allottedBase)}
          </td>
          <td class="num span-3" data-label={words.returned}>
            {quantity(need.returnedBase)}
          </td>
          <td class="num span-3" data-label={words.sent}>
            {quantity(need.sentBase)}
          </td>
          <td class="num span-3" data-label={words.received}>
            {quantity(need.receivedBase)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
