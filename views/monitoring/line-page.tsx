/** One drug of a monthly return: its fields to fill in, and what each number is made of. */
import type { CheckFinding, LineField } from '../../src/monitoring/check-rules.ts';
import type { LineSources, ReturnView } from '../../src/monitoring/page-queries.ts';
import type { LineRow } from '../../src/monitoring/record-queries.ts';
import { SHORT_KINDS } from '../../src/monitoring/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { DateField, NumberField, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment, priceText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import { Log } from '../ui/timeline.tsx';
import { LineSourcePanels } from './line-sources.tsx';
import { findingText, ReturnStatus, StockDays } from './words.tsx';

export interface MonitoringLinePageProps {
  t: Words;
  view: ReturnView;
  line: LineRow;
  sources: LineSources;
  form: { name: string; state: FormState };
  formKey: () => string;
  now: number;
}

export function MonitoringLinePage(props: MonitoringLinePageProps) {
  const { t, view, line, sources } = props;
  const words = t.monitoring;
  const { number } = view.document;
  const drafts = view.status === 'draft' && view.can.prepare;
  const found = view.findings.filter((one) => one.line === line.lineNumber);
  return (
    <>
      <PageHead
        title={line.genericName}
        crumbs={[
          { label: words.title, href: paths.monitorings() },
          { label: number, href: paths.monitoring(number), code: true },
          { label: words.lineOf(line.lineNumber) },
        ]}
        crumbsLabel={t.frame.position}
        status={<ReturnStatus t={t} status={view.status} badge />}
        facts={[line.form, line.strength, line.manufacturer, sources.itemCode]}
      />
      <Facts
        across
        facts={[
          {
            label: words.stockDays,
            value: <StockDays t={t} line={line} month={view.paper.month} bands={view.bands} />,
          },
          { label: words.requests, value: words.requestsOf(line.requests, line.settled) },
          { label: words.cause, value: t.shortages.reasons[line.cause as 'out_of_stock'] ?? t.formats.none },
          { label: words.supplier, value: line.supplier || t.formats.none },
          ...(view.can.prices
            ? [{ label: words.price, value: `${priceText(line.pricePack)} / ${sources.shape.packUnit}` }]
            : []),
        ]}
      />
      <Columns kind="doc">
        <div class="stack">
          {found.length > 0 && <Found t={t} found={found} />}
          {drafts ? <LineForm {...props} /> : <Kept {...props} />}
          <LineSourcePanels {...props} />
        </div>
        <Rail label={words.changes}>
          <Changes {...props} />
          {drafts && <Removal {...props} />}
        </Rail>
      </Columns>
    </>
  );
}

function Found({ t, found }: { t: Words; found: CheckFinding[] }) {
  return (
    <Panel title={t.monitoring.finding} padded={false}>
      <Log
        body
        entries={found.map((one) => ({
          act: <a href={`#f-${one.field}`}>{t.monitoring.fields[one.field as LineField] ?? t.monitoring.drug}</a>,
          text: findingText(t, one),
        }))}
      />
    </Panel>
  );
}

const labelsOf = (t: Words) => ({ ...t.monitoring.fields, reason: t.monitoring.reason, why: t.monitoring.why });

function LineForm(props: MonitoringLinePageProps) {
  const { t, view, line } = props;
  const words = t.monitoring;
  return (
    <PaperForm
      t={t}
      name="line"
      title={words.lineTitle}
      action={paths.monitoringLine(view.document.number, line.id)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labelsOf(t)}
    >
      <LineFields {...props} />
      <SubmitBar consequence={words.lineConsequence}>
        <Button kind="primary">{words.keepLine}</Button>
      </SubmitBar>
    </PaperForm>
  );
}

interface FieldProps extends MonitoringLinePageProps {
  field: LineField;
  hint?: string;
}

