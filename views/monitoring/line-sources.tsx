/** What the numbers of a drug on a monthly return are made of: requests, members' use and stock, orders. */
import type { LineSources } from '../../src/monitoring/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { momentText, numberText, quantityText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

interface SourcesProps {
  t: Words;
  sources: LineSources;
  now: number;
}

export function LineSourcePanels(props: SourcesProps) {
  return (
    <>
      <Requests {...props} />
      <Members {...props} />
      <Orders {...props} />
    </>
  );
}

function Requests({ t, sources, now }: SourcesProps) {
  const words = t.monitoring;
  const title = words.requestsTitle(sources.requests.length);
  if (sources.requests.length === 0) return <None title={title} text={words.noRequests} />;
  const head = (
    <>
      <Head>{words.request}</Head>
      <Head>{words.member}</Head>
      <Head>{words.asked}</Head>
      <Head>{words.cause}</Head>
      <Head>{words.state}</Head>
      <Head num>{words.quantity}</Head>
      <Head num>{words.fields.patients}</Head>
    </>
  );
  return (
    <Panel title={title} padded={false} id="requests">
      <Table caption={title} head={head} inset stacks>
        {sources.requests.map((row) => (
          <tr>
            <td class="span-3">
              <Code href={paths.shortage(row.number)}>{row.number}</Code>
            </td>
            <td class="span-2">{row.member}</td>
            <td class="span-2" data-label={words.asked}>
              {momentText(t, row.createdAt, now)}
            </td>
            <td class="span-2">{t.shortages.reasons[row.reason as 'out_of_stock']}</td>
            <td class="span-2">{t.shortages.states[row.status as 'registered']}</td>
            <td class="num span-2" data-label={words.quantity}>
              {quantityText(t, row.quantityBase, sources.shape)}
            </td>
            <td class="num span-2" data-label={words.fields.patients}>
              {row.patients ?? t.formats.none}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Members({ t, sources }: SourcesProps) {
  const words = t.monitoring;
  if (sources.members.length === 0) return <None title={words.membersTitle} text={words.noMembers} />;
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.fields.useBase}</Head>
      <Head num>{words.stockNow}</Head>
    </>
  );
  return (
    <Panel title={words.membersTitle} padded={false} id="members">
      <Table caption={words.membersTitle} head={head} inset>
        {sources.members.map((row) => (
          <tr>
            <td>
              <a href={paths.stockCard(row.code, sources.itemCode)}>{row.name}</a>
            </td>
            <td class="num">{numberText(row.useBase)}</td>
            <td class="num">{numberText(row.stockBase)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Orders({ t, sources }: SourcesProps) {
  const words = t.monitoring;
  if (sources.orders.length === 0) return <None title={words.ordersTitle} text={words.noOrders} />;
  const head = (
    <>
      <Head>{words.order}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.fields.supplierReply}</Head>
      <Head>{words.due}</Head>
      <Head num>{words.left}</Head>
    </>
  );
  return (
    <Panel title={words.ordersTitle} padded={false} id="orders">
      <Table caption={words.ordersTitle} head={head} inset stacks>
        {sources.orders.map((row) => (
          <tr>
            <td class="span-3">
              <Code href={paths.order(row.number)}>{row.number}</Code>
            </td>
            <td class="span-3">{row.supplier}</td>
            <td class="span-3">
              {words.answers[row.answer]} {row.answerReason}
            </td>
            <td class="span-2" data-label={words.due}>
              {row.dueOn}
            </td>
            <td class="num span-2" data-label={words.left}>
              {quantityText(t, row.openBase, sources.shape)}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function None({ title, text }: { title: string; text: string }) {
  return (
    <Panel title={title}>
      <p class="hint">{text}</p>
    </Panel>
  );
}
