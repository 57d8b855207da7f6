/** What can be done with a monthly return, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { DateField, Hidden, TextArea, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import type { MonitoringPageProps } from './show-page.tsx';

type Act = Parameters<typeof paths.monitoringAct>[1];

/** What a draft is completed with: a drug by hand, the zero report, the note, the numbers drawn anew. */
export function DraftForms(props: MonitoringPageProps) {
  const { t, view, form } = props;
  const words = t.monitoring;
  const { lines, paper } = view;
  return (
    <>
      <ActForm {...props} name="lines" title={words.addLine}>
        <TextField
          form={formOf(form, 'lines')}
          name="itemCode"
          label={words.itemCode}
          hint={words.itemCodeHint}
          maxlength={40}
          required
        />
        <SubmitBar consequence={words.addConsequence}>
          <Button>{words.addLine}</Button>
        </SubmitBar>
      </ActForm>
      {lines.length === 0 && (
        <ActForm {...props} name="nothing" title={words.zero}>
          <Hidden name="nothing" value={paper.nothing ? 'no' : 'yes'} />
          <SubmitBar consequence={paper.nothing ? words.nothingBack : words.nothingConsequence}>
            <Button>{paper.nothing ? words.takeNothingBack : words.sayNothing}</Button>
          </SubmitBar>
        </ActForm>
      )}
      <ActForm {...props} name="note" title={words.note}>
        <TextArea
          form={formOf(form, 'note')}
          name="note"
          label={words.fields.note}
          hint={words.noteHint}
          value={paper.note}
          maxlength={500}
        />
        <SubmitBar consequence={words.noteConsequence}>
          <Button>{words.keepNote}</Button>
        </SubmitBar>
      </ActForm>
      <ActForm {...props} name="drawing" title={words.redraw}>
        <SubmitBar consequence={words.redrawConsequence}>
          <Button>{words.redraw}</Button>
        </SubmitBar>
      </ActForm>
    </>
  );
}

/** What is next. */
export function ReturnActs(props: MonitoringPageProps) {
  const { t, view } = props;
  const words = t.monitoring;
  const { status, can, paper } = view;
  const underWay = status === 'draft' || status === 'submitted' || status === 'approved';
  const correcting = view.versions.some((one) => ['draft', 'submitted', 'approved'].includes(one.status));
  return (
    <>
      {status === 'draft' && can.prepare && (
        <ActForm {...props} name="submission" title={words.submit}>
          <SubmitBar consequence={words.submitConsequence}>
            <Button kind="primary">{words.submit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {status === 'submitted' && can.decide && <Signature {...props} />}
      {status === 'approved' && can.prepare && <Filing {...props} />}
      {(status === 'submitted' || status === 'approved') && can.decide && (
        <ActForm {...props} asksWhy name="return" title={words.sendBack}>
          <SubmitBar consequence={words.sendBackConsequence}>
            <Button>{words.sendBack}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {status === 'reported' && can.prepare && !correcting && (
        <ActForm {...props} asksWhy name="correction" title={words.correct}>
          <SubmitBar consequence={words.correctConsequence}>
            <Button>{words.correct}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {underWay && can.prepare && (
        <ActForm {...props} asksWhy name="cancellation" title={words.cancel}>
          <SubmitBar consequence={paper.replacesId === null ? words.cancelConsequence : words.cancelCorrection}>
            <Button kind="danger">{words.cancel}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

function Signature(props: MonitoringPageProps) {
  const { t, view } = props;
  const words = t.monitoring;
  if (!view.can.sign) {
    return (
      <Panel title={words.sign}>
        <p class="hint">{words.signOwn}</p>
      </Panel>
    );
  }
  return (
    <ActForm {...props} name="approval" title={words.sign}>
      <SubmitBar consequence={words.signConsequence}>
        <Button kind="primary">{words.sign}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Filing(props: MonitoringPageProps) {
  const { t, form, today } = props;
  const words = t.monitoring;
  const state = formOf(form, 'report');
  return (
    <ActForm {...props} name="report" title={words.report}>
      <DateField form={state} name="reportedOn" label={words.reportedOn} value={today} required />
      <TextField
        form={state}
        name="receiptNumber"
        label={words.receipt}
        hint={words.receiptHint}
        maxlength={40}
        required
      />
      <SubmitBar consequence={words.reportConsequence}>
        <Button kind="primary">{words.report}</Button>
      </SubmitBar>
    </ActForm>
  );
}

interface ActFormProps extends MonitoringPageProps {
  name: Act;
  title: string;
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, asksWhy, children } = props;
  const words = t.monitoring;
  const labels = {
    why: words.why,
    itemCode: words.itemCode,
    note: words.note,
    reportedOn: words.reportedOn,
    receiptNumber: words.receipt,
  };
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.monitoringAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labels}
      why={asksWhy ? { name: 'why', label: words.why } : undefined}
    >
      {children}
    </PaperForm>
  );
}
