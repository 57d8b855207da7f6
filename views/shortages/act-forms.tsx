/** What may be done with a request besides answering it: each act a form that names its consequence. */
import type { Child } from 'hono/jsx';
import type { OpenOrderLine } from '../../src/orders/item-open-queries.ts';
import { paths } from '../../src/paths.ts';
import { openBase } from '../../src/shortages/rules.ts';
import type { Offer } from '../../src/substitutes/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { Advice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import type { ShowProps } from './record-parts.tsx';
import { amountText } from './shortage-words.tsx';

export const ACT_FORMS = [
  'accept',
  'reject',
  'cancel',
  'remainder',
  'outcome',
  'identify',
  'answer',
  'neighbour',
  'list',
  'unlist',
  'message',
  'read',
  'merge',
  'unmerge',
  'part',
  'back',
  'confirm',
  'settle',
  'propose',
] as const;
export type ActForm = (typeof ACT_FORMS)[number];

/** What besides the acts a person may: open a dossier, end parts and take ends back; and whether it still is a wish. */
export type Able = Record<ActForm | 'openDossier' | 'unsettle' | 'wish', boolean>;

export interface ActProps extends ShowProps {
  /** What this person may do now. */
  can: Able;
  /** What another answer may name: open orders of the item, and what can stand in for it. */
  offered?: { orders: OpenOrderLine[]; substitutes: Offer[] } | undefined;
  /** The refused form, and which it is; the others are new. */
  refused?: { form: FormState; of: ActForm } | undefined;
  /** Numbers of submissions, one for each form. */
  keys: Record<ActForm, string>;
}

export function formOf(props: ActProps, act: ActForm): FormState {
  return props.refused?.of === act ? props.refused.form : { values: {}, errors: {}, formErrors: [] };
}

interface FrameProps {
  props: ActProps;
  act: ActForm;
  action: string;
  consequence: Child;
  button: Child;
  children?: Child;
}

/** Hidden key and version, fields, consequence and button. */
export function ActFrame({ props, act, action, consequence, button, children }: FrameProps) {
  return (
    <form class="form" method="post" action={action}>
      <HiddenKey value={props.keys[act]} />
      <Hidden name="version" value={props.show.record.document.version} />
      {children}
      <SubmitBar consequence={consequence}>{button}</SubmitBar>
    </form>
  );
}

export function AcceptForm(props: ActProps) {
  const words = props.t.shortages.accept;
  return (
    <ActFrame
      props={props}
      act="accept"
      action={paths.shortageAcceptance(props.show.record.document.number)}
      consequence={words.consequence}
      button={<Button kind="primary">{words.act}</Button>}
    />
  );
}

type NotedAct = 'reject' | 'cancel' | 'remainder';

function addressOf(act: NotedAct, number: string): string {
  if (act === 'reject') return paths.shortageRejection(number);
  return act === 'cancel' ? paths.shortageCancellation(number) : paths.shortageRemainder(number);
}

/** Reject, cancel, close the rest: one sentence why; folded until wanted or refused. */
export function NotedForm({ act, ...props }: ActProps & { act: NotedAct }) {
  const { t, show, refused } = props;
  const words = t.shortages[act];
  const rest = amountText(t, show.record, openBase(show.record.shortage));
  const consequence = typeof words.consequence === 'string' ? words.consequence : words.consequence(rest);
  return (
    <details class="fold" open={refused?.of === act}>
      <summary class="button">{words.title}</summary>
      <ActFrame
        props={props}
        act={act}
        action={addressOf(act, show.record.document.number)}
        consequence={consequence}
        button={<Button kind={act === 'remainder' ? undefined : 'danger'}>{words.act}</Button>}
      >
        <TextArea
          form={formOf(props, act)}
          name={`${act}.note`}
          label={words.note}
          hint={'hint' in words ? words.hint : undefined}
          maxlength={500}
          required
        />
      </ActFrame>
    </details>
  );
}

/** Did the patient collect it? */
export function OutcomeForm(props: ActProps) {
  const { t, show } = props;
  const words = t.shortages.outcome;
  const form = formOf(props, 'outcome');
  const { arrivedBase } = show.record.shortage;
  const arrived = amountText(t, show.record, arrivedBase);
  const restBase = openBase(show.record.shortage);
  return (
    <Panel title={words.title} level="h3">
      <ActFrame
        props={props}
        act="outcome"
        action={paths.shortageOutcome(show.record.document.number)}
        consequence={words.consequence}
        button={<Button kind="primary">{words.act}</Button>}
      >
        {restBase > 0 && <Advice>{words.rest(arrived, amountText(t, show.record, restBase))}</Advice>}
        <Choices
          form={form}
          name="outcome.outcome"
          label={words.question}
          across
          choices={[
            { value: 'collected', title: words.collected, text: words.collectedText },
            { value: 'no_show', title: words.no_show, text: words.no_showText },
            { value: 'cancelled', title: words.cancelled, text: words.cancelledText },
          ]}
        />
        <Choices
          form={form}
          name="outcome.issue"
          label={words.issue(arrived)}
          hideLabel
          many
          choices={[{ value: '1', title: words.issue(arrived), text: words.issueText }]}
        />
        <TextArea
          form={form}
          name="outcome.note"
          label={words.note}
          note={t.forms.optional}
          hint={words.noteHint}
          maxlength={500}
        />
      </ActFrame>
    </Panel>
  );
}

/** The acts that end a request early, beside its history. */
export function EndingForms(props: ActProps) {
  const { can } = props;
  return (
    <>
      {can.remainder && <NotedForm {...props} act="remainder" />}
      {can.reject && <NotedForm {...props} act="reject" />}
      {can.cancel && <NotedForm {...props} act="cancel" />}
    </>
  );
}
