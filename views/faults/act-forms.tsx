/** What can be done about a fault, by where it stands and who looks; each act says what it does. */
import type { Child } from 'hono/jsx';
import type { FaultActPath } from '../../src/fault-paths.ts';
import { COST_KINDS, OUTCOMES } from '../../src/faults/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { NumberField, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { PaperForm } from '../ui/paper-form.tsx';
import { Borrowable } from './borrowable.tsx';
import { loanerOptions } from './report-page.tsx';
import type { FaultPageProps } from './show-page.tsx';

interface ActProps extends FaultPageProps {
  name: FaultActPath;
  title: string;
  consequence: string;
  submit?: string;
  kind?: 'primary' | 'danger';
  asksWhy?: boolean;
  children?: Child;
}

function Act(props: ActProps) {
  const { t, view, back, formKey, name, title, consequence, submit, kind, asksWhy, children } = props;
  const words = t.faults;
  return (
    <PaperForm
      {...{ t, back, formKey, name, title }}
      action={paths.faultAct(view.document.number, name)}
      version={view.document.version}
      labels={words.labels}
      why={asksWhy ? { name: 'why', label: words.why } : undefined}
    >
      {children}
      <SubmitBar consequence={consequence}>
        <Button kind={kind}>{submit ?? title}</Button>
      </SubmitBar>
    </PaperForm>
  );
}

export function FaultActs(props: FaultPageProps) {
  const { t, view } = props;
  const words = t.faults;
  const { status, can } = view;
  const plain = (name: keyof typeof words.acting, kind?: 'danger') => (
    <Act {...props} name={name} title={words.acting[name]} consequence={words.consequences[name]} kind={kind} asksWhy />
  );
  const working = status === 'assigned' || status === 'diagnosed';
  return (
    <>
      {status === 'repaired' && can.accept && <Acceptance {...props} />}
      {status === 'repaired' && can.uses && !can.accept && <p class="hint">{words.ownRepair}</p>}
      {status === 'asking' && can.approve && <Decision {...props} />}
      {can.repair && working && <Diagnosis {...props} />}
      {can.repair && status === 'diagnosed' && <Cost {...props} />}
      {can.repair && status === 'diagnosed' && view.needsWord && plain('request')}
      {can.repair && status === 'diagnosed' && !view.needsWord && <Repair {...props} />}
      {can.repair && (status === 'reported' || status === 'assigned') && <Assignment {...props} />}
      {can.repair && status === 'asking' && (
        <Act {...props} name="request-recall" title={words.recallRequest} consequence={words.recallConsequence} />
      )}
      {can.repair && working && plain('release')}
      {can.repair && status === 'repaired' && plain('resumption')}
      {view.open && can.uses && (view.loaners.length > 0 || view.loaner !== null) && <LoanerForm {...props} />}
      {view.borrowable.length > 0 && view.loaner === null && <Borrowable {...props} />}
      {status === 'closed' && can.uses && plain('reopening')}
      {(status === 'reported' || status === 'assigned') && can.uses && plain('withdrawal', 'danger')}
    </>
  );
}

function Assignment(props: FaultPageProps) {
  const { t, view, back, login } = props;
  const words = t.faults;
  const form = formOf(back, 'assignment');
  const first = view.status === 'reported';
  return (
    <Act
      {...props}
      name="assignment"
      title={first ? words.assign : words.reassign}
      consequence={words.assignConsequence}
      {...(first && { kind: 'primary' as const })}
    >
      <SelectField
        form={form}
        name="engineer"
        label={words.engineer}
        value={login}
        options={view.engineers.map((one) => ({ value: one.login, label: one.name }))}
        required
      />
      <TextField
        form={form}
        name="outside"
        label={words.outside}
        note={t.forms.optional}
        hint={words.outsideHint}
        value={view.fault.outside}
        maxlength={80}
      />
    </Act>
  );
}

