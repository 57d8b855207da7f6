/** What may be done with a dossier: each act a form that names its consequence, folded until wanted or refused. */
import type { Child } from 'hono/jsx';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { DossierRecord } from '../../src/selection/dossier-queries.ts';
import type { Reviews } from '../../src/selection/review-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { ItemResults } from '../catalogue/item-picker.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { errorOf, FieldError, Hidden, HiddenKey, SelectField, TextArea } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { ItemFinder } from './choose-page.tsx';

export const NOTED_ACTS = ['return', 'withdraw', 'decline', 'signal', 'keep'] as const;
export type NotedAct = (typeof NOTED_ACTS)[number];
export type ActForm = NotedAct | 'identify' | 'assign' | 'release';

export interface ActProps {
  t: Words;
  record: DossierRecord;
  reviews: Reviews;
  /** What this person may do now. */
  can: Record<ActForm, boolean>;
  keys: (act: ActForm) => string;
  refused?: { form: FormState; of: ActForm } | undefined;
  candidates: readonly { id: number; name: string }[];
  least: number;
  search: { q: string; items: readonly ItemRow[] } | undefined;
}

function formOf(props: ActProps, act: ActForm): FormState {
  return props.refused?.of === act ? props.refused.form : { values: {}, errors: {}, formErrors: [] };
}

/** The last part of the act's address. */
export const ADDRESSES: Record<ActForm, string> = {
  return: 'return',
  withdraw: 'withdrawal',
  decline: 'decline',
  signal: 'signals',
  keep: 'keeping',
  identify: 'identification',
  assign: 'reviewers',
  release: 'release',
};

interface FrameProps {
  props: ActProps;
  act: ActForm;
  consequence: Child;
  button: Child;
  children?: Child;
}

function ActFrame({ props, act, consequence, button, children }: FrameProps) {
  const { number, version } = props.record.document;
  return (
    <form class="form" method="post" action={paths.dossierAct(number, ADDRESSES[act])}>
      <HiddenKey value={props.keys(act)} />
      <Hidden name="version" value={version} />
      {children}
      <SubmitBar consequence={consequence}>{button}</SubmitBar>
    </form>
  );
}

function NotedForm({ act, ...props }: ActProps & { act: NotedAct }) {
  if (!props.can[act]) return null;
  const words = props.t.selection[act];
  const danger = act === 'withdraw' || act === 'decline';
  return (
    <details class="fold" open={props.refused?.of === act}>
      <summary class="button">{words.title}</summary>
      <ActFrame
        props={props}
        act={act}
        consequence={words.consequence}
        button={<Button kind={danger ? 'danger' : undefined}>{words.act}</Button>}
      >
        <TextArea form={formOf(props, act)} name={`${act}.note`} label={words.note} maxlength={1000} required />
      </ActFrame>
    </details>
  );
}

/** Every act with one sentence that is possible now. */
export function NotedForms(props: ActProps) {
  return (
    <>
      {NOTED_ACTS.map((act) => (
        <NotedForm {...props} act={act} />
      ))}
    </>
  );
}

export function IdentifyForm(props: ActProps) {
  const { t, record, search, can } = props;
  if (!can.identify || search === undefined) return null;
  const words = t.selection.identify;
  const form = formOf(props, 'identify');
  return (
    <Panel title={words.title} link={{ href: paths.newItem({ q: search.q }), label: words.add }}>
      <p class="hint">{words.text}</p>
      <ItemFinder t={t} q={search.q} action={paths.dossier(record.document.number)} label={words.search} />
      <ActFrame props={props} act="identify" consequence={words.consequence} button={<Button>{words.act}</Button>}>
        <ItemResults t={t} items={search.items} q={search.q} name="itemCode" offList={false} />
        <FieldError name="itemCode" error={errorOf(form, 'itemCode')} />
      </ActFrame>
    </Panel>
  );
}

export function AssignForm(props: ActProps) {
  const { t, can, candidates, least, record } = props;
  if (!can.assign) return null;
  const words = t.selection.assign;
  const started = record.document.status === 'scoring';
  const body =
    candidates.length === 0 ? (
      <p class="note">{words.none}</p>
    ) : (
      <ActFrame
        props={props}
        act="assign"
        consequence={words.consequence}
        button={<Button kind={started ? undefined : 'primary'}>{words.act}</Button>}
      >
        <Choices
          form={formOf(props, 'assign')}
          name="reviewers"
          label={words.reviewers}
          hint={words.hint(least)}
          many
          across
          choices={candidates.map(({ id, name }) => ({ value: String(id), title: name }))}
        />
      </ActFrame>
    );
  if (!started) return <Panel title={words.title}>{body}</Panel>;
  return (
    <details class="fold" open={props.refused?.of === 'assign'}>
      <summary class="button">{words.more}</summary>
      {body}
    </details>
  );
}

export function ReleaseForm(props: ActProps) {
  const { t, can, reviews } = props;
  const waiting = reviews.assignments.filter((each) => !each.in);
  if (!can.release || waiting.length === 0) return null;
  const words = t.selection.release;
  const form = formOf(props, 'release');
  return (
    <details class="fold" open={props.refused?.of === 'release'}>
      <summary class="button">{words.title}</summary>
      <ActFrame
        props={props}
        act="release"
        consequence={words.consequence}
        button={<Button kind="danger">{words.act}</Button>}
      >
        <SelectField
          form={form}
          name="release.person"
          label={words.person}
          choose={t.forms.choose}
          options={waiting.map((each) => ({ value: String(each.personId), label: each.name }))}
        />
        <TextArea form={form} name="release.note" label={words.note} maxlength={500} required />
      </ActFrame>
    </details>
  );
}
