/** What can be done with a count, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import type { CountPageProps } from './show-page-props.ts';

type Act = Parameters<typeof paths.countAct>[1];

/** What may be done next. */
export function CountActs(props: CountPageProps) {
  const { t, view } = props;
  const words = t.counts;
  const { status } = view.document;
  const { can } = view;
  const open = status === 'counting' || status === 'submitted';
  const reversible =
    status === 'posted' && can.approve && view.lines.some((one) => (one.line.differenceBase ?? 0) !== 0);
  return (
    <>
      {status === 'counting' && can.count && <Waiting {...props} />}
      {status === 'submitted' && can.decide && !can.approve && (
        <Panel title={words.approve}>
          <p class="hint">{can.why === 'own' ? words.approveOwn : words.approveLevel[view.level]}</p>
        </Panel>
      )}
      {status === 'submitted' && can.approve && <Approval {...props} />}
      {status === 'submitted' && can.decide && can.why !== 'own' && (
        <ReasonForm {...props} name="return" title={words.sendBack}>
          <SubmitBar consequence={words.sendBackConsequence}>
            <Button>{words.sendBack}</Button>
          </SubmitBar>
        </ReasonForm>
      )}
      {reversible && (
        <ReasonForm {...props} name="reversal" title={words.reverse}>
          {view.controlled && <SecondPersonFields t={t} form={formOf(props.form, 'reversal')} />}
          <SubmitBar consequence={words.reverseConsequence}>
            <Button kind="danger">{words.reverseSubmit}</Button>
          </SubmitBar>
        </ReasonForm>
      )}
      {open && can.count && (
        <ReasonForm {...props} name="cancellation" title={words.cancel}>
          <SubmitBar consequence={words.cancelConsequence}>
            <Button kind="danger">{words.cancelSubmit}</Button>
          </SubmitBar>
        </ReasonForm>
      )}
    </>
  );
}

/** What must still happen before the count can be handed in. */
function Waiting({ t, view }: CountPageProps) {
  const words = t.counts;
  const { lines, counted, recounts } = view.progress;
  if (counted === lines && recounts === 0) return null;
  return (
    <Panel title={words.submit}>
      <p class="hint">{counted < lines ? words.submitOpen(lines - counted) : words.submitRecounts(recounts)}</p>
    </Panel>
  );
}

function Approval(props: CountPageProps) {
  const { t, view } = props;
  const words = t.counts;
  return (
    <ActForm {...props} name="approval" title={words.approve}>
      {view.controlled && <SecondPersonFields t={t} form={formOf(props.form, 'approval')} />}
      <SubmitBar consequence={words.approveConsequence}>
        <Button kind="primary">{words.approve}</Button>
      </SubmitBar>
    </ActForm>
  );
}

interface ActFormProps extends CountPageProps {
  name: Act;
  title: string;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, children } = props;
  const form = formOf(props.form, name);
  const labels = { reason: t.counts.why, witness: t.auth.second.login, witnessPassword: t.auth.second.password };
  return (
    <Panel title={title} id={name}>
      <form class="form" method="post" action={paths.countAct(view.document.number, name)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey()} />
        <Hidden name="version" value={view.document.version} />
        {children}
      </form>
    </Panel>
  );
}

function ReasonForm(props: ActFormProps) {
  const form = formOf(props.form, props.name);
  return (
    <ActForm {...props}>
      <TextField form={form} name="reason" label={props.t.counts.why} maxlength={200} required />
      {props.children}
    </ActForm>
  );
}
