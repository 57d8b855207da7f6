/** What whoever leads a session may do with it: agenda, attendance of others, beginning, changing, ending. */
import type { Child } from 'hono/jsx';
import { MATTER_KINDS } from '../../src/committee/rules.ts';
import type { Seat, SessionRecord } from '../../src/committee/session-queries.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { Hidden, HiddenKey, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { PlanFields } from './form-page.tsx';

export const LEAD_FORMS = ['change', 'open', 'cancel', 'close', 'attend', 'matter'] as const;
export type LeadForm = (typeof LEAD_FORMS)[number];

/** The last part of the act's address. */
export const ADDRESSES: Record<LeadForm, string> = {
  change: 'plan',
  open: 'opening',
  cancel: 'cancellation',
  close: 'closing',
  attend: 'attendance',
  matter: 'matters',
};

export interface LeadProps {
  t: Words;
  /** UTC milliseconds. */
  now: number;
  record: SessionRecord;
  seats: readonly Seat[];
  keys: () => string;
  can: Record<LeadForm, boolean>;
  refused?: { form: FormState; of: LeadForm } | undefined;
  /** What may be put on the agenda. */
  dossiers: readonly { number: string; name: string }[];
  draft: { number: string; title: string } | undefined;
}

const NEW: FormState = { values: {}, errors: {}, formErrors: [] };

function formOf(props: LeadProps, of: LeadForm): FormState {
  return props.refused?.of === of ? props.refused.form : NEW;
}

interface FrameProps {
  props: LeadProps;
  of: LeadForm;
  title: string;
  consequence: Child;
  button: Child;
  open?: boolean;
  children?: Child;
}

function Frame({ props, of, title, consequence, button, open, children }: FrameProps) {
  const { document } = props.record;
  if (!props.can[of]) return null;
  const form = (
    <form class="form" method="post" action={paths.sessionAct(document.number, ADDRESSES[of])} novalidate>
      <HiddenKey value={props.keys()} />
      <Hidden name="version" value={document.version} />
      {children}
      <SubmitBar consequence={consequence}>{button}</SubmitBar>
    </form>
  );
  if (open) return <Panel title={title}>{form}</Panel>;
  return (
    <details class="fold" open={props.refused?.of === of}>
      <summary class="button">{title}</summary>
      {form}
    </details>
  );
}

function AddMatter(props: LeadProps) {
  const { t, dossiers, draft } = props;
  const words = t.committee.matter;
  const form = formOf(props, 'matter');
  const kinds = MATTER_KINDS.map((kind) => {
    const text =
      kind === 'version' ? (draft === undefined ? words.noDraft : `${draft.number} ${draft.title}`) : undefined;
    const none = (kind === 'version' && draft === undefined) || (kind === 'dossier' && dossiers.length === 0);
    return {
      value: kind,
      title: t.committee.kinds[kind],
      text: kind === 'dossier' && none ? words.noDossiers : text,
      disabled: none,
    };
  });
  return (
    <Frame
      props={props}
      of="matter"
      title={words.title}
      consequence={words.consequence}
      button={<Button>{words.act}</Button>}
    >
      <Choices form={form} name="matter.kind" label={words.kind} choices={kinds} />
      {dossiers.length > 0 && (
        <SelectField
          form={form}
          name="matter.dossier"
          label={words.dossier}
          choose={t.forms.choose}
          options={dossiers.map(({ number, name }) => ({ value: number, label: `${name} ${number}` }))}
        />
      )}
      <TextArea form={form} name="matter.text" label={words.text} hint={words.textHint} maxlength={2000} />
    </Frame>
  );
}

function AttendOther(props: LeadProps) {
  const { t, seats } = props;
  const words = t.committee.attend;
  const absent = seats.filter((seat) => seat.presentAt === null);
  if (absent.length === 0) return null;
  const form = formOf(props, 'attend');
  return (
    <Frame
      props={props}
      of="attend"
      title={words.other}
      consequence={words.ownText}
      button={<Button>{words.act}</Button>}
    >
      <SelectField
        form={form}
        name="attend.person"
        label={words.person}
        choose={t.forms.choose}
        options={absent.map((seat) => ({ value: String(seat.personId), label: `${seat.name} ${seat.organisation}` }))}
      />
      <TextField form={form} name="attend.note" label={words.note} maxlength={300} />
    </Frame>
  );
}

/** Nothing stands against an earlier day, but whoever begins then knows it. */
function Begin(props: LeadProps) {
  const words = props.t.committee.open;
  const { heldOn } = props.record.session;
  const early = heldOn > dayOf(props.now) && <b>{words.early(heldOn)} </b>;
  const consequence = (
    <>
      {early}
      {words.consequence}
    </>
  );
  const button = <Button kind="primary">{words.act}</Button>;
  return <Frame props={props} of="open" title={words.title} consequence={consequence} button={button} open />;
}

/** Everything the leader may do now, apart from the matters; nothing for others. */
export function LeadForms(props: LeadProps) {
  const { t, can } = props;
  if (!Object.values(can).some(Boolean)) return null;
  return (
    <>
      <Begin {...props} />
      <Panel title={t.committee.lead}>
        <div class="stack">
          <AddMatter {...props} />
          <AttendOther {...props} />
          <Ending {...props} />
        </div>
      </Panel>
    </>
  );
}

/** Changing the plan, cancelling, closing. */
function Ending(props: LeadProps) {
  const { t, record } = props;
  const words = t.committee;
  const { title, heldOn, place } = record.session;
  return (
    <>
      <Frame
        props={props}
        of="change"
        title={words.change.title}
        consequence={words.change.consequence}
        button={<Button>{words.change.act}</Button>}
      >
        <PlanFields t={t} form={formOf(props, 'change')} start={{ title, heldOn, place }} />
      </Frame>
      <Frame
        props={props}
        of="cancel"
        title={words.cancel.title}
        consequence={words.cancel.consequence}
        button={<Button kind="danger">{words.cancel.act}</Button>}
      >
        <TextArea form={formOf(props, 'cancel')} name="cancel.note" label={words.cancel.note} maxlength={500} />
      </Frame>
      <Frame
        props={props}
        of="close"
        title={words.close.title}
        consequence={words.close.consequence}
        button={<Button>{words.close.act}</Button>}
      >
        <TextArea
          form={formOf(props, 'close')}
          name="close.minutes"
          label={words.close.minutes}
          hint={words.close.minutesHint}
          rows={6}
          maxlength={8000}
        />
      </Frame>
    </>
  );
}