function Diagnosis(props: FaultPageProps) {
  const { t, view, back } = props;
  const words = t.faults;
  const form = formOf(back, 'diagnosis');
  const first = view.status === 'assigned';
  return (
    <Act
      {...props}
      name="diagnosis"
      title={first ? words.diagnose : words.rediagnose}
      consequence={words.diagnoseConsequence}
      {...(first && { kind: 'primary' as const })}
    >
      <TextArea
        form={form}
        name="diagnosis"
        label={words.diagnosis}
        value={view.fault.diagnosis}
        maxlength={500}
        rows={2}
        required
      />
      {view.fault.usable === 'yes' && (
        <Choices
          form={form}
          name="takeOut"
          label={words.usable}
          many
          choices={[{ value: '1', title: words.takeOut }]}
        />
      )}
    </Act>
  );
}

function Cost(props: FaultPageProps) {
  const { t, back } = props;
  const words = t.faults;
  const form = formOf(back, 'costs');
  return (
    <Act {...props} name="costs" title={words.addCost} consequence={words.costConsequence(props.view.approveYuan)}>
      <SelectField
        form={form}
        name="kind"
        label={words.costKind}
        options={COST_KINDS.map((value) => ({ value, label: words.costKinds[value] }))}
      />
      <TextField form={form} name="name" label={words.costName} maxlength={80} required />
      <NumberField form={form} name="quantity" label={words.quantity} value="1" required />
      <TextField form={form} name="unit" label={words.unit} inputmode="decimal" required />
    </Act>
  );
}

function Decision(props: FaultPageProps) {
  const { t, back } = props;
  const words = t.faults;
  const form = formOf(back, 'decision');
  return (
    <Act {...props} name="decision" title={words.decide} consequence={words.decideConsequence} kind="primary" asksWhy>
      <Choices
        form={form}
        name="decision"
        label={words.decision}
        choices={(['agree', 'decline'] as const).map((value) => ({ value, title: words.decisions[value] }))}
      />
    </Act>
  );
}

function Repair(props: FaultPageProps) {
  const { t, view, back } = props;
  const words = t.faults;
  const form = formOf(back, 'repair');
  const { work, labourMinutes } = view.fault;
  return (
    <Act {...props} name="repair" title={words.repair} consequence={words.repairConsequence} kind="primary">
      <TextArea form={form} name="work" label={words.work} value={work} maxlength={500} rows={2} required />
      <NumberField
        form={form}
        name="labour"
        label={words.labourMinutes}
        note={t.forms.optional}
        value={String(labourMinutes)}
      />
      <Choices
        form={form}
        name="irreparable"
        label={words.result}
        many
        choices={[{ value: '1', title: words.irreparable, text: words.irreparableText }]}
      />
    </Act>
  );
}

function Acceptance(props: FaultPageProps) {
  const { t, view, back } = props;
  const words = t.faults;
  const form = formOf(back, 'acceptance');
  const offered = view.fault.irreparable ? (['stopped', 'fail'] as const) : ([...OUTCOMES, 'fail'] as const);
  return (
    <Act {...props} name="acceptance" title={words.accept} consequence={words.acceptConsequence} kind="primary">
      <Choices
        form={form}
        name="outcome"
        label={words.outcome}
        choices={offered.map((value) => ({ value, title: words.outcomes[value], text: words.outcomeTexts[value] }))}
      />
      <TextArea form={form} name="test" label={words.test} hint={words.testHint} maxlength={500} rows={2} required />
    </Act>
  );
}

function LoanerForm(props: FaultPageProps) {
  const { t, view, back } = props;
  const words = t.faults;
  const form = formOf(back, 'loaner');
  return (
    <Act
      {...props}
      name="loaner"
      title={words.loaner}
      consequence={words.loanerConsequence}
      submit={words.loanerSubmit}
    >
      <SelectField
        form={form}
        name="loaner"
        label={words.loaner}
        choose={words.noLoaner}
        options={loanerOptions(view.loaners)}
      />
    </Act>
  );
}
