/** What the driver tells of a stop: handed over, refused, or not reached. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { Outcome } from '../../src/rounds/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import { kept } from '../layout/outbox.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FileField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { scoped } from '../ui/form-state.ts';
import type { DrivePageProps, Passed } from './drive-page.tsx';
import { StopBoxes } from './stop-boxes.tsx';

interface StopFormsProps extends DrivePageProps {
  one: Passed;
  /** The stop that comes next is open, the others fold. */
  next: boolean;
}

const EMPTY: FormState = { values: {}, errors: {}, formErrors: [] };

/** The state of one of the forms of a stop: what came back of it, or a new one. */
function stateOf({ form: back, one }: StopFormsProps, outcome: Outcome): FormState {
  const mine = back.name === `stop${one.stop.id}` && back.state.values['outcome']?.[0] === outcome;
  return scoped(mine ? back.state : EMPTY, `${outcome}${one.stop.id}`);
}

export function StopForms(props: StopFormsProps) {
  const { t, next, form: back, one } = props;
  const words = t.rounds;
  const came = back.name === `stop${one.stop.id}` ? back.state.values['outcome']?.[0] : undefined;
  return (
    <>
      <details class="fold" open={next || came === 'handed'}>
        <summary class="button">{words.hand}</summary>
        <HandForm {...props} />
      </details>
      <details class="fold" open={came === 'refused'}>
        <summary class="button">{words.refuse}</summary>
        <StopForm {...props} outcome="refused" consequence={words.refuseConsequence} submit={words.refuseSubmit}>
          <Named {...props} outcome="refused" label={words.refuser} />
          <Why {...props} outcome="refused" />
        </StopForm>
      </details>
      <details class="fold" open={came === 'missed'}>
        <summary class="button">{words.miss}</summary>
        <StopForm {...props} outcome="missed" consequence={words.missConsequence} submit={words.missSubmit}>
          <Why {...props} outcome="missed" />
        </StopForm>
      </details>
    </>
  );
}

interface StopFormProps extends StopFormsProps {
  outcome: Outcome;
  consequence: string;
  submit: string;
  kind?: 'primary';
  children: Child;
}

function StopForm(props: StopFormProps) {
  const { t, view, one, outcome, kind } = props;
  const words = t.rounds;
  const labels = {
    box: t.packing.boxes,
    without: t.packing.boxes,
    receiver: words.receiver,
    reason: words.reason,
    degrees: words.degreesLabel,
    photo: words.photo,
  };
  return (
    <form
      class="form"
      method="post"
      enctype="multipart/form-data"
      action={paths.driveStop(view.document.number)}
      data-told="stop"
      {...kept(t.outbox.kinds.stop(outcome, one.member.shortName), { group: `stop-${one.stop.id}` })}
    >
      <ErrorSummary t={t} form={stateOf(props, outcome)} labels={labels} />
      <HiddenKey value={props.formKey()} />
      <Hidden name="stop" value={one.stop.id} />
      <Hidden name="outcome" value={outcome} />
      <Hidden name="deviceAt" value="" />
      <Hidden name="deviceSentAt" value="" />
      {props.children}
      <SubmitBar consequence={props.consequence}>
        <Button {...(kind && { kind })}>{props.submit}</Button>
      </SubmitBar>
    </form>
  );
}

function Named(props: StopFormsProps & { outcome: Outcome; label: string }) {
  return (
    <TextField
      form={stateOf(props, props.outcome)}
      name="receiver"
      label={props.label}
      maxlength={40}
      autocomplete="off"
      required
    />
  );
}

function Why(props: StopFormsProps & { outcome: Outcome }) {
  const { reason } = props.t.rounds;
  return <TextField form={stateOf(props, props.outcome)} name="reason" label={reason} maxlength={200} required />;
}

function HandForm(props: StopFormsProps) {
  const { t, one } = props;
  const words = t.rounds;
  const form = stateOf(props, 'handed');
  const cold = one.loads.some((load) => load.zone !== null);
  return (
    <StopForm {...props} outcome="handed" consequence={words.handConsequence} submit={words.hand} kind="primary">
      <StopBoxes
        t={t}
        form={form}
        stopId={one.stop.id}
        boxes={props.view.boxes}
        scanned={props.form.name === `stop${one.stop.id}` ? props.scanned : undefined}
      />
      <Named {...props} outcome="handed" label={words.receiver} />
      {cold && (
        <TextField
          form={form}
          name="degrees"
          label={words.degreesLabel}
          hint={words.degreesHint}
          maxlength={20}
          required
        />
      )}
      <div class="field signature" data-signature={words.signHere} data-clear={words.signClear} />
      <FileField form={form} name="photo" label={words.photo} note={words.photoHint} accept="image/*" />
    </StopForm>
  );
}
