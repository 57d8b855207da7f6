/** What a payable is made of and what was done about it: goods, invoices, credit notes, payments. */
import { documentPath, paths } from '../../src/paths.ts';
import type { PayableRecord } from '../../src/payables/record-queries.ts';
import type { Words } from '../i18n/index.ts';
import { moneyText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

interface OfRecord {
  t: Words;
  record: PayableRecord;
}

export function RecordLists({ t, record }: OfRecord) {
  const words = t.payables;
  return (
    <>
      <Panel title={words.goods} padded={false}>
        <Table
          caption={words.goods}
          head={
            <>
              <Head>{words.goods}</Head>
              <Head>{words.lot}</Head>
              <Head num>{words.amount}</Head>
            </>
          }
        >
          {record.goods.map((row) => (
            <tr>
              <td>{row.name}</td>
              <td>
                <Code>{row.lot}</Code>
              </td>
              <td class="num">{moneyText(row.amountFen)}</td>
            </tr>
          ))}
        </Table>
      </Panel>
      <Invoices t={t} record={record} />
      <Credits t={t} record={record} />
      <Payments t={t} record={record} />
    </>
  );
}

function Invoices({ t, record }: OfRecord) {
  const words = t.payables;
  return (
    <Panel title={words.invoices} padded={record.invoices.length === 0}>
      {record.invoices.length === 0 ? (
        <p>{words.noInvoices}</p>
      ) : (
        <Table
          stacks
          caption={words.invoices}
          head={
            <>
              <Head>{words.invoiceNumber}</Head>
              <Head>{words.invoiceKind}</Head>
              <Head>{words.issuedOn}</Head>
              <Head>{words.lots}</Head>
              <Head num>{words.share}</Head>
            </>
          }
        >
          {record.invoices.map((row) => (
            <tr class={row.withdrawnAt === null ? undefined : 'off'}>
              <td>
                <Code href={paths.invoices({ q: row.number })}>{row.number}</Code>{' '}
                {row.withdrawnAt !== null && words.withdrawn}
              </td>
              <td class="span-3">{words.invoiceKinds[row.kind]}</td>
              <td class="span-3">{row.issuedOn}</td>
              <td>{row.lots}</td>
              <td class="num" data-label={words.share}>
                {moneyText(row.shareFen)}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Credits({ t, record }: OfRecord) {
  const words = t.payables;
  if (record.credits.length === 0) return null;
  const head = (
    <>
      <Head>{words.creditReason}</Head>
      <Head>{words.origin}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.setOff}</Head>
    </>
  );
  return (
    <Panel title={words.credits} padded={false}>
      <Table caption={words.credits} head={head}>
        {record.credits.map((row) => (
          <tr class="reversal">
            <td>{row.reason}</td>
            <td>
              {row.returnNumber !== null && (
                <Code href={documentPath('supplier_return', row.returnNumber)}>{row.returnNumber}</Code>
              )}
            </td>
            <td class="num">
              <Money t={t} amountFen={-row.amountFen} />
            </td>
            <td class="num">{moneyText(row.setOffFen)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Payments({ t, record }: OfRecord) {
  const words = t.payables;
  return (
    <Panel title={words.payments} padded={record.payments.length === 0}>
      {record.payments.length === 0 ? (
        <p>{words.noPayments}</p>
      ) : (
        <Table
          caption={words.payments}
          head={
            <>
              <Head>{words.number}</Head>
              <Head>{t.treasury.papers}</Head>
              <Head num>{words.amount}</Head>
              <Head num>{words.setOff}</Head>
            </>
          }
        >
          {record.payments.map((row) => (
            <tr>
              <td>
                <Code href={paths.payment(row.number)}>{row.number}</Code>
              </td>
              <td>
                {words.paymentStates[row.status]} {row.reason}
              </td>
              <td class="num">{moneyText(row.amountFen)}</td>
              <td class="num">{moneyText(row.creditFen)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
