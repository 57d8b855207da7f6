/** What a supplier is owed and was paid, read-only: due days, credits, payments. */
import type { OwnPayable, OwnPayment } from '../../src/orders/statement-queries.ts';
import type { Words } from '../i18n/index.ts';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

interface StatementPageProps {
  t: Words;
  name: string;
  today: string;
  payables: OwnPayable[];
  payments: OwnPayment[];
}

const openFen = (row: OwnPayable) => row.amountFen - row.creditedFen - row.paidFen;

export function StatementPage(props: StatementPageProps) {
  const { t, name, payables } = props;
  const words = t.portal;
  const open = payables.reduce((sum, row) => sum + openFen(row), 0);
  return (
    <>
      <PageHead title={words.statement} facts={[name, words.statementIntro, words.openTotal(open)]} />
      {payables.length === 0 ? <Empty title={words.statementNone} /> : <Payables {...props} />}
      {props.payments.length > 0 && <Payments {...props} />}
    </>
  );
}

function Payables({ t, payables, today }: StatementPageProps) {
  const words = t.portal;
  const head = (
    <>
      <Head>{words.receipt}</Head>
      <Head>{words.acceptedOn}</Head>
      <Head>{words.dueOn}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.credited}</Head>
      <Head num>{words.paid}</Head>
      <Head num>{words.open}</Head>
    </>
  );
  return (
    <Panel title={words.payables} padded={false}>
      <Table caption={words.payables} head={head} inset stacks>
        {payables.map((row) => (
          <tr>
            <td class="span-3">
              <Code>{row.receipt}</Code>
            </td>
            <td class="span-3" data-label={words.acceptedOn}>
              {dayText(t, row.acceptedOn, today)}
            </td>
            <td class="span-3" data-label={words.dueOn}>
              {dayText(t, row.dueOn, today)}
            </td>
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
            <td class="num span-3" data-label={words.credited}>
              {row.creditedFen > 0 && <Money t={t} amountFen={row.creditedFen} />}
            </td>
            <td class="num span-3" data-label={words.paid}>
              {row.paidFen > 0 && <Money t={t} amountFen={row.paidFen} />}
            </td>
            <td class="num span-3" data-label={words.open}>
              <Money t={t} amountFen={openFen(row)} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Payments({ t, payments, today }: StatementPageProps) {
  const words = t.portal;
  const head = (
    <>
      <Head>{words.payments}</Head>
      <Head>{words.paidOn}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <Panel title={words.payments} padded={false}>
      <Table caption={words.payments} head={head} inset>
        {payments.map((row) => (
          <tr>
            <td>
              <Code>{row.number}</Code>
            </td>
            <td>{dayText(t, row.payOn, today)}</td>
            <td class="num">
              <Money t={t} amountFen={row.amountFen} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
