/** What can be done with an application for disposal, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { WAYS } from '../../src/disposals/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { NumberField, SelectField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { PaperForm } from '../ui/paper-form.tsx';
import type { DisposalPageProps } from './show-page.tsx';

export function DisposalActs(props: DisposalPageProps) {
  const { t, view } = props;
  const words = t.disposals;
  const { can } = view;
  return (
    <>
      {can.appraise && <Appraisal {...props} />}
      {view.meetingMissing && <p class="hint">{words.meetingMissing}</p>}
      {can.meet && view.meetingMissing && <Meeting {...props} />}
      {can.decide && (
        <ActForm {...props} name="approval" title={words.approve}>
          <SubmitBar consequence={words.approveConsequence}>
            <Button kind="primary">{words.approve}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.decide && (
        <ActForm {...props} asksWhy name="refusal" title={words.refuse}>
          <SubmitBar consequence={words.refuseConsequence}>
            <Button>{words.refuse}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {can.prepare && <Preparation {...props} />}
      {can.carryOut && <Execution {...props} />}
      {can.withdraw && (
        <ActForm {...props} asksWhy name="withdrawal" title={words.withdraw}>
          <SubmitBar consequence={words.withdrawConsequence}>
            <Button kind="danger">{words.withdraw}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

function Appraisal(props: DisposalPageProps) {
  const { t, view } = props;
  const words = t.disposals;
  const form = formOf(props.form, 'appraisal');
  return (
    <ActForm {...props} name="appraisal" title={words.appraisal}>
      {view.lines.map(({ asset }) => (
        <>
          <TextField
            form={form}
            name={`found.${asset.number}`}
            label={words.findingOf(asset.number)}
            maxlength={200}
            required
          />
          <NumberField
            form={form}
            name={`worth.${asset.number}`}
            label={words.worthOf(asset.number)}
            value="0"
            required
          />
        </>
      ))}
      <SubmitBar consequence={words.appraiseConsequence}>
        <Button kind="primary">{words.appraiseSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Meeting(props: DisposalPageProps) {
  const words = props.t.disposals;
  const form = formOf(props.form, 'meeting');
  return (
    <ActForm {...props} name="meeting" title={words.meeting}>
      <TextField
        form={form}
        name="record"
        label={words.meetingRecord}
        hint={words.meetingHint}
        maxlength={100}
        required
      />
      <SubmitBar consequence={words.meetingHint}>
        <Button>{words.meetingSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Preparation(props: DisposalPageProps) {
  const { t, view } = props;
  const words = t.disposals;
  const form = formOf(props.form, 'preparation');
  const waiting = view.lines.filter(({ line }) => line.holdsData || line.holdsSource);
  if (waiting.length === 0) return null;
  const sources = waiting.some(({ line }) => line.holdsSource);
  return (
    <ActForm {...props} name="preparation" title={words.preparation}>
      <SelectField
        form={form}
        name="asset"
        label={words.asset}
        options={waiting.map(({ asset }) => ({ value: asset.number, label: `${asset.name} ${asset.number}` }))}
        {...(waiting[0] && { value: waiting[0].asset.number })}
        required
      />
      <TextField
        form={form}
        name="erasure"
        label={words.erasure}
        note={t.forms.optional}
        hint={words.erasureHint}
        maxlength={200}
      />
      {sources && (
        <TextField
          form={form}
          name="source"
          label={words.source}
          note={t.forms.optional}
          hint={words.sourceHint}
          maxlength={200}
        />
      )}
      <SubmitBar consequence={words.preparationConsequence}>
        <Button>{words.prepareSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Execution(props: DisposalPageProps) {
  const { t } = props;
  const words = t.disposals;
  const form = formOf(props.form, 'execution');
  return (
    <ActForm {...props} name="execution" title={words.execution}>
      <SelectField
        form={form}
        name="way"
        label={words.way}
        options={WAYS.map((value) => ({ value, label: words.ways[value] }))}
        choose={t.forms.choose}
        required
      />
      <TextField form={form} name="takenBy" label={words.takenBy} maxlength={60} required />
      <TextField form={form} name="certificate" label={words.certificate} maxlength={60} required />
      <NumberField form={form} name="income" label={words.incomeYuan} value="0" required />
      <TextField
        form={form}
        name="receipt"
        label={words.receipt}
        note={t.forms.optional}
        hint={words.receiptHint}
        maxlength={60}
      />
      <SubmitBar consequence={words.carryOutConsequence}>
        <Button kind="danger">{words.carryOutSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}

interface ActFormProps extends DisposalPageProps {
  name: Parameters<typeof paths.disposalAct>[1];
  title: string;
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, asksWhy, children } = props;
  const words = t.disposals;
  const perCard = view.lines.flatMap(({ asset: { number } }): [string, string][] => [
    [`found.${number}`, words.findingOf(number)],
    [`worth.${number}`, words.worthOf(number)],
  ]);
  const labels = {
    why: words.why,
    record: words.meetingRecord,
    asset: words.asset,
    erasure: words.erasure,
    source: words.source,
    way: words.way,
    takenBy: words.takenBy,
    certificate: words.certificate,
    income: words.incomeYuan,
    receipt: words.receipt,
    ...Object.fromEntries(perCard),
  };
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.disposalAct(view.document.number, name)}
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
