/** One payable: why it is due then, the three papers side by side, and everything that was done about it. */
import { documentPath, paths } from '../../src/paths.ts';
import { InterestTag } from '../parties/interest.tsx';
import { LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { moneyText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Code, Money } from '../ui/values.tsx';
import { Claims, PayerForm, ProposeForm } from './claim-panel.tsx';
import { PapersStatus } from './papers.tsx';
import { RecordLists } from './record-lists.tsx';
import type { PayablePageProps } from './record-props.ts';

export function PayablePage(props: PayablePageProps) {
  const { t, record, can, form } = props;
  const words = t.payables;
  const open = record.amountFen - record.paidFen - record.creditedFen;
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
        labels={{
          kind: words.claimKind,
          amount: words.claimAmount,
          reason: words.reason,
          payer: words.payer,
          payerReason: words.reason,
        }}
      />
      <Columns kind="doc">
        <div class="stack lead">
          <ThreePapers {...props} />
          <RecordLists t={t} record={record} />
          <Claims {...props} />
        </div>
        <Rail label={words.why}>
          <Why t={t} record={record} />
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
        <Notice tone="warn" title={words.missingLots(record.blockedNote)} level="h3">
          <a href={`${documentPath('receipt', record.receipt)}#papers`}>{words.papersCame}</a>
        </Notice>
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

function Why({ t, record }: Pick<PayablePageProps, 't' | 'record'>) {
  const words = t.payables;
  const { generalDays, volumeMonths } = record.terms;
  const terms = record.channel === 'volume' ? words.volume(volumeMonths) : words.general(generalDays);
  const open = record.amountFen - record.paidFen - record.creditedFen;
  return (
    <Panel title={words.why}>
      <Facts
        facts={[
          { label: words.acceptedOn, value: record.acceptedOn },
          { label: t.treasury.dueOn, value: record.dueOn, note: terms },
          { label: words.basis, value: record.terms.legalBasis },
          { label: words.payer, value: words.payers[record.payer] },
          { label: words.open, value: moneyText(open) },
          ...(record.order === ''
            ? []
            : [{ label: words.order, value: <Code href={documentPath('order', record.order)}>{record.order}</Code> }]),
          {
            label: words.receipt,
            value: <Code href={documentPath(record.kind, record.receipt)}>{record.receipt}</Code>,
          },
        ]}
      />
    </Panel>
  );
}
