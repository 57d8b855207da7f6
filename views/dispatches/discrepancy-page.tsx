/** One difference: what is not as it was sent, what both sides found, and what closing it will post. */

import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { DifferenceView, OwnerChoice } from '../../src/dispatches/discrepancy-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Lot } from '../ui/values.tsx';
import { AssignForm, ChargeDecision, Charges, ReopenForm } from './discrepancy-acts.tsx';
import { DifferenceStatus, Due } from './dispatch-status.tsx';
import { itemDetail } from './line-cells.tsx';
import { logEntries } from './log-entries.ts';

interface DifferencePageProps {
  t: Words;
  now: number;
  expiry: ExpiryView;
  view: DifferenceView;
  /** The side that the viewer may speak for. */
  side: 'sender' | 'receiver' | undefined;
  findings: readonly string[];
  /** Who may bear a loss; none where nothing can be lost. */
  bearers: readonly string[];
  /** Two people find what became of controlled drugs. */
  controlled: boolean;
  form: FormState;
  /** The other forms of the page: the one that came back. */
  back: { name: string; state: FormState };
  formKey: string;
  nextKey: () => string;
  version: number;
  owners: readonly OwnerChoice[];
  files: AttachmentLine[];
  can: { prices: boolean; decide: boolean; reopen: boolean; keep: boolean };
}

