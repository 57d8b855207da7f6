/** What can be done with a recall, each act in a form of its own that says what it will do. */
import type { PropsWithChildren } from 'hono/jsx';
import { paths, type RecallActPath } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import type { RecallPageProps } from './show-page-props.ts';

/** What may be done next. */
export function RecallActs(props: RecallPageProps) {
  const { view } = props;
  if (!view.can.manage) return null;
  const { status } = view.document;
  return (
    <>
      {status === 'draft' && <FreezeForm {...props} />}
      {status === 'open' && <CloseForm {...props} />}
      {(status === 'draft' || status === 'open') && <WithdrawForm {...props} />}
    </>
  );
}

function FreezeForm(props: RecallPageProps) {
  const { t, view } = props;
  const words = t.recalls;
  const { drill } = view.recall;
  const title = drill ? words.tell : words.freeze;
  return (
    <ActForm {...props} name="freeze" title={title}>
      <SubmitBar consequence={drill ? words.tellConsequence : words.freezeConsequence(view.lots.length)}>
        <Button kind={drill ? 'primary' : 'danger'}>{title}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function CloseForm(props: RecallPageProps) {
  const { t, view } = props;
  const words = t.recalls;
  const waiting = view.report.told - view.report.answered;
  if (waiting > 0) {
    return (
      <Panel title={words.close} id="closing">
        <p class="hint">{words.closeWaits(waiting)}</p>
      </Panel>
    );
  }
  const left = !view.recall.drill && view.report.leftBase > 0;
  return (
    <ActForm {...props} name="closing" title={words.close}>
      {left && <p class="hint">{words.leftText}</p>}
      <TextField
        form={formOf(props.form, 'closing')}
        name="why"
        label={left ? words.leftWhy : words.summary}
        {...(!left && { note: t.forms.optional })}
        maxlength={500}
      />
      <SubmitBar consequence={words.closeConsequence}>
        <Button kind="primary">{words.close}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function WithdrawForm(props: RecallPageProps) {
  const { t, view } = props;
  const words = t.recalls;
  const opened = view.document.status === 'open';
  const frozen = opened && !view.recall.drill;
  const answered = view.report.answered > 0;
  if (frozen && answered && !view.can.release) {
    return (
      <Panel title={words.withdraw} id="withdrawal">
        <p class="hint">{words.withdrawOther}</p>
      </Panel>
    );
  }
  return (
    <ActForm {...props} name="withdrawal" title={words.withdraw}>
      <TextField form={formOf(props.form, 'withdrawal')} name="why" label={words.why} maxlength={200} required />
      <SubmitBar consequence={frozen ? words.withdrawFrozen : words.withdrawConsequence}>
        <Button kind="danger">{words.withdraw}</Button>
      </SubmitBar>
    </ActForm>
  );
}

interface ActFormProps extends RecallPageProps {
  name: RecallActPath;
  title: string;
  labels?: Record<string, string>;
}

/** A form that goes with the version of the page. */
export function ActForm(props: PropsWithChildren<ActFormProps>) {
  const { t, view, name, title, labels, children } = props;
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.recallAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labels ?? { why: t.recalls.why }}
    >
      {children}
    </PaperForm>
  );
}
