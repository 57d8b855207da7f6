/** What can be done with a count, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
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
        <ActForm {...props} asksWhy name="return" title={words.sendBack}>
          <SubmitBar consequence={words.sendBackConsequence}>
            <Button>{words.sendBack}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {reversible && (
        <ActForm {...props} asksWhy name="reversal" title={words.reverse}>
          {view.controlled && <SecondPersonFields t={t} form={formOf(props.form, 'reversal')} />}
          <SubmitBar consequence={words.reverseConsequence}>
            <Button kind="danger">{words.reverseSubmit}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {open && can.count && (
        <ActForm {...props} asksWhy name="cancellation" title={words.cancel}>
          <SubmitBar consequence={words.cancelConsequence}>
            <Button kind="danger">{words.cancelSubmit}</Button>
          </SubmitBar>
        </ActForm>
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
  asksWhy?: boolean;
  children?: Child;
}

/** A form that goes with the version of the page. */
function ActForm(props: ActFormProps) {
  const { t, view, name, title, asksWhy, children } = props;
  const labels = { reason: t.counts.why, witness: t.auth.second.login, witnessPassword: t.auth.second.password };
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.countAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labels}
      why={asksWhy ? { name: 'reason', label: t.counts.why } : undefined}
    >
      {children}
    </PaperForm>
  );
}
