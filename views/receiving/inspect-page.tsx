/** An inspection under way: scan, look at each lot, decide, conclude; one column on a phone. */
import type { ReceiptActPath } from '../../src/buying-paths.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { ReceiptPageData } from '../../src/receiving/page-queries.ts';
import type { ScanAnswer } from '../../src/receiving/scan-commands.ts';
import type { TraceStripData } from '../../src/tracing/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { TraceStrip } from '../tracing/strip.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Status } from '../ui/status.tsx';
import { Code, type Lot } from '../ui/values.tsx';
import { HeaderFields } from './header-fields.tsx';
import { LineForm } from './line-form.tsx';
import { LineTable } from './line-table.tsx';
import { ReceiptFacts, ReceiptRail } from './rail.tsx';
import { DoorScan } from './scan-box.tsx';

export interface InspectPageProps {
  t: Words;
  data: ReceiptPageData;
  strip: TraceStripData | null;
  form: FormState;
  /** Whose form was refused: an act, or the line. */
  refused: ReceiptActPath | 'line' | undefined;
  line: number | undefined;
  scan: ScanAnswer | undefined;
  /** Why the last code could not be read. */
  unread?: Refusal | undefined;
  formKey: string;
  now: number;
  expiry: Parameters<typeof Lot>[0]['expiry'];
}

/** Forms whose fields have the names of others on the page. */
const SET_APART: ReceiptActPath[] = ['header', 'refusal', 'abandonment'];
const EMPTY: FormState = { values: {}, errors: {}, formErrors: [] };
export const keyOf = (props: InspectPageProps, act: string) => `${props.formKey}-${act}`.slice(0, 64);

export function InspectPage(props: InspectPageProps) {
  const { t, data, form, now } = props;
  const words = t.receiving;
  const { lines, can } = data;
  const line = lines.find((one) => one.lineNumber === props.line);
  return (
    <>
      <Top {...props} />
      <ErrorSummary
        t={t}
        form={SET_APART.some((act) => act === props.refused) ? { ...form, scope: props.refused } : form}
      />
      <ReceiptFacts t={t} data={data} />
      <Columns kind="doc">
        <div>
          {can.why === 'ordered' && <Advice tone="warn">{words.mayNotOrdered}</Advice>}
          <DoorScan {...props} />
          <LineTable t={t} data={data} current={props.line} expiry={props.expiry} />
          <div class="stack">
            {can.act && line && (
              <LineForm
                t={t}
                data={data}
                line={line}
                form={props.refused === 'line' ? form : EMPTY}
                formKey={keyOf(props, 'line')}
              />
            )}
            <TraceStrip t={t} strip={props.strip} formKey={props.formKey} scans={false} />
            {can.act && <Bulk {...props} />}
            {can.act && <Conclude {...props} />}
            {can.act && <Others {...props} />}
          </div>
        </div>
        <ReceiptRail t={t} data={data} now={now} fileKey={can.act ? keyOf(props, 'file') : undefined} />
      </Columns>
    </>
  );
}

function Top({ t, data }: InspectPageProps) {
  const words = t.receiving;
  const { record, lines } = data;
  const decided = lines.filter((line) => line.decision !== null).length;
  return (
    <PageHead
      crumbs={[
        { label: words.title, href: paths.receiving() },
        { label: record.document.number, code: true },
      ]}
      crumbsLabel={t.frame.position}
      title={words.arrivalOf(record.party.name)}
      status={
        <Status icon="s-doing" tone="accent" badge>
          {words.progress(decided, lines.length)}
        </Status>
      }
      facts={[
        <>
          {words.order} <Code href={documentPath('order', record.order.number)}>{record.order.number}</Code>
        </>,
        <>
          {words.noteNumber} <Code>{record.receipt.noteNumber}</Code>
        </>,
        record.place.shortName,
      ]}
    />
  );
}

function Act(props: InspectPageProps & { act: ReceiptActPath; label: string; plain?: boolean }) {
  const { number, version } = props.data.record.document;
  return (
    <form method="post" action={paths.receiptAct(number, props.act)}>
      <HiddenKey value={keyOf(props, props.act)} />
      <Hidden name="version" value={version} />
      <Button small>{props.label}</Button>
    </form>
  );
}

