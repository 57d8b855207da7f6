/** Receiving at the destination: everything at once, or line by line; thumb first, one column on a phone. */

import type { DispatchLineView, DispatchView } from '../../src/dispatches/show-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { LineScan } from '../../src/scanning/line-queries.ts';
import type { TraceStripData } from '../../src/tracing/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { TraceStrip } from '../tracing/strip.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, fieldId, Hidden, HiddenKey, typedValue } from '../ui/field.tsx';
import { fullMoment, quantityText } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { ScanField } from '../ui/scan.tsx';
import { LineScanResult } from '../ui/scan-question.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';
import { DispatchStatus } from './dispatch-status.tsx';
import { LineItem, LineLot } from './line-cells.tsx';

interface ReceiptPageProps {
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
        <Beginning {...props} />
        <form method="post" action={paths.dispatchReceipt(document.number)} novalidate>
          <HiddenKey value={props.keys.lines} />
          <Hidden name="version" value={props.version} />
          <ArrivalScan {...props} />
          <Panel title={words.byLine} note={words.byLineText} padded={false}>
            <ReceiptLines {...props} lines={lines} />
          </Panel>
          {view.controlled && <SecondPersonFields t={t} form={form} words={t.dispatches.controlled.takers} />}
          <SubmitBar consequence={(view.controlled ? t.dispatches.controlled : words).consequence(receiver.shortName)}>
            <Button kind="primary">{words.button}</Button>
          </SubmitBar>
        </form>
      </div>
    </>
  );
}

function transportOf(t: Words, view: DispatchView): string {
  const { vehicle, driver, box } = view.record.dispatch;
  const told = [vehicle, driver, box].filter((part) => part !== null);
  return told.length === 0 ? t.dispatches.rail.none : told.join(t.language === 'zh' ? '，' : ', ');
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
    <form method="post" action={paths.dispatchReceipt(number)}>
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

function ReceiptLines(props: ReceiptPageProps & { lines: DispatchLineView[] }) {
  const { t } = props;
  const words = t.dispatches.receipt;
  // One broken pack gives every line of the column the second slot
  const withUnits = props.lines.some((line) => line.shippedBase % line.shape.packSize !== 0);
  return (
    <Table
      caption={words.caption}
      stacks
      head={
        <>
          <Head>{t.dispatches.table.number}</Head>
          <Head>{t.dispatches.table.item}</Head>
          <Head>{t.dispatches.table.lot}</Head>
          <Head num>{words.asked}</Head>
          <Head>{words.good}</Head>
          <Head>{words.damaged}</Head>
          <Head>{words.missing}</Head>
          <Head>{words.noteShort}</Head>
        </>
      }
    >
      {props.lines.map((line) => (
        <ReceiptLine {...props} line={line} withUnits={withUnits} />
      ))}
    </Table>
  );
}

function ReceiptLine(props: ReceiptPageProps & { line: DispatchLineView; withUnits: boolean }) {
  const { t, expiry, form, line } = props;
  const words = t.dispatches.receipt;
  const name = `line.${line.id}`;
  const noteName = `${name}.note`;
  const kinds = ['good', 'damaged', 'missing'] as const;
  const error =
    errorOf(form, name) ??
    kinds.map((kind) => errorOf(form, `${name}.${kind}`) ?? boxError(form, `${name}.${kind}`)).find(Boolean);
  const noteError = errorOf(form, noteName);
  return (
    <tr id={fieldId(name)} class={error || props.scan?.lines.includes(line) ? 'current' : undefined}>
      <td class="tight muted desk-only">{line.lineNumber}</td>
      <td>
        <LineItem t={t} line={line} />
      </td>
      <td class="span-4">
        <LineLot t={t} line={line} expiry={expiry} />
      </td>
      <td class="span-2 num" data-label={words.asked}>
        <Quantity t={t} quantityBase={line.shippedBase} shape={line.shape} withUnits={props.withUnits} />
      </td>
      {kinds.map((kind) => (
        <td class={kind === 'good' ? undefined : 'span-3'} data-label={words[kind]}>
          <PackBoxes
            t={t}
            form={form}
            name={`${name}.${kind}`}
            shape={line.shape}
            small
            of={words.quantityOf(line.itemName, words[kind])}
            {...(kind === 'good' && { quantityBase: line.shippedBase })}
          />
          {kind === 'good' && error && <FieldError name={name} error={error} />}
        </td>
      ))}
      <td data-label={words.noteShort}>
        <input
          class="input"
          id={fieldId(noteName)}
          name={noteName}
          type="text"
          maxlength={200}
          autocomplete="off"
          value={typedValue(form, noteName)}
          aria-label={`${line.itemName}, ${words.note}`}
          aria-invalid={noteError ? 'true' : undefined}
          aria-describedby={noteError ? `${fieldId(noteName)}-error` : undefined}
        />
        {noteError && <FieldError name={noteName} error={noteError} />}
      </td>
    </tr>
  );
}

function boxError(form: FormState, name: string): string | undefined {
  return errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
}
