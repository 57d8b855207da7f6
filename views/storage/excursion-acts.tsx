/** What is done about an excursion: cause and measures, the decision on chosen lots, closing it. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import { DECISIONS } from '../../src/storage/rules.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { TextArea } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import type { ExcursionPageProps } from './excursion-page.tsx';

/** The boxes beside the lots belong to the form of decisions. */
export const DECIDE_FORM = 'decide-lots';

type Act = Parameters<typeof paths.excursionAct>[1];

function ActForm(props: ExcursionPageProps & { name: Act; title: string; id?: string; children: Child }) {
  const { t, view, name, title, id, children } = props;
  const words = t.storage;
  const labels = {
    cause: words.cause,
    measures: words.measuresTaken,
    decision: words.decision,
    reason: words.reason,
    lot: words.lotsTitle,
  };
  return (
    <PaperForm
      t={t}
      name={name}
      title={title}
      action={paths.excursionAct(view.document.number, name)}
      back={props.form}
      formKey={props.formKey}
      version={view.document.version}
      labels={labels}
      id={id}
    >
      {children}
    </PaperForm>
  );
}

export function CaseActs(props: ExcursionPageProps) {
  const { t, view } = props;
  const words = t.storage;
  const open = view.document.status === 'open';
  const left = view.lots.filter((row) => row.part.decision === null && row.onHand > 0).length;
  const rejected = view.lots.some((row) => row.part.decision === 'rejected' && row.onHand > 0);
  return (
    <>
      {open && view.can.decide && view.lots.some((row) => row.onHand > 0) && <Decision {...props} left={left} />}
      {open && view.can.explain && <Explanation {...props} />}
      {open && view.can.decide && (
        <ActForm {...props} name="closing" title={words.close}>
          <SubmitBar consequence={words.closeConsequence}>
            <Button>{words.close}</Button>
          </SubmitBar>
        </ActForm>
      )}
      {rejected && view.can.report && (
        <Panel title={words.decisions.rejected}>
          <LinkButton href={paths.newLoss({ kind: 'write_off', organisation: view.place.code })}>
            {words.writeOff}
          </LinkButton>
        </Panel>
      )}
    </>
  );
}

function Decision(props: ExcursionPageProps & { left: number }) {
  const { t, left } = props;
  const words = t.storage;
  const form = formOf(props.form, 'decisions');
  return (
    <ActForm {...props} name="decisions" title={words.decide} id={DECIDE_FORM}>
      <Segments
        form={form}
        name="decision"
        label={words.decision}
        options={DECISIONS.map((value) => ({ value, label: words.decisions[value] }))}
      />
      <TextArea form={form} name="reason" label={words.reason} hint={words.decideReasonHint} maxlength={300} required />
      {left > 0 && (
        <label class="check">
          <input type="checkbox" name="everything" value="1" checked={form.values.everything !== undefined} />
          {words.everything}
        </label>
      )}
      <SubmitBar consequence={words.decideConsequence}>
        <Button kind="primary">{words.decideSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}

function Explanation(props: ExcursionPageProps) {
  const { t, view } = props;
  const words = t.storage;
  const form = formOf(props.form, 'explanation');
  return (
    <ActForm {...props} name="explanation" title={words.explain}>
      <TextArea form={form} name="cause" label={words.cause} value={view.case.cause} maxlength={300} required />
      <TextArea
        form={form}
        name="measures"
        label={words.measuresTaken}
        value={view.case.measures}
        maxlength={300}
        required
      />
      <SubmitBar consequence={words.explainConsequence}>
        <Button>{words.explainSubmit}</Button>
      </SubmitBar>
    </ActForm>
  );
}
