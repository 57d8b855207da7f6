/** What can be done with a probe, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, FileField, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { LoggerFields, loggerLabels } from './logger-fields.tsx';
import type { LoggerPageProps } from './logger-page.tsx';

type Act = Parameters<typeof paths.loggerAct>[1];

interface ActFormProps extends LoggerPageProps {
  name: Act;
  labels: Record<string, string>;
  consequence: string;
  submit: string;
  kind?: 'primary' | 'danger';
  /** True where a file may be sent. */
  withFile?: boolean;
  children?: Child;
}

function ActForm(props: ActFormProps) {
  const { t, view, name, labels, withFile, children } = props;
  return (
    <form
      class="form"
      method="post"
      action={paths.loggerAct(view.logger.code, name)}
      {...(withFile && { enctype: 'multipart/form-data' })}
    >
      <ErrorSummary t={t} form={formOf(props.form, name)} labels={labels} />
      <HiddenKey value={props.formKey()} />
      {children}
      <SubmitBar consequence={props.consequence}>
        <Button {...(props.kind && { kind: props.kind })}>{props.submit}</Button>
      </SubmitBar>
    </form>
  );
}

/** A form that few need: folded until somebody wants it or it came back. */
function Folded(props: LoggerPageProps & { name: string; title: string; children: Child }) {
  return (
    <details class="fold" open={props.form.name === props.name}>
      <summary class="button">{props.title}</summary>
      {props.children}
    </details>
  );
}

export function LoggerActs(props: LoggerPageProps) {
  const { view, can } = props;
  const { active } = view.logger;
  return (
    <>
      {active && can.log && <RecordForm {...props} />}
      {active && can.log && <FileForm {...props} />}
      {can.manage && <CalibrationForm {...props} />}
      {active && can.manage && <TokenForms {...props} />}
      {can.manage && <ChangeForm {...props} />}
      {can.manage && <UseForm {...props} />}
    </>
  );
}

function RecordForm(props: LoggerPageProps) {
  const { t, view, today, now } = props;
  const words = t.storage;
  const form = formOf(props.form, 'readings');
  const labels = {
    day: words.day,
    time: words.clock,
    temperature: words.recordTemperature,
    humidity: words.recordHumidity,
  };
  return (
    <Panel title={words.record} id="record">
      <ActForm
        {...props}
        name="readings"
        labels={labels}
        consequence={words.recordConsequence}
        submit={words.recordSubmit}
        kind="primary"
      >
        <div class="row">
          <DateField form={form} name="day" label={words.day} value={today} max={today} required />
          <TextField form={form} name="time" label={words.clock} value={timeOf(now)} maxlength={5} required />
        </div>
        <div class="row">
          <TextField form={form} name="temperature" label={words.recordTemperature} maxlength={8} required />
          {view.logger.humidityLowTenths !== null && (
            <TextField form={form} name="humidity" label={words.recordHumidity} note={t.forms.optional} maxlength={8} />
          )}
        </div>
      </ActForm>
    </Panel>
  );
}

function FileForm(props: LoggerPageProps) {
  const { t, view } = props;
  const words = t.storage;
  const form = formOf(props.form, 'file');
  return (
    <Folded {...props} name="file" title={words.file}>
      <form class="form" method="post" enctype="multipart/form-data" action={paths.loggerFile(view.logger.code)}>
        <ErrorSummary t={t} form={form} labels={{ file: t.forms.file }} />
        <FileField
          form={form}
          name="file"
          label={t.forms.file}
          hint={words.fileHint}
          accept=".csv,.txt,.xlsx"
          required
        />
        <div class="buttons">
          <Button>{words.fileSubmit}</Button>
          <LinkButton kind="plain" icon="i-download" href={paths.loggerTemplate()}>
            {words.template}
          </LinkButton>
        </div>
      </form>
    </Folded>
  );
}

function CalibrationForm(props: LoggerPageProps) {
  const { t, today } = props;
  const words = t.storage;
  const form = formOf(props.form, 'calibrations');
  const labels = {
    calibratedOn: words.calibratedOn,
    dueOn: words.dueOn,
    certificate: words.certificate,
    result: words.result,
    file: words.certificateFile,
  };
  return (
    <Folded {...props} name="calibrations" title={words.calibrationRecord}>
      <ActForm
        {...props}
        name="calibrations"
        labels={labels}
        withFile
        consequence={words.calibrationConsequence}
        submit={words.calibrationSubmit}
      >
        <div class="row">
          <DateField form={form} name="calibratedOn" label={words.calibratedOn} value={today} max={today} required />
          <DateField form={form} name="dueOn" label={words.dueOn} required />
        </div>
        <TextField form={form} name="certificate" label={words.certificate} maxlength={60} required />
        <FileField
          form={form}
          name="file"
          label={words.certificateFile}
          note={t.forms.optional}
          hint={t.attachments.fileHint}
          accept=".pdf,.jpg,.jpeg,.png,.ofd"
        />
        <Segments
          form={form}
          name="result"
          label={words.result}
          chosen="passed"
          options={(['passed', 'failed'] as const).map((value) => ({ value, label: words.results[value] }))}
        />
      </ActForm>
    </Folded>
  );
}

function TokenForms(props: LoggerPageProps) {
  const { t, view } = props;
  const words = t.storage;
  const has = view.logger.tokenHash !== null;
  return (
    <Folded {...props} name="token" title={words.token}>
      <p class="note">{has ? words.tokenHave : words.tokenNone}</p>
      <ActForm {...props} name="token" labels={{}} consequence={words.tokenConsequence} submit={words.tokenGive} />
      {has && (
        <ActForm {...props} name="token-removal" labels={{}} consequence="" submit={words.tokenRevoke} kind="danger" />
      )}
    </Folded>
  );
}

function ChangeForm(props: LoggerPageProps) {
  const { t, view, stores } = props;
  const words = t.storage;
  const form = formOf(props.form, 'change');
  return (
    <Folded {...props} name="change" title={words.change}>
      <ActForm
        {...props}
        name="change"
        labels={loggerLabels(t)}
        consequence={words.changeConsequence}
        submit={words.changeSubmit}
      >
        <LoggerFields t={t} form={form} stores={stores} values={view.logger} />
      </ActForm>
    </Folded>
  );
}

function UseForm(props: LoggerPageProps) {
  const { t, view } = props;
  const words = t.storage;
  const [name, title, consequence] = view.logger.active
    ? (['retirement', words.retire, words.retireConsequence] as const)
    : (['reinstatement', words.reinstate, words.reinstateConsequence] as const);
  const form = formOf(props.form, name);
  return (
    <Folded {...props} name={name} title={title}>
      <ActForm
        {...props}
        name={name}
        labels={{ why: words.why }}
        consequence={consequence}
        submit={title}
        {...(view.logger.active && { kind: 'danger' as const })}
      >
        <TextField form={form} name="why" label={words.why} maxlength={200} required />
      </ActForm>
    </Folded>
  );
}
