/** Receiving at the destination: everything at once, or line by line; thumb first, one column on a phone. */

import type { ScanState } from '../../src/dispatches/scan-receipt-queries.ts';
import type { DispatchLineView, DispatchView } from '../../src/dispatches/show-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { LineScan } from '../../src/scanning/line-queries.ts';
import type { TraceStripData } from '../../src/tracing/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { kept } from '../layout/outbox.tsx';
import { TraceStrip } from '../tracing/strip.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { Tabs } from '../ui/filters.tsx';
import { clauseComma, fullMoment, quantityText } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { ScanField } from '../ui/scan.tsx';
import { LineScanResult } from '../ui/scan-question.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { DispatchStatus } from './dispatch-status.tsx';
import { ReceiptLines } from './receipt-lines.tsx';
import { ReceiptScan } from './receipt-scan.tsx';

export interface ReceiptPageProps {
  t: Words;
  expiry: ExpiryView;
  view: DispatchView;
  strip: TraceStripData | null;
  form: FormState;
  keys: { all: string; lines: string };
  /** The version the person saw, kept over a refusal so that a stale page stays known as such. */
  version: number;
  /** What the scan box found among the lines. */
  scan: LineScan<DispatchLineView> | undefined;
  /** What was counted by scan, where codes are counted. */
  state: ScanState | undefined;
}

export function ReceiptPage(props: ReceiptPageProps) {
  const { t, view, form } = props;
  const words = t.dispatches.receipt;
  const { document, sender, receiver, dispatch } = view.record;
  const lines = view.lines.filter((line) => line.shippedBase > 0);
  const hasCold = lines.some((line) => line.zone === 'cold' || line.zone === 'frozen');
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.dispatches.title, href: paths.dispatches() },
          { label: document.number, href: paths.dispatch(document.number), code: true },
          { label: words.crumb },
        ]}
        crumbsLabel={t.frame.position}
        title={words.heading(document.number)}
        status={<DispatchStatus t={t} status={document.status} badge />}
      />
      <Facts
        across
        facts={[
          { label: words.from, value: sender.shortName },
          { label: t.dispatches.rail.receiver, value: receiver.shortName },
          { label: words.posted, value: dispatch.postedAt === null ? '' : fullMoment(dispatch.postedAt) },
          { label: t.dispatches.list.transport, value: transportOf(t, view) },
        ]}
      />
      <div class="stack">
        <ErrorSummary t={t} form={form} />
        {hasCold && (
          <Advice icon="i-thermo" tone="info">
            {words.temperature}
          </Advice>
        )}
        {lines.some((line) => line.frozen === 'recall') && (
          <Advice icon="s-stop" tone="danger">
            {words.recalled}
          </Advice>
        )}
        <TraceStrip t={t} strip={props.strip} formKey={props.keys.all} />
        <Ways {...props} />
        {props.state === undefined && <Beginning {...props} />}
        <ReceiptForm {...props} hasCold={hasCold} lines={lines} />
      </div>
    </>
  );
}

/** What was counted, and what was measured where goods must be cold. */
function ReceiptForm(props: ReceiptPageProps & { hasCold: boolean; lines: DispatchLineView[] }) {
  const { t, view, form, hasCold, lines } = props;
  const words = t.dispatches.receipt;
  const { document, receiver } = view.record;
  return (
    <form method="post" action={paths.dispatchReceipt(document.number)} novalidate {...keptReceipt(t, view)}>
      <HiddenKey value={props.keys.lines} />
      <Hidden name="version" value={props.version} />
      {props.state === undefined ? (
        <ArrivalScan {...props} />
      ) : (
        <>
          <Hidden name="by" value="scan" />
          <ReceiptScan t={t} state={props.state} action={paths.dispatchReceipt(document.number)} />
        </>
      )}
      {hasCold && (
        <TextField
          form={form}
          name="tenths"
          label={t.arrivals.tenths}
          hint={t.arrivals.tenthsHint}
          inputmode="decimal"
          maxlength={20}
        />
      )}
      <Panel
        title={words.byLine}
        note={props.state === undefined ? words.byLineText : t.arrivals.scan.intro}
        padded={false}
      >
        <ReceiptLines {...props} lines={lines} />
      </Panel>
      {!view.controlled && <p class="hint">{t.arrivals.unlisted.receiptHint}</p>}
      {view.controlled && <SecondPersonFields t={t} form={form} words={t.dispatches.controlled.takers} />}
      <SubmitBar consequence={(view.controlled ? t.dispatches.controlled : words).consequence(receiver.shortName)}>
        <Button kind="primary">{words.button}</Button>
      </SubmitBar>
    </form>
  );
}

/** By line or by scan: controlled drugs are counted by two people, line by line. */
function Ways({ t, view, state }: ReceiptPageProps) {
  if (view.controlled) return null;
  const words = t.arrivals.scan;
  const { number } = view.record.document;
  const tabs = [
    { label: words.byLine, href: paths.dispatchReceipt(number), current: state === undefined },
    { label: words.byScan, href: `${paths.dispatchReceipt(number)}?by=scan`, current: state !== undefined },
  ];
  return <Tabs label={words.byScan} tabs={tabs} />;
}

/** Of both forms of the page, one entry at a time. */
function keptReceipt(t: Words, view: DispatchView) {
  const { number } = view.record.document;
  return kept(t.outbox.kinds.receipt(number), { group: `receipt-${number}` });
}

function transportOf(t: Words, view: DispatchView): string {
  const { vehicle, driver, box } = view.record.dispatch;
  const told = [vehicle, driver, box].filter((part) => part !== null);
  return told.length === 0 ? t.dispatches.rail.none : told.join(clauseComma(t));
}

/** First in the form, so that a scanner's Enter looks for the line and never signs for the goods. */
function ArrivalScan({ t, view, scan }: ReceiptPageProps) {
  const words = t.scanning.lines;
  const action = paths.dispatchReceipt(view.record.document.number);
  const [line] = scan?.lines ?? [];
  const quantity = line === undefined ? '' : quantityText(t, line.shippedBase, line.shape);
  const found = line === undefined ? '' : words.found(line.lineNumber, line.itemName, line.lotNumber, quantity);
  const send = { name: 'find', value: '1' };
  return (
    <>
      <ScanField
        t={t}
        label={words.label}
        button={words.button}
        formAction={action}
        send={send}
        focused={scan !== undefined}
      />
      {scan && <LineScanResult t={t} scan={scan} found={found} formAction={action} />}
    </>
  );
}

/** Everything at once, but for controlled drugs: two people count those to the smallest pack. */
function Beginning(props: ReceiptPageProps) {
  const { dispatch } = props.view.record;
  if (!props.view.controlled) return <AllHere {...props} />;
  return <Advice icon="i-lock">{props.t.dispatches.controlled.receipt(dispatch.box ?? '')}</Advice>;
}

/** The usual case is one press. */
function AllHere({ t, view, keys, version }: ReceiptPageProps) {
  const words = t.dispatches.receipt;
  const { number } = view.record.document;
  return (
    <form method="post" action={paths.dispatchReceipt(number)} {...keptReceipt(t, view)}>
      <HiddenKey value={keys.all} />
      <Hidden name="version" value={version} />
      <Notice
        title={words.all}
        tone="accent"
        buttons={
          <Button name="all" value="1">
            {words.allButton}
          </Button>
        }
      >
        <p>{words.allText}</p>
      </Notice>
    </form>
  );
}