/** Words of several lines, a day, or one line, as the field is. */
function Written({ t, line, field, hint, ...props }: FieldProps) {
  const form = formOf(props.form, 'line');
  const given = { form, name: field, label: t.monitoring.fields[field], value: String(line[field] ?? '') };
  const told = { ...given, ...(hint !== undefined && { hint }) };
  if (field === 'foundOn' || field === 'expectedOn') return <DateField {...told} />;
  return field === 'approvalNumber' ? <TextField {...told} maxlength={40} /> : <TextArea {...told} maxlength={300} />;
}

type Counted = 'useBase' | 'stockBase' | 'members' | 'patients' | 'suppliers';

/** A number beside what the program found. */
function Drawn({ t, line, sources, field, ...props }: MonitoringLinePageProps & { field: Counted }) {
  const words = t.monitoring;
  const unit = field === 'useBase' || field === 'stockBase' ? sources.shape.baseUnit : '';
  return (
    <NumberField
      form={formOf(props.form, 'line')}
      name={field}
      label={words.fields[field]}
      {...(unit !== '' && { note: unit })}
      hint={words.drawnHint(`${line.drawn[field]}${unit}`)}
      value={String(line[field])}
      required
    />
  );
}

function LineFields(props: MonitoringLinePageProps) {
  const { t, line } = props;
  const words = t.monitoring;
  const form = formOf(props.form, 'line');
  const { foundOn } = line.drawn;
  return (
    <>
      <SelectField
        form={form}
        name="kind"
        label={words.fields.kind}
        value={line.kind ?? ''}
        choose={words.choose}
        options={SHORT_KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
      />
      <Written {...props} field="foundOn" {...(foundOn !== null && { hint: words.drawnHint(foundOn) })} />
      <Written {...props} field="approvalNumber" />
      <Drawn {...props} field="useBase" />
      <Drawn {...props} field="stockBase" />
      <Drawn {...props} field="members" />
      <Drawn {...props} field="patients" />
      <Written {...props} field="substitutes" hint={words.substitutesHint} />
      <Drawn {...props} field="suppliers" />
      <Written {...props} field="supplierReply" />
      <Written {...props} field="action" hint={words.actionHint} />
      <Written {...props} field="expectedOn" />
      <Written {...props} field="note" hint={words.lineNoteHint} />
      <TextField form={form} name="reason" label={words.reason} hint={words.reasonHint} maxlength={200} />
    </>
  );
}

/** The fields as they were filed, or as those see them who do not fill in. */
function Kept({ t, line }: MonitoringLinePageProps) {
  const { fields, kinds } = t.monitoring;
  const value = (field: LineField) => {
    if (field === 'kind') return line.kind === null ? t.monitoring.unsaid : kinds[line.kind];
    const kept = line[field];
    return kept === null || kept === '' ? t.formats.none : String(kept);
  };
  return (
    <Panel title={t.monitoring.lineTitle}>
      <Facts
        facts={(Object.keys(fields) as LineField[]).map((field) => ({ label: fields[field], value: value(field) }))}
      />
    </Panel>
  );
}

function Changes({ t, sources }: MonitoringLinePageProps) {
  const words = t.monitoring;
  const none = t.formats.none;
  if (sources.changes.length === 0) {
    return (
      <Panel title={words.changes}>
        <p class="hint">{words.noChanges}</p>
      </Panel>
    );
  }
  return (
    <Panel title={words.changes} padded={false}>
      <Log
        body
        entries={[...sources.changes].reverse().map((change) => ({
          act: words.fields[change.field as LineField],
          text: `${change.before || none} → ${change.after || none} ${change.reason}`,
          by: `${change.byName} ${fullMoment(change.at)}`,
        }))}
      />
    </Panel>
  );
}

function Removal(props: MonitoringLinePageProps) {
  const { t, view, line } = props;
  const words = t.monitoring;
  return (
    <PaperForm
      t={t}
      name="removal"
      title={words.removeLine}
      action={paths.monitoringLineRemoval(view.document.number, line.id)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labelsOf(t)}
      why={{ name: 'why', label: words.why }}
    >
      <SubmitBar consequence={words.removeConsequence}>
        <Button kind="danger">{words.removeLine}</Button>
      </SubmitBar>
    </PaperForm>
  );
}
