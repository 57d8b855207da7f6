/** Returns to suppliers: proposing one, and one paper with what its second person may do. */

import type { ActRow } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import type { PrintLine } from '../../src/print/print-queries.ts';
import type { ReturnChoice, ReturnLine, ReturnRecord } from '../../src/receiving/return-queries.ts';
import type { TraceStripData } from '../../src/tracing/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { TraceStrip } from '../tracing/strip.tsx';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Money } from '../ui/values.tsx';
import { logOf, ReturnStatus } from './words.tsx';

interface NewReturnPageProps {
  t: Words;
  receipt: string;
  choices: ReturnChoice[];
  form: FormState;
  formKey: string;
}

export function NewReturnPage({ t, receipt, choices, form, formKey }: NewReturnPageProps) {
  const words = t.receiving;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lotNumber}</Head>
      <Head>{words.store}</Head>
      <Head num>{words.free}</Head>
      <Head>{words.take}</Head>
    </>
  );
  const crumbs = [{ label: receipt, href: paths.receipt(receipt), code: true }];
  return (
    <>
      <PageHead title={words.returnOf(receipt)} crumbs={crumbs} crumbsLabel={t.frame.position} />
      <ErrorSummary t={t} form={form} labels={{ reason: words.returnReason }} />
      <form method="post" action={paths.receiptReturns(receipt)}>
        <HiddenKey value={formKey} />
        <Table caption={words.returnOf(receipt)} head={head} stacks>
          {choices.flatMap((choice) =>
            choice.stores.map((store) => (
              <tr>
                <td>{choice.item}</td>
                <td class="span-3">
                  <Code>{choice.of.lotNumber}</Code>
                </td>
                <td class="span-3">
                  {store.place} {store.name}
                </td>
                <td class="num span-3" data-label={words.free}>
                  {quantityText(
                    t,
                    Math.min(store.freeBase, choice.acceptedBase - choice.returnedBase - choice.proposedBase),
                    choice.of.shape,
                  )}
                </td>
                <td class="span-3" data-label={words.take}>
                  <PackBoxes
                    t={t}
                    form={form}
                    name={`take.${choice.line}-${store.storeId}`}
                    shape={choice.of.shape}
                    small
                    of={choice.item}
                  />
                </td>
              </tr>
            )),
          )}
        </Table>
        <TextField form={form} name="reason" label={words.returnReason} maxlength={500} />
        <SubmitBar consequence={words.returnConsequence}>
          <Button kind="primary">{words.makeReturn}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

interface ReturnPageProps {
  t: Words;
  record: ReturnRecord;
  lines: ReturnLine[];
  acts: ActRow[];
  prints: PrintLine[];
  strip: TraceStripData | null;
  form: FormState;
  formKey: string;
  can: { decide: boolean; own: boolean; prices: boolean };
  now: number;
}

export function ReturnPage(props: ReturnPageProps) {
  const { t, record, lines, acts, form, can, now } = props;
  const words = t.receiving;
  const { number, status } = record.document;
  const facts = [
    record.party.name,
    record.place.shortName,
    <Code href={paths.receipt(record.receiptNumber)}>{record.receiptNumber}</Code>,
  ];
  return (
    <>
      <PageHead
        title={`${words.returns} ${number}`}
        crumbs={[{ label: words.returns, href: paths.returns() }]}
        crumbsLabel={t.frame.position}
        status={<ReturnStatus t={t} status={status} badge />}
        facts={facts}
        actions={
          <>
            <LinkButton href={paths.returnSlip(number)} icon="i-print" newTab print>
              {words.returnSlip}
            </LinkButton>
            <PrintButton kind="return_slip" number={number} formKey={`${props.formKey}-p`} label={t.papers.print} />
          </>
        }
      />
      <ErrorSummary t={t} form={form} />
      {status === 'at_door' && <Advice>{words.atDoorText}</Advice>}
      <Lines t={t} lines={lines} prices={can.prices && status === 'returned'} atDoor={status === 'at_door'} />
      {record.paper.reason !== '' && (
        <p>
          {words.returnReason} {record.paper.reason}
        </p>
      )}
      <TraceStrip t={t} strip={props.strip} formKey={props.formKey} />
      {status === 'proposed' && can.decide && <Decide {...props} />}
      {status === 'proposed' && can.own && <Advice>{words.ownReturn}</Advice>}
      <PrintList t={t} prints={props.prints} />
      <Panel title={words.log} padded={false}>
        <Log entries={logOf(t, acts, now)} body />
      </Panel>
    </>
  );
}

function Lines({ t, lines, prices, atDoor }: { t: Words; lines: ReturnLine[]; prices: boolean; atDoor: boolean }) {
  const words = t.receiving;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lotNumber}</Head>
      <Head>{atDoor ? words.badCode : words.store}</Head>
      <Head num>{words.quantity}</Head>
      {prices && <Head num>{words.amount}</Head>}
    </>
  );
  return (
    <Table caption={words.returns} head={head} stacks>
      {lines.map((line) => (
        <tr class="reversal">
          <td>
            {line.itemName} {line.strength} {line.maker}
          </td>
          <td class="span-3">
            <Code>{line.lotNumber}</Code> {t.formats.until(line.expiresOn)}
          </td>
          <td class="span-3">{line.storeName ?? (line.reasonCode === null ? '' : words.reasons[line.reasonCode])}</td>
          <td class="num span-3" data-label={words.quantity}>
            {quantityText(t, -line.quantityBase, line.shape)}
          </td>
          {prices && (
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={-line.amountFen} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function Decide({ t, record, form, formKey, can }: ReturnPageProps) {
  const words = t.receiving;
  const { number, version } = record.document;
  return (
    <>
      {!can.own && (
        <form method="post" action={paths.returnConfirmation(number)}>
          <HiddenKey value={`${formKey}-c`} />
          <Hidden name="version" value={version} />
          <SubmitBar consequence={words.confirmText}>
            <Button kind="primary">{words.confirmReturn}</Button>
          </SubmitBar>
        </form>
      )}
      <details>
        <summary>{words.withdrawReturn}</summary>
        <form class="form" method="post" action={paths.returnWithdrawal(number)}>
          <HiddenKey value={`${formKey}-w`} />
          <Hidden name="version" value={version} />
          <TextField form={form} name="reason" label={words.reason} maxlength={500} />
          <SubmitBar consequence={words.withdrawText}>
            <Button>{words.withdrawReturn}</Button>
          </SubmitBar>
        </form>
      </details>
    </>
  );
}
