/** What can be done with a paper of losses, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import type { LossPageProps } from './show-page-props.ts';

type Act = Parameters<typeof paths.lossAct>[1];

/** What may be done next. */
export function LossActs(props: LossPageProps) {
  const { t, view } = props;
  const words = t.losses;
  const { status } = view.document;
  const { can, loss } = view;
  const open = status === 'draft' || status === 'submitted';
  const left = view.lines.some((one) => one.destroyedBase < one.line.quantityBase);
  return (
    <>
      {status === 'draft' && can.report && view.lines.length > 0 && (
        <ActForm {...props} name="submission" title={words.submit}>
          <SubmitBar consequence={words.submitConsequence}>
            <Button kind="primary">{words.submit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {status === 'submitted' && can.decide && <Decision {...props} />}
      {status === 'posted' && loss.kind === 'write_off' && can.report && left && (
        <Panel title={words.destruction.title}>
          <p class="hint">{words.destruction.hint}</p>
          <LinkButton href={paths.newDestruction({ organisation: view.place.code })}>
            {words.destruction.button}
          </LinkButton>
        </Panel>
      )}
      {status === 'posted' && can.approve && (
        <ActForm {...props} asksWhy name="reversal" title={words.reverse}>
          {view.controlled && <SecondPersonFields t={t} form={formOf(props.form, 'reversal')} />}
          <SubmitBar consequence={words.reverseConsequence}>
            <Button kind="danger">{words.reverseSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {status === 'destroyed' && can.decide && (
        <ActForm {...props} asksWhy name="withdrawal" title={words.destruction.withdraw}>
          <SubmitBar consequence={words.destruction.withdrawConsequence}>
            <Button kind="danger">{words.destruction.withdraw}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {open && can.report && (
        <ActForm {...props} asksWhy name="cancellation" title={words.cancel}>
          <SubmitBar consequence={words.cancelConsequence}>
            <Button kind="danger">{words.cancelSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

function Decision(props: LossPageProps) {
  const { t, view } = props;
  const words = t.losses;
  const { can } = view;
  return (
    <>
      {can.approve ? (
        <ActForm {...props} name="approval" title={words.approve}>
          {view.controlled && <SecondPersonFields t={t} form={formOf(props.form, 'approval')} />}
          <SubmitBar consequence={words.approveConsequences[view.loss.kind as 'write_off']}>
            <Button kind="primary">{words.approve}</Button>
          </SubmitBar>
        </ActForm>
      ) : (
        <Panel title={words.approve}>
          <p class="hint">{can.why === 'own' ? words.approveOwn : t.counts.approveLevel[view.level]}</p>
        </Panel>
      )}
      {can.why !== 'own' && (
        <ActForm {...props} asksWhy name="return" title={words.sendBack}>
          <SubmitBar consequence={words.sendBackConsequence}>
            <Button>{words.sendBack}</Button>
          </SubmitBar>
        </ActForm>
      )}
    </>
  );
}

interface ActFormProps extends LossPageProps {
  name: Act;
  title: string;
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, asksWhy, children } = props;
  const labels = { why: t.losses.why, witness: t.auth.second.login, witnessPassword: t.auth.second.password };
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.lossAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labels}
      why={asksWhy ? { name: 'why', label: t.losses.why } : undefined}
    >
      {children}
    </PaperForm>
  );
}
