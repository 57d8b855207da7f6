/** Before a plan is ordered: the orders that will be made, and what they will hold of the budgets. */
import type { OrderToPlace } from '../../src/orders/placing-queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { InterestTag } from '../parties/interest.tsx';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { numberText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';

interface PlacingPageProps {
  t: Words;
  number: string;
  orders: OrderToPlace[];
  /** What the plan holds of the budgets, in fen. */
  heldFen: number;
  /** Why it cannot be ordered now, in a sentence. */
  notReady: string | undefined;
  /** Why a supplier may not be ordered from, by its id. */
  barred: ReadonlyMap<number, string>;
  members: ReadonlyMap<number, string>;
  form: FormState;
  formKey: string;
}

export function PlacingPage(props: PlacingPageProps) {
  const { t, number, orders, heldFen, notReady, form } = props;
  const words = t.orders.placing;
  return (
    <>
      <PageHead
        title={words.title(number)}
        crumbs={[
          { label: t.plans.title, href: paths.plans() },
          { label: number, href: documentPath('plan', number), code: true },
          { label: t.orders.title },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.intro, words.heldNow(heldFen)]}
      />
      <ErrorSummary t={t} form={form} />
      {notReady !== undefined && (
        <Notice tone="warn" title={words.notReady}>
          <p>{notReady}</p>
        </Notice>
      )}
      {orders.length === 0 ? <p class="note">{words.nothing}</p> : <Orders {...props} />}
      {orders.length > 0 && notReady === undefined && (
        <form class="form" method="post" action={paths.planOrders(number)}>
          <HiddenKey value={props.formKey} />
          <SubmitBar consequence={words.consequence}>
            <LinkButton href={documentPath('plan', number)}>{t.frame.back}</LinkButton>
            <Button kind="primary">{words.submit(orders.length)}</Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}

function Orders({ t, orders, barred, members }: PlacingPageProps) {
  const words = t.orders;
  const head = (
    <>
      <Head>{words.party}</Head>
      <Head>{words.channel}</Head>
      <Head>{words.deliveryWay}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  const foot = (
    <tr class="total">
      <td colspan={3}>{words.total}</td>
      <td class="num">{numberText(orders.reduce((sum, order) => sum + order.lines, 0))}</td>
      <td class="num">
        <Money t={t} amountFen={orders.reduce((sum, order) => sum + order.amountFen, 0)} />
      </td>
    </tr>
  );
  return (
    <Panel title={words.title} padded={false}>
      <Table caption={words.title} head={head} inset stacks foot={foot}>
        {orders.map((order) => {
          const why = order.partyId === null ? undefined : barred.get(order.partyId);
          return (
            <tr>
              <td>
                {order.partyName ?? words.placing.nobody}{' '}
                <InterestTag t={t} member={order.partyId === null ? undefined : members.get(order.partyId)} />
                {why !== undefined && (
                  <>
                    {' '}
                    <Status icon="s-no" tone="danger">
                      {why}
                    </Status>
                  </>
                )}
              </td>
              <td class="span-3">{words.channels[order.channel]}</td>
              <td class="span-3">
                {words.deliveries[order.delivery]}{' '}
                {order.places > 1 && <small>{words.placing.places(order.places)}</small>}
              </td>
              <td class="num span-3" data-label={words.lines}>
                {order.lines}
              </td>
              <td class="num span-3" data-label={words.amount}>
                <Money t={t} amountFen={order.amountFen} />
              </td>
            </tr>
          );
        })}
      </Table>
    </Panel>
  );
}
