/** What can be done with a round in its state, each act in a form of its own that says what it will do. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { RoundActPath } from '../../src/round-paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Panel } from '../ui/panel.tsx';
import { CrewFields, LoadChoices } from './crew-fields.tsx';
import { Unloaded } from './loading-panel.tsx';
import type { RoundPageProps } from './show-page.tsx';

type ActProps = Pick<RoundPageProps, 't' | 'view' | 'form' | 'formKey'>;

interface ActFormProps extends ActProps {
  name: RoundActPath;
  labels?: Record<string, string>;
  consequence: string;
  submit: string;
  kind?: 'primary' | 'danger';
  children?: Child;
}

function ActForm(props: ActFormProps) {
  const { t, view, name, labels, kind } = props;
  const { number, version } = view.document;
  return (
    <form class="form" method="post" action={paths.roundAct(number, name)}>
      <ErrorSummary t={t} form={formOf(props.form, name)} {...(labels && { labels })} />
      <HiddenKey value={props.formKey()} />
      <Hidden name="version" value={version} />
      {props.children}
      <SubmitBar consequence={props.consequence}>
        <Button {...(kind && { kind })}>{props.submit}</Button>
      </SubmitBar>
    </form>
  );
}

function Folded({ form, name, title, children }: ActProps & { name: string; title: string; children: Child }) {
  return (
    <details class="fold" open={form.name === name}>
      <summary class="button">{title}</summary>
      {children}
    </details>
  );
}

/** Everything that the state allows this person. */
export function RoundActs(props: RoundPageProps) {
  const { view } = props;
  const { status } = view.document;
  if (status === 'planned') {
    return (
      <>
        {view.can.drive && <DepartForm {...props} />}
        {view.can.plan && <LoadForm {...props} />}
        {view.can.plan && <CrewForm {...props} />}
        {view.can.plan && <WhyForm {...props} name="cancellation" words={whyWords(props.t, 'cancel')} />}
      </>
    );
  }
  if (status !== 'under_way' || !view.can.drive) return null;
  return <RoadActs {...props} />;
}

/** The way home: as the driver's page offers it too. */
export function RoadActs(props: ActProps) {
  const { view } = props;
  const open = view.stops.some(({ stop }) => stop.outcome === null);
  return (
    <>
      <EndForm {...props} />
      {open && <WhyForm {...props} name="breaking-off" words={whyWords(props.t, 'breakOff')} />}
    </>
  );
}

function whyWords({ rounds: words }: Words, act: 'cancel' | 'breakOff') {
  return { title: words[act], submit: words[`${act}Submit`], consequence: words[`${act}Consequence`] };
}

interface WhyFormProps extends ActProps {
  name: 'cancellation' | 'breaking-off';
  words: { title: string; submit: string; consequence: string };
}

function WhyForm(props: WhyFormProps) {
  const { t, name, words } = props;
  const { reason } = t.rounds;
  return (
    <Folded {...props} title={words.title}>
      <ActForm {...props} labels={{ reason }} consequence={words.consequence} submit={words.submit} kind="danger">
        <TextField form={formOf(props.form, name)} name="reason" label={reason} maxlength={200} required />
      </ActForm>
    </Folded>
  );
}

/** One field for each box that rides along. */
function ChillFields({ t, view, form, name }: ActProps & { name: RoundActPath }) {
  return (
    <>
      {view.chills.map(({ carrier }) => (
        <TextField
          form={formOf(form, name)}
          name={`chill.${carrier.id}`}
          label={t.rounds.startTenths(carrier.code)}
          inputmode="text"
          maxlength={20}
        />
      ))}
    </>
  );
}

const chillLabels = ({ t, view }: ActProps) =>
  Object.fromEntries(view.chills.map(({ carrier }) => [`chill.${carrier.id}`, t.rounds.startTenths(carrier.code)]));

export function DepartForm(props: ActProps) {
  const { t, form } = props;
  const words = t.rounds;
  const { why, title } = t.packing.loading;
  const labels = { ...chillLabels(props), seal: words.seal, without: title, reason: why };
  return (
    <Panel title={words.departTitle} id="departure">
      <ActForm
        {...props}
        name="departure"
        labels={labels}
        consequence={words.departConsequence}
        submit={words.depart}
        kind="primary"
      >
        <ChillFields {...props} name="departure" />
        <TextField
          form={formOf(form, 'departure')}
          name="seal"
          label={words.seal}
          note={words.sealHint}
          maxlength={40}
        />
        <Unloaded {...props} />
      </ActForm>
    </Panel>
  );
}

function LoadForm(props: RoundPageProps) {
  const { t, view, form } = props;
  const words = t.rounds;
  if (view.waiting.length === 0) return null;
  return (
    <Folded {...props} name="loads" title={words.add}>
      <ActForm
        {...props}
        name="loads"
        labels={{ dispatch: words.dispatches }}
        consequence={words.addConsequence}
        submit={words.addSubmit}
      >
        <LoadChoices t={t} form={formOf(form, 'loads')} waiting={view.waiting} ticked={false} />
      </ActForm>
    </Folded>
  );
}

function CrewForm(props: RoundPageProps) {
  const { t, view, form } = props;
  const words = t.rounds;
  const boxes = view.chills.filter(({ carrier }) => carrier.kind === 'cold_box').map(({ carrier }) => carrier.id);
  const chosen = { driver: view.round.driverId, vehicle: view.round.vehicleId, coldBoxes: boxes };
  const labels = { driver: words.driver, vehicle: words.vehicle, coldBox: words.coldBoxes };
  return (
    <Folded {...props} name="crew" title={words.crew}>
      <ActForm {...props} name="crew" labels={labels} consequence={words.crewConsequence} submit={words.crewSubmit}>
        <CrewFields
          t={t}
          form={formOf(form, 'crew')}
          drivers={props.drivers}
          carriers={props.carriers}
          chosen={chosen}
        />
      </ActForm>
    </Folded>
  );
}

function EndForm(props: ActProps) {
  const words = props.t.rounds;
  return (
    <Panel title={words.endTitle} id="ending">
      <ActForm
        {...props}
        name="ending"
        labels={chillLabels(props)}
        consequence={words.endConsequence}
        submit={words.end}
        kind="primary"
      >
        <ChillFields {...props} name="ending" />
      </ActForm>
    </Panel>
  );
}
