/** One payable: why it is due then, the three papers side by side, and everything that was done about it. */
import { documentPath, paths } from '../../src/paths.ts';
import type { PayableRecord } from '../../src/payables/record-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { InterestTag } from '../parties/interest.tsx';
import { LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { moneyText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { Claims, PayerForm, ProposeForm } from './claim-panel.tsx';
import { PapersStatus } from './papers.tsx';

export interface PayablePageProps {
  t: Words;
  record: PayableRecord;
  now: number;
  userId: number;
  can: { record: boolean; decide: boolean };
  form: FormState;
  newKey: () => string;
}

export function PayablePage(props: PayablePageProps) {
  const { t, record, can, form } = props;
  const words = t.payables;
  const open = record.amountFen - record.paidFen - record.creditedFen;
  const terms =
    record.channel === 'volume' ? words.volume(record.terms.volumeMonths) : words.general(record.terms.generalDays);
  return (
    <>
      <PageHead
        title={record.part > 1 ? `${record.receipt}-${record.part}` : record.receipt}
        crumbs={[{ label: words.title, href: paths.payables() }]}
        crumbsLabel={t.frame.position}
        status={<PapersStatus t={t} row={record} />}
        facts={[
          <>
            <a href={paths.party(record.partyCode)}>{record.party}</a>{' '}
            <InterestTag t={t} member={record.member ?? undefined} />
          </>,
          `${words.organisation} ${record.organisation}`,
          `#${record.id}`,
        ]}
        actions={
          can.record && (
            <LinkButton href={paths.newInvoice({ party: record.partyCode, payable: record.id })}>
              {words.record}
            </LinkButton>
          )
        }
      />
      <ErrorSummary
        t={t}
        form={form}
        labels={{ kind: words.claimKind, amount: words.claimAmount, reason: words.reason, payer: words.payer }}
      />
      <Columns kind="doc">
        <div class="stack lead">
          <ThreePapers {...props} />
          <Lists {...props} />
          <Claims {...props} />
        </div>
        <Rail label={words.why}>
          <Panel title={words.why}>
            <Facts
              facts={[
                { label: words.acceptedOn, value: record.acceptedOn },
                { label: t.treasury.dueOn, value: record.dueOn, note: terms },
                { label: words.basis, value: record.terms.legalBasis },
                { label: words.payer, value: words.payers[record.payer] },
                { label: words.open, value: moneyText(open) },
                {
                  label: words.order,
                  value: <Code href={documentPath('order', record.order)}>{record.order}</Code>,
                },
                {
                  label: words.receipt,
                  value: <Code href={documentPath('receipt', record.receipt)}>{record.receipt}</Code>,
                },
              ]}
            />
          </Panel>
          {can.record && open > 0 && record.heldFen === 0 && (
            <>
              <ProposeForm {...props} />
              <PayerForm {...props} />
            </>
          )}
        </Rail>
      </Columns>
    </>
  );
}

function ThreePapers({ t, record }: PayablePageProps) {
  const words = t.payables;
  const { papers } = record;
  const lines: [string, number][] = [
    [words.orderSum, papers.orderFen],
    [words.receiptSum, papers.receiptFen],
    [words.ownSum, record.amountFen],
    [words.returnedSum, papers.returnedFen],
    [words.invoicedSum, papers.invoicedFen],
    [words.difference, papers.differenceFen],
  ];
  const said = { none: words.noneYet, matched: words.matched, differs: words.differs }[papers.state];
  return (
    <Panel title={words.three} note={said} foot={words.threeNote}>
      <dl class="facts across">
        {lines.map(([label, fen]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <Money t={t} amountFen={fen} />
            </dd>
          </div>
        ))}
      </dl>
      {record.blocked === 'invoices_missing' && (
        <Notice tone="warn" title={words.missingLots(record.blockedNote)} level="h3" />
      )}
      {papers.state === 'differs' && (
        <Notice tone="warn" title={words.whatToDo} level="h3">
          <ul>
            {words.ways(moneyText(papers.limitFen)).map((way) => (
              <li>{way}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Panel>
  );
}

function Lists({ t, record }: PayablePageProps) {
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

type OfRecord = Pick<PayablePageProps, 't' | 'record'>;

function Invoices({ t, record }: OfRecord) {
  const words = t.payables;
  return (
    <Panel title={words.invoices} padded={record.invoices.length === 0}>
      {record.invoices.length === 0 ? (
        <p>{words.noInvoices}</p>
      ) : (
        <Table
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
              <td>{words.invoiceKinds[row.kind]}</td>
              <td>{row.issuedOn}</td>
              <td>{row.lots}</td>
              <td class="num">{moneyText(row.shareFen)}</td>
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
