/** One monthly return: what the form asks for and misses, its drugs, acts, versions, files and timeline. */
import type { CheckFinding } from '../../src/monitoring/check-rules.ts';
import type { ReturnView } from '../../src/monitoring/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import { ActLog } from '../documents/act-log.tsx';
import type { Words } from '../i18n/index.ts';
import { ExportLinks } from '../ui/filters.tsx';
import { fullMoment, numberText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Item } from '../ui/values.tsx';
import { DraftForms, ReturnActs } from './act-forms.tsx';
import { findingText, ReturnStatus, StockDays } from './words.tsx';

export interface MonitoringPageProps {
  t: Words;
  view: ReturnView;
  form: { name: string; state: FormState };
  formKey: () => string;
  today: string;
}

export function MonitoringPage(props: MonitoringPageProps) {
  const { t, view } = props;
  const words = t.monitoring;
  const { document, paper } = view;
  const { number } = document;
  const files = (
    <ExportLinks t={t} csv={paths.monitoringExport(number, 'csv')} xlsx={paths.monitoringExport(number, 'xlsx')} />
  );
  const draft = view.status === 'draft' && view.can.prepare;
  return (
    <>
      <PageHead
        title={words.titleOf(paper.month)}
        crumbs={[
          { label: words.title, href: paths.monitorings() },
          { label: number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<ReturnStatus t={t} status={view.status} badge />}
        facts={[
          view.place.name,
          words.versionOf(paper.version),
          paper.nothing ? words.zero : words.lineCount(view.lines.length),
        ]}
        {...(view.can.export && { actions: files })}
      />
      <ReturnFacts {...props} />
      <Columns kind="doc">
        <div class="stack">
          {view.findings.length > 0 && <Findings {...props} />}
          <Lines {...props} />
          {draft && <DraftForms {...props} />}
        </div>
        <Rail label={words.timeline}>
          <ReturnActs {...props} />
          <Versions {...props} />
          <Attachments
            t={t}
            subject={`document ${number}`}
            lines={view.files}
            title={words.files}
            {...(view.can.prepare && { formKey: props.formKey() })}
          />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />
        </Rail>
      </Columns>
    </>
  );
}

function ReturnFacts({ t, view, today }: MonitoringPageProps) {
  const words = t.monitoring;
  const { paper } = view;
  const late = paper.reportedOn === null ? paper.dueOn < today : paper.reportedOn > paper.dueOn;
  const filed = view.status === 'cancelled';
  const due =
    late && !filed && paper.replacesId === null ? (
      <Status icon="s-late" tone="danger">
        {paper.dueOn} {words.overdue}
      </Status>
    ) : (
      paper.dueOn
    );
  return (
    <Facts
      across
      facts={[
        { label: words.dueOn, value: due },
        { label: words.drawnAt, value: fullMoment(paper.drawnAt) },
        { label: words.reportedOn, value: paper.reportedOn ?? t.formats.none },
        { label: words.receipt, value: paper.receiptNumber ?? t.formats.none },
        ...(paper.reason === '' ? [] : [{ label: words.correctionWhy, value: paper.reason }]),
        ...(paper.note === '' ? [] : [{ label: words.note, value: paper.note }]),
      ]}
    />
  );
}

/** What stands in the way, and what must be explained; each leads to its field. */
function Findings({ t, view }: MonitoringPageProps) {
  const words = t.monitoring;
  const errors = view.findings.filter(({ level }) => level === 'error').length;
  const head = (
    <>
      <Head>{words.line}</Head>
      <Head>{words.field}</Head>
      <Head>{words.finding}</Head>
    </>
  );
  const title = words.findingsTitle(errors, view.open.length);
  return (
    <Panel title={title} padded={false} id="findings">
      <Table caption={title} head={head} inset stacks>
        {view.findings.map((finding) => (
          <tr>
            <td class="span-4">{finding.line === null ? words.whole : `${finding.line} ${finding.item}`}</td>
            <td class="span-3">
              <a href={placeOf(view, finding)}>{fieldName(t, finding)}</a>
            </td>
            <td class="span-6">
              <FindingText t={t} finding={finding} open={view.open.includes(finding)} />
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function placeOf(view: ReturnView, finding: CheckFinding): string {
  const line = view.lines.find((one) => one.lineNumber === finding.line);
  if (line === undefined) return finding.code === 'nothing_said' ? '#nothing' : '#note';
  return `${paths.monitoringLine(view.document.number, line.id)}#f-${finding.field}`;
}

function fieldName(t: Words, { field }: CheckFinding): string {
  const { fields } = t.monitoring;
  return fields[field as keyof typeof fields] ?? t.monitoring.drug;
}

function FindingText({ t, finding, open }: { t: Words; finding: CheckFinding; open: boolean }) {
  const words = t.monitoring;
  if (finding.level === 'error') {
    return (
      <Status icon="s-no" tone="danger">
        {findingText(t, finding)}
      </Status>
    );
  }
  return (
    <Status icon={open ? 's-near' : 's-done'} {...(open && { tone: 'warn' as const })}>
      {findingText(t, finding)} {open ? words.explainIt : words.explained}
    </Status>
  );
}

function Lines({ t, view }: MonitoringPageProps) {
  const words = t.monitoring;
  if (view.lines.length === 0) {
    return (
      <Panel title={words.linesTitle}>
        <p class="hint">{view.paper.nothing ? words.nothingText : words.noLines}</p>
      </Panel>
    );
  }
  const head = (
    <>
      <Head>{words.drug}</Head>
      <Head>{words.fields.kind}</Head>
      <Head num>{words.fields.useBase}</Head>
      <Head num>{words.fields.stockBase}</Head>
      <Head>{words.stockDays}</Head>
      <Head num>{words.fields.members}</Head>
      <Head>{words.fields.expectedOn}</Head>
    </>
  );
  return (
    <Panel title={words.linesTitle} padded={false}>
      <Table caption={words.linesTitle} head={head} inset stacks>
        {view.lines.map((line) => (
          <tr>
            <td class="span-5">
              <Item
                name={`${line.lineNumber} ${line.genericName}`}
                detail={[line.strength, line.manufacturer].join(' ')}
                href={paths.monitoringLine(view.document.number, line.id)}
              />
            </td>
            <td class="span-3" data-label={words.fields.kind}>
              {line.kind === null ? <Tag>{words.unsaid}</Tag> : words.kinds[line.kind]}
            </td>
            <td class="num span-2" data-label={words.fields.useBase}>
              {numberText(line.useBase)}
            </td>
            <td class="num span-2" data-label={words.fields.stockBase}>
              {numberText(line.stockBase)}
            </td>
            <td class="span-3" data-label={words.stockDays}>
              <StockDays t={t} line={line} month={view.paper.month} bands={view.bands} />
            </td>
            <td class="num span-2" data-label={words.fields.members}>
              {line.members}
            </td>
            <td class="span-3" data-label={words.fields.expectedOn}>
              {line.expectedOn ?? t.formats.none}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Versions({ t, view }: MonitoringPageProps) {
  const words = t.monitoring;
  const others = view.versions.filter(({ number }) => number !== view.document.number);
  if (others.length === 0) return null;
  return (
    <Panel title={words.versions} padded={false}>
      <Log
        body
        entries={others.map((one) => ({
          act: words.versionOf(one.version),
          text: <Code href={paths.monitoring(one.number)}>{one.number}</Code>,
          by: [words.states[one.status], one.reason].join(' '),
        }))}
      />
    </Panel>
  );
}
