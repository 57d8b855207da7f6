/** What can be done with a paper of losses, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
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
        <WhyForm {...props} name="reversal" title={words.reverse}>
          {view.controlled && <SecondPersonFields t={t} form={formOf(props.form, 'reversal')} />}
          <SubmitBar consequence={words.reverseConsequence}>
            <Button kind="danger">{words.reverseSubmit}</Button>
          </SubmitBar>
        </WhyForm>
      )}
      {status === 'destroyed' && can.decide && (
        <WhyForm {...props} name="withdrawal" title={words.destruction.withdraw}>
          <SubmitBar consequence={words.destruction.withdrawConsequence}>
            <Button kind="danger">{words.destruction.withdraw}</Button>
          </SubmitBar>
        </WhyForm>
      )}
      {open && can.report && (
        <WhyForm {...props} name="cancellation" title={words.cancel}>
          <SubmitBar consequence={words.cancelConsequence}>
            <Button kind="danger">{words.cancelSubmit}</Button>
          </SubmitBar>
        </WhyForm>
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
        <WhyForm {...props} name="return" title={words.sendBack}>
          <SubmitBar consequence={words.sendBackConsequence}>
            <Button>{words.sendBack}</Button>
          </SubmitBar>
        </WhyForm>
      )}
    </>
  );
}

interface ActFormProps extends LossPageProps {
  name: Act;
  title: string;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, children } = props;
  const form = formOf(props.form, name);
  const labels = { why: t.losses.why, witness: t.auth.second.login, witnessPassword: t.auth.second.password };
  return (
    <Panel title={title} id={name}>
      <form class="form" method="post" action={paths.lossAct(view.document.number, name)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={view.document.version} />
        {children}
      </form>
    </Panel>
  );
}

function WhyForm(props: ActFormProps) {
  const form = formOf(props.form, props.name);
  return (
    <ActForm {...props}>
      <TextField form={form} name="why" label={props.t.losses.why} maxlength={200} required />
      {props.children}
    </ActForm>
  );
}