function Bulk(props: InspectPageProps) {
  const { t, data } = props;
  const words = t.receiving;
  const { number, version } = data.record.document;
  const options = data.orderChoices.map(({ lineNumber, name, strength }) => {
    return { value: String(lineNumber), label: `${lineNumber} ${name} ${strength}` };
  });
  return (
    <Panel title={words.bulk}>
      <div class="buttons">
        {data.record.receipt.deliveryId !== null && <Act {...props} act="counted" label={words.countAll} />}
        <Act {...props} act="passed" label={words.passAll} />
        <Act {...props} act="missing" label={words.strikeAll} />
      </div>
      <form class="filters" method="post" action={paths.receiptAct(number, 'lines')}>
        <HiddenKey value={keyOf(props, 'lines')} />
        <Hidden name="version" value={version} />
        <SelectField form={EMPTY} name="orderLine" label={words.orderLine} options={options} />
        <Button>{words.addLine}</Button>
      </form>
    </Panel>
  );
}

function Conclude(props: InspectPageProps) {
  const { t, data, form } = props;
  const words = t.receiving;
  const { number, version } = data.record.document;
  const left = data.lines.filter((line) => line.decision === null).length;
  const mine = props.refused === 'conclusion' ? form : EMPTY;
  return (
    <Panel title={words.conclude} note={left > 0 ? words.leftUndecided(left) : undefined}>
      <form method="post" action={paths.receiptAct(number, 'conclusion')}>
        <HiddenKey value={keyOf(props, 'conclusion')} />
        <Hidden name="version" value={version} />
        <Hidden name="scans" value={data.scanned} />
        {data.record.receipt.deliveryId !== null && (
          <div class="choices">
            <label>
              <input type="checkbox" name="endsDelivery" value="1" checked />
              <span>{words.endsDelivery}</span>
            </label>
          </div>
        )}
        {data.needsTwo && <SecondFields t={t} form={mine} />}
        <div class="submit-bar">
          <p>{words.concludeText}</p>
          <Button kind="primary">{words.conclude}</Button>
        </div>
      </form>
    </Panel>
  );
}

/** Login and password of the person who inspects with the first. */
export function SecondFields({ t, form }: { t: Words; form: FormState }) {
  const { secondHint: hint, secondLogin: login, secondPassword: password } = t.receiving;
  return <SecondPersonFields t={t} form={form} name="second" words={{ hint, login, password }} />;
}

function Others(props: InspectPageProps) {
  const { t, data, form, refused } = props;
  const words = t.receiving;
  const { number, version } = data.record.document;
  const start = (act: ReceiptActPath) => (
    <>
      <HiddenKey value={keyOf(props, act)} />
      <Hidden name="version" value={version} />
    </>
  );
  const formOf = (act: ReceiptActPath) => ({ ...(refused === act ? form : EMPTY), scope: act });
  const reasons = Object.entries(words.reasons).map(([value, label]) => ({ value, label }));
  return (
    <div class="stack">
      <details open={refused === 'header'}>
        <summary>{words.headerChange}</summary>
        <form class="form" method="post" action={paths.receiptAct(number, 'header')}>
          {start('header')}
          <HeaderFields t={t} form={formOf('header')} given={data.record.receipt} />
          <Button>{words.save}</Button>
        </form>
      </details>
      <details open={refused === 'refusal'}>
        <summary>{words.refuseAll}</summary>
        <form class="form" method="post" action={paths.receiptAct(number, 'refusal')}>
          {start('refusal')}
          <p>{words.refuseAllText}</p>
          <SelectField form={formOf('refusal')} name="reasonCode" label={words.reasonCode} options={reasons} />
          <TextField form={formOf('refusal')} name="reason" label={words.reason} maxlength={200} />
          <Button kind="danger">{words.refuseAll}</Button>
        </form>
      </details>
      <details open={refused === 'abandonment'}>
        <summary>{words.abandon}</summary>
        <form class="form" method="post" action={paths.receiptAct(number, 'abandonment')}>
          {start('abandonment')}
          <p>{words.abandonText}</p>
          <TextField form={formOf('abandonment')} name="reason" label={words.reason} maxlength={500} />
          <Button kind="danger">{words.abandon}</Button>
        </form>
      </details>
    </div>
  );
}
