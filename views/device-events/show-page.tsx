/** One adverse event: what happened with which thing, whether the national system knows, files, acts and timeline. */
import type { Child } from 'hono/jsx';
import type { EventView } from '../../src/device-events/page-queries.ts';
import type { DeviceEventActPath } from '../../src/fault-paths.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { PaperAct } from '../documents/paper-act.tsx';
import { PaperPage } from '../documents/paper-page.tsx';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { type Fact, Facts, knownFacts, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { EventClassTag, EventDue, EventStatus } from './words.tsx';

export interface DeviceEventPageProps {
  t: Words;
  view: EventView;
  back: FormBack;
  formKey: () => string;
  today: string;
}

export function DeviceEventPage(props: DeviceEventPageProps) {
  const { t, view } = props;
  const words = t.deviceEvents;
  const { document, asset } = view;
  return (
    <PaperPage
      t={t}
      title={asset.name}
      number={document.number}
      crumbs={[{ label: words.title, href: paths.deviceEvents() }]}
      status={<EventStatus t={t} status={view.status} badge />}
      facts={[document.number, view.user.shortName, asset.room]}
      files={{ title: words.files, lines: view.files, formKey: view.can.keepFiles ? props.formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={view.can.office && <OfficeActs {...props} />}
    >
      <Panel title={words.event} padded={false}>
        <Facts body facts={eventFacts(props)} />
      </Panel>
      <Panel title={words.device} padded={false}>
        <Facts body facts={deviceFacts(props)} />
      </Panel>
    </PaperPage>
  );
}

function eventFacts({ t, view, today }: DeviceEventPageProps): Fact[] {
  const words = t.deviceEvents;
  const { event, status } = view;
  return knownFacts([
    { label: words.eventClass, value: <EventClassTag t={t} eventClass={event.eventClass} /> },
    { label: words.occurredOn, value: event.occurredOn },
    { label: words.what, value: event.what },
    { label: words.harm, value: event.harm },
    { label: words.stop, value: event.stopped ? words.wasStopped : words.wentOn },
    status === 'open' && {
      label: words.dueOn,
      value: <EventDue t={t} dueOn={event.dueOn} today={today} />,
      note: event.dueOn,
    },
    { label: words.nationalNumber, value: event.nationalNumber ?? '' },
    { label: words.forwardedOn, value: event.forwardedOn ?? '' },
  ]);
}

function deviceFacts({ t, view }: DeviceEventPageProps): Fact[] {
  const { asset } = view;
  const words = t.equipment;
  return knownFacts([
    { label: words.number, value: <Code href={paths.equipmentCard(asset.number)}>{asset.number}</Code> },
    { label: words.state, value: <AssetStatus t={t} status={asset.status} /> },
    { label: words.registrationNumber, value: asset.registrationNumber ?? '' },
    { label: words.model, value: asset.model },
    { label: words.serialNumber, value: asset.serialNumber ?? '' },
    { label: 'UDI', value: asset.udiDi ?? '' },
    { label: words.maker, value: asset.maker },
  ]);
}

function OfficeActs(props: DeviceEventPageProps) {
  const { t, view, back, today } = props;
  const words = t.deviceEvents;
  if (view.status === 'forwarded') return <Act {...props} name="recall" asksWhy />;
  if (view.status !== 'open') return null;
  const form = formOf(back, 'forwarding');
  return (
    <>
      <Act {...props} name="forwarding" kind="primary">
        <TextField form={form} name="nationalNumber" label={words.nationalNumber} maxlength={60} required />
        <TextField form={form} name="forwardedOn" label={words.forwardedOn} type="date" value={today} required />
      </Act>
      <Act {...props} name="withdrawal" kind="danger" asksWhy />
    </>
  );
}

interface ActProps extends DeviceEventPageProps {
  name: DeviceEventActPath;
  kind?: 'primary' | 'danger';
  asksWhy?: boolean;
  children?: Child;
}

function Act({ view, ...props }: ActProps) {
  const words = props.t.deviceEvents;
  const { number, version } = view.document;
  const labels = { nationalNumber: words.nationalNumber, forwardedOn: words.forwardedOn };
  return <PaperAct {...props} {...{ words, version, labels }} action={paths.deviceEventAct(number, props.name)} />;
}
