/** What follows from an agreed plan: the part that stock meets and somebody must send, and the orders it led to. */
import { paths } from '../../src/paths.ts';
import { OrderStatus } from '../orders/words.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { Start } from './act-panel.tsx';
import type { ActPanelProps } from './act-panel-props.ts';

/** Says that needs wait to be sent from stock, with the button for those who send. */
export function UnsentNotice(props: ActPanelProps) {
  const { t, data, can } = props;
  const words = t.plans;
  if (data.unsent === 0) return null;
  return (
    <Notice tone="warn" title={words.supplyTitle(data.unsent)}>
      <p>{can.send ? words.supplyHint : words.supplyWaits}</p>
      {can.send && (
        <form method="post" action={paths.planAct(data.record.document.number, 'supply')}>
          <Start {...props} act="supply" />
          <Button kind="primary" icon="i-truck">
            {words.supply}
          </Button>
        </form>
      )}
    </Notice>
  );
}

/** The orders of the plan; nothing before there are any. */
export function OrdersPanel({ t, data }: ActPanelProps) {
  const words = t.orders;
  if (data.orders.length === 0) return null;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.party}</Head>
      <Head>{words.channel}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Panel title={words.title} padded={false}>
      <Table caption={words.title} head={head} inset stacks>
        {data.orders.map((order) => (
          <tr>
            <td class="span-4">
              <Code href={paths.order(order.number)}>{order.number}</Code>
            </td>
            <td class="span-2">{order.party}</td>
            <td class="span-3">
              {words.channels[order.channel]} <small class="note">{words.deliveries[order.delivery]}</small>
            </td>
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={order.amountFen} />
            </td>
            <td class="span-3">
              <OrderStatus t={t} state={order.state} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
