/** A concluded inspection: what passed, what went back, what waits, what is owed, who got it. */

import { documentPath, paths } from '../../src/paths.ts';
import type { ReceiptLine } from '../../src/receiving/record-queries.ts';
import type { Paper } from '../../src/receiving/rules.ts';
import type { Words } from '../i18n/index.ts';
import { PrintButton } from '../print/prints.tsx';
import { TraceStrip } from '../tracing/strip.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { type InspectPageProps, SecondFields } from './inspect-page.tsx';
import { LineTable } from './line-table.tsx';
import { PapersPanel } from './papers-panel.tsx';
import { ReceiptFacts, ReceiptRail } from './rail.tsx';
import { AllottedPanel, SharePanels } from './share-panels.tsx';
import { ReceiptStatus } from './words.tsx';

export function RecordPage(props: InspectPageProps) {
  const { t, data, now, form } = props;
  const words = t.receiving;
  const { record, can } = data;
  const { number, status } = record.document;
  const amountFen = data.lines.reduce((sum, line) => sum + line.amountFen, 0);
  const accepted = data.lines.some((line) => line.acceptedBase > line.returnedBase);
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: paths.receiving() },
          { label: number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        title={words.arrivalOf(record.party.name)}
        status={<ReceiptStatus t={t} status={status} badge />}
        facts={[
          <>
            {words.order} <Code href={documentPath('order', record.order.number)}>{record.order.number}</Code>
          </>,
          <>
            {words.noteNumber} <Code>{record.receipt.noteNumber}</Code>
          </>,
          record.place.shortName,
          ...(can.prices ? [`${words.amount} ${moneyText(amountFen)}`] : []),
        ]}
        actions={
          <>
            {can.return && accepted && <LinkButton href={paths.newReturn(number)}>{words.makeReturn}</LinkButton>}
            {can.print && accepted && (
              <LinkButton href={paths.labels('receipt', number)} icon="i-scan">
                {t.scanning.lotLabels}
              </LinkButton>
            )}
            <LinkButton href={paths.receiptRecord(number)} icon="i-print" newTab print>
              {words.record}
            </LinkButton>
            <PrintButton kind="receipt_note" number={number} formKey={`${props.formKey}-p`} label={t.papers.print} />
          </>
        }
      />
      <ErrorSummary t={t} form={form} labels={{ seenInvoices: words.papersSeen, papersNote: words.papersNote }} />
      <ReceiptFacts t={t} data={data} />
      <Columns kind="doc">
        <div>
          {can.why === 'ordered' && <Advice tone="warn">{words.mayNotOrdered}</Advice>}
          <LineTable t={t} data={data} current={undefined} expiry={props.expiry} />
          <TraceStrip t={t} strip={props.strip} formKey={props.formKey} />
          <PapersPanel {...props} />
          <Waiting {...props} />
          <SharePanels {...props} />
          <AllottedPanel {...props} />
          <Returns {...props} />
        </div>
        <ReceiptRail t={t} data={data} now={now} fileKey={can.act ? `${props.formKey}-f` : undefined} />
      </Columns>
    </>
  );
}

/** Lots that wait for a decision, each with what may be said about it now. */
function Waiting({ t, data, form, formKey }: InspectPageProps) {
  const words = t.receiving;
  const lines = data.lines.filter((line) => line.decision === 'pending');
  if (lines.length === 0 || !data.can.act) return null;
  const { number, version } = data.record.document;
  return (
    <Panel title={words.pendingTitle}>
      <form class="form" method="post" action={paths.receiptAct(number, 'decisions')}>
        <HiddenKey value={`${formKey}-d`.slice(0, 64)} />
        <Hidden name="version" value={version} />
        {lines.map((line) => (
          <WaitingLine t={t} line={line} form={form} papers={data.judged.get(line.lineNumber)?.papers ?? []} />
        ))}
        {data.needsTwo && <SecondFields t={t} form={form} />}
        <div class="submit-bar">
          <p>{words.pendingText}</p>
          <Button kind="primary">{words.pendingButton}</Button>
        </div>
      </form>
    </Panel>
  );
}

interface WaitingLineProps {
  t: Words;
  line: ReceiptLine;
  form: InspectPageProps['form'];
  papers: readonly Paper[];
}

function WaitingLine({ t, line, form, papers }: WaitingLineProps) {
  const words = t.receiving;
  const name = `line.${line.lineNumber}`;
  const reasons = Object.entries(words.reasons).map(([value, label]) => ({ value, label }));
  const { accepted, concession, rejected } = words.decisions;
  const missing = papers.filter((paper) => !line.paperChecks.includes(paper));
  return (
    <fieldset class="field">
      <legend>
        {line.lineNumber} {line.item.name} {line.lotNumber}
      </legend>
      <div class="row">
        <SelectField
          form={form}
          name={`${name}.decision`}
          label={words.decisionLabel}
          choose={words.keepWaiting}
          options={Object.entries({ accepted, concession, rejected }).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          form={form}
          name={`${name}.reasonCode`}
          label={words.reasonCode}
          choose={words.choose}
          options={reasons}
        />
        <TextField form={form} name={`${name}.reason`} label={words.reason} maxlength={200} />
      </div>
      {missing.length > 0 && (
        <Choices
          form={form}
          name={`${name}.paperChecks`}
          label={words.papersNow}
          many
          across
          choices={missing.map((value) => ({ value, title: words.paperNames[value] }))}
        />
      )}
    </fieldset>
  );
}

function Returns({ t, data }: InspectPageProps) {
  const words = t.receiving;
  if (data.returns.length === 0) return null;
  return (
    <Panel title={words.returns}>
      <ul class="plain-list">
        {data.returns.map((row) => (
          <li>
            <Code href={paths.supplierReturn(row.number)}>{row.number}</Code>{' '}
            {row.atDoor ? words.atDoorText : words.returnStates[row.status as 'proposed']}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
