/** What followed from an order: deliveries, receipts, payables, and the budgets that carry it. */

import type { CarriedShown } from '../../src/orders/budget-queries.ts';
import type { DeliveryListed } from '../../src/orders/delivery-queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { OwedShown } from '../../src/payables/order-queries.ts';
import type { ReceiptShown } from '../../src/receiving/order-queries.ts';
import type { Words } from '../i18n/index.ts';
import { dayText, moneyText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { DeliveryStatus } from './words.tsx';

interface RelatedProps {
  t: Words;
  today: string;
  deliveries: DeliveryListed[];
  receipts: ReceiptShown[];
  /** Undefined for people who do not read what is owed. */
  owed: OwedShown[] | undefined;
  budgets: CarriedShown[] | undefined;
}

export function Related(props: RelatedProps) {
  const { t, today, deliveries, receipts, owed, budgets } = props;
  return (
    <>
      <DeliveryPanel t={t} today={today} deliveries={deliveries} href={paths.delivery} />
      <Receipts t={t} receipts={receipts} />
      {owed !== undefined && <Owed t={t} owed={owed} today={today} />}
      {budgets !== undefined && <Budgets t={t} budgets={budgets} />}
    </>
  );
}

interface DeliveryPanelProps {
  t: Words;
  today: string;
  deliveries: DeliveryListed[];
  href: (number: string) => string;
}

export function DeliveryPanel({ t, today, deliveries, href }: DeliveryPanelProps) {
  const words = t.orders;
  const list = words.deliveryList;
  const head = (
    <>
      <Head>{list.number}</Head>
      <Head>{list.place}</Head>
      <Head>{list.note}</Head>
      <Head>{list.expected}</Head>
      <Head>{list.state}</Head>
    </>
  );
  return (
    <Panel title={words.deliveriesTitle} padded={false} id="deliveries">
      {deliveries.length === 0 ? (
        <p class="body note">{words.deliveriesNone}</p>
      ) : (
        <Table caption={words.deliveriesTitle} head={head} inset stacks>
          {deliveries.map((row) => (
            <tr>
              <td class="span-3">
                <Code href={href(row.number)}>{row.number}</Code>
              </td>
              <td class="span-3">{row.place.shortName}</td>
              <td class="span-3" data-label={list.note}>
                {row.noteNumber}
              </td>
              <td class="span-3" data-label={list.expected}>
                {dayText(t, row.expectedOn, today)}
              </td>
              <td>
                <DeliveryStatus t={t} state={row.status} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Receipts({ t, receipts }: { t: Words; receipts: ReceiptShown[] }) {
  const words = t.orders;
  const head = (
    <>
      <Head>{words.receiptsTitle}</Head>
      <Head>{words.place}</Head>
      <Head>{words.lines}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <Panel title={words.receiptsTitle} padded={false} id="receipts">
      {receipts.length === 0 ? (
        <p class="body note">{words.receiptsNone}</p>
      ) : (
        <Table caption={words.receiptsTitle} head={head} inset stacks>
          {receipts.map((row) => (
            <tr>
              <td class="span-3">
                <Code href={documentPath('receipt', row.number)}>{row.number}</Code>
              </td>
              <td class="span-3">{row.place}</td>
              <td class="span-3">{words.receiptLines(row.lines, row.rejected)}</td>
              <td class="num span-3">
                <Money t={t} amountFen={row.amountFen} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Owed({ t, owed, today }: { t: Words; owed: OwedShown[]; today: string }) {
  const words = t.orders;
  const head = (
    <>
      <Head>{words.receiptsTitle}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Panel title={words.owedTitle} padded={false} id="owed">
      {owed.length === 0 ? (
        <p class="body note">{words.owedNone}</p>
      ) : (
        <Table caption={words.owedTitle} head={head} inset stacks>
          {owed.map((row) => (
            <tr>
              <td class="span-3">
                <Code href={documentPath('receipt', row.receiptNumber)}>{row.receiptNumber}</Code>
              </td>
              <td class="num span-3">
                <Money t={t} amountFen={row.amountFen} />
              </td>
              <td>
                {words.due(dayText(t, row.dueOn, today))} {words.owedState(row.paidFen, row.creditedFen)}{' '}
                {row.blocked !== null && words.blocked}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Budgets({ t, budgets }: { t: Words; budgets: CarriedShown[] }) {
  const words = t.orders;
  const kinds: Readonly<Record<string, string>> = t.catalogue.kinds;
  const head = (
    <>
      <Head>{words.budget}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.held}</Head>
      <Head num>{words.used}</Head>
    </>
  );
  const sum = (of: (row: CarriedShown) => number) => moneyText(budgets.reduce((total, row) => total + of(row), 0));
  const foot = (
    <tr class="total">
      <td class="span-3">{words.total}</td>
      <td class="num span-3" data-label={words.amount}>
        {sum((row) => row.amountFen)}
      </td>
      <td class="num span-3" data-label={words.held}>
        {sum((row) => row.openFen)}
      </td>
      <td class="num span-3" data-label={words.used}>
        {sum((row) => row.usedFen)}
      </td>
    </tr>
  );
  return (
    <Panel title={words.budgetsTitle} note={words.budgetsNote} padded={false} id="budgets">
      <Table caption={words.budgetsTitle} head={head} inset stacks foot={foot}>
        {budgets.map((row) => (
          <tr>
            <td class="span-3">
              <a href={paths.budget(row.budgetId)}>{`${row.place} ${kinds[row.category] ?? row.category}`}</a>
            </td>
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
            <td class="num span-3" data-label={words.held}>
              <Money t={t} amountFen={row.openFen} />
            </td>
            <td class="num span-3" data-label={words.used}>
              <Money t={t} amountFen={row.usedFen} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