export function DifferencePage(props: DifferencePageProps) {
  const { t, now, view } = props;
  const words = t.dispatches.differences;
  const { row } = view;
  const quantity = quantityText(t, row.quantityBase, row);
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: paths.discrepancies() },
          { label: row.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        title={words.heading(row.itemName, words.kinds[row.kind] ?? row.kind, quantity)}
        status={<DifferenceStatus t={t} status={row.status} badge />}
        actions={
          <PrintButton
            kind="discrepancy_note"
            number={row.number}
            formKey={`${props.formKey}-p`}
            label={t.papers.print}
          />
        }
      />
      <Columns kind="doc">
        <div class="stack">
          <ErrorSummary t={t} form={props.form} />
          <DifferenceFacts {...props} />
          <Findings {...props} />
          {row.status === 'open' && props.side !== undefined && <FindingForm {...props} />}
          {row.status === 'open' && props.side === undefined && <Advice>{words.notSide}</Advice>}
          {row.status === 'closed' && (
            <Advice icon="s-done">{props.controlled ? words.closedFinal : words.closedText}</Advice>
          )}
          <Acts {...props} />
        </div>
        <Rail label={words.log}>
          <Charges t={t} charges={view.charges} prices={props.can.prices} />
          <Attachments
            t={t}
            subject={`document ${row.number}`}
            lines={props.files}
            title={t.arrivals.files}
            {...(props.can.keep && { formKey: props.nextKey() })}
          />
          <PrintList t={t} prints={view.prints} />
          <Panel title={words.log} padded={false}>
            <Log body entries={logEntries(t, view.acts, now)} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

/** What may be done besides speaking: who looks into it, the charge of a loss, opening it again. */
function Acts(props: DifferencePageProps) {
  const { t, view, back, nextKey: formKey, version, can, side } = props;
  const { row, record } = view;
  const act = { t, number: row.number, version, back, formKey };
  const { ownerId } = record.discrepancy;
  return (
    <>
      {can.decide && <ChargeDecision {...act} />}
      {row.status === 'open' && side !== undefined && <AssignForm {...act} owners={props.owners} ownerId={ownerId} />}
      {can.reopen && <ReopenForm {...act} />}
    </>
  );
}

function DifferenceFacts({ t, expiry, view, now }: DifferencePageProps) {
  const words = t.dispatches.differences;
  const more = t.arrivals;
  const { row } = view;
  const opened = view.acts[0];
  return (
    <Facts
      facts={[
        { label: words.item, value: row.itemName, note: itemDetail(row, t) },
        {
          label: words.lot,
          value: <Lot t={t} batchNumber={row.lotNumber} expiresOn={row.expiresOn} expiry={expiry} />,
        },
        { label: words.kind, value: words.kinds[row.kind] },
        { label: words.quantity, value: quantityText(t, row.quantityBase, row) },
        ...(row.actualLot === null ? [] : [{ label: more.actualLot, value: row.actualLot }]),
        ...(row.tenths === null ? [] : [{ label: more.temperature, value: `${more.degrees(row.tenths)} ℃` }]),
        { label: more.owner, value: row.owner ?? more.noOwner },
        ...(row.dueAt === null ? [] : [{ label: more.due, value: <Due t={t} now={now} row={row} /> }]),
        { label: words.dispatch, value: <Code href={paths.dispatch(row.dispatchNumber)}>{row.dispatchNumber}</Code> },
        { label: words.senderSide, value: row.sender },
        { label: words.receiverSide, value: row.receiver },
        ...(opened?.note ? [{ label: words.receiverNote, value: opened.note }] : []),
      ]}
    />
  );
}

function Findings({ t, view }: DifferencePageProps) {
  const words = t.dispatches.differences;
  const { row } = view;
  const sides = [
    {
      label: words.senderFinding,
      place: row.sender,
      finding: row.senderFinding,
      bearer: row.senderBearer,
      reason: row.senderReason,
    },
    {
      label: words.receiverFinding,
      place: row.receiver,
      finding: row.receiverFinding,
      bearer: row.receiverBearer,
      reason: row.receiverReason,
    },
  ];
  return (
    <Panel title={words.findingsTitle} padded={false}>
      <Facts
        body
        facts={sides.map((side) => ({
          label: side.label,
          value:
            side.finding === null ? (
              <span class="muted">{words.none}</span>
            ) : (
              <b>{foundText(t, side.finding, side.bearer)}</b>
            ),
          ...(side.reason !== null && { note: side.reason }),
        }))}
      />
    </Panel>
  );
}

/** 途中丢失，承运方承担. */
function foundText(t: Words, finding: string, bearer: string | null): string {
  const found = t.dispatches.differences.findings[finding] ?? finding;
  return bearer === null ? found : t.arrivals.bears(found, t.arrivals.bearers[bearer] ?? bearer);
}

function FindingForm(props: DifferencePageProps) {
  const { t, view, side, findings, form } = props;
  const words = t.dispatches.differences;
  const { row } = view;
  const other = side === 'sender' ? row.receiverFinding : row.senderFinding;
  const own = side === 'sender' ? row.senderFinding : row.receiverFinding;
  const chosen = own ?? other;
  const [mine, theirs] = [row.senderBearer, row.receiverBearer];
  const bearer = side === 'sender' ? (mine ?? theirs) : (theirs ?? mine);
  return (
    <form class="stack" method="post" action={paths.discrepancyClosing(row.number)} novalidate>
      <HiddenKey value={props.formKey} />
      <Hidden name="version" value={props.version} />
      <Choices
        form={form}
        name="finding"
        label={words.form}
        note={words.formAs(side === 'sender' ? words.senderSide : words.receiverSide)}
        choices={findings.map((finding) => ({
          value: finding,
          title: other === finding ? words.agree(words.findings[finding] ?? finding) : words.findings[finding],
          text:
            (props.controlled ? t.dispatches.controlled.findings[finding] : undefined) ?? words.consequences[finding],
        }))}
        {...(chosen !== null && { chosen })}
      />
      {props.bearers.length > 0 && (
        <Choices
          form={form}
          name="bearer"
          label={t.arrivals.bearer}
          note={t.arrivals.bearerNote}
          choices={props.bearers.map((bearer) => ({
            value: bearer,
            title: t.arrivals.bearers[bearer],
            text: t.arrivals.bearerTexts[bearer],
          }))}
          {...(bearer !== null && { chosen: bearer })}
        />
      )}
      <TextArea form={form} name="reason" label={words.reason} required maxlength={300} />
      {props.controlled && <SecondPersonFields t={t} form={form} />}
      <SubmitBar consequence={words.whatHappens}>
        <Button kind="primary">{words.give}</Button>
      </SubmitBar>
    </form>
  );
}
