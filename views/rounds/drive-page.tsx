/** A round in the driver's hand: the next stop first, each told with a name, a signature, a photo; made for a phone. */
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { Piece } from '../../src/rounds/loading-rules.ts';
import type { RoundView } from '../../src/rounds/page-queries.ts';
import type { RoundLoad, RoundStop } from '../../src/rounds/round-record.ts';
import type { RoundState } from '../../src/rounds/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { headingDay } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { DepartForm, RoadActs } from './act-forms.tsx';
import { LoadingPanel } from './loading-panel.tsx';
import { StopForms } from './stop-forms.tsx';
import { RoundStatus, StopStatus } from './words.tsx';

export interface DrivePageProps {
  t: Words;
  view: RoundView;
  form: { name: string; state: FormState };
  formKey: () => string;
  now: number;
  /** What the last box meant that was scanned without scripts. */
  scanned?: string | undefined;
}

export interface Passed extends RoundStop {
  loads: RoundLoad[];
}

export function DrivePage(props: DrivePageProps) {
  const { t, view } = props;
  const words = t.rounds;
  const { document, round, routeName } = view;
  const status = document.status as RoundState;
  const passed: Passed[] = view.stops
    .map((one) => ({ ...one, loads: view.loads.filter((load) => load.stopId === one.stop.id) }))
    .filter((one) => one.loads.length > 0);
  const open = passed.filter(({ stop }) => stop.outcome === null);
  const done = passed.filter(({ stop }) => stop.outcome !== null);
  return (
    <>
      <PageHead
        title={routeName}
        crumbs={[
          { label: words.drives, href: paths.drives() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<RoundStatus t={t} status={status} badge />}
        actions={
          <LinkButton icon="i-print" href={paths.roundManifest(document.number)} newTab print>
            {words.manifest}
          </LinkButton>
        }
        facts={[headingDay(t, round.day), view.vehicle.code, words.loadCount(passed.length, view.loads.length)]}
      />
      <Refused {...props} done={done} />
      {status === 'planned' && (
        <>
          <Notice title={words.notLeft} tone="info">
            <p>{words.notLeftText}</p>
          </Notice>
          <LoadingPanel {...props} />
          <DepartForm {...props} />
        </>
      )}
      {status === 'under_way' && open.length === 0 && (
        <Notice title={words.allTold} tone="accent">
          <p>{words.allToldText}</p>
        </Notice>
      )}
      {open.map((one, index) => (
        <StopPanel {...props} one={one} next={index === 0 && status === 'under_way'} />
      ))}
      {status === 'under_way' && <RoadActs {...props} />}
      {done.map((one) => (
        <StopPanel {...props} one={one} next={false} />
      ))}
    </>
  );
}

/** What was refused of a stop that a colleague has told meanwhile: its form is gone, the sentence stays. */
function Refused({ form, done }: DrivePageProps & { done: Passed[] }) {
  const said = Object.values(form.state.errors).concat(form.state.formErrors);
  const gone = done.some(({ stop }) => form.name === `stop${stop.id}`);
  const [first] = said;
  return gone && first !== undefined ? <Notice title={first} tone="danger" role="alert" /> : null;
}

function StopPanel(props: DrivePageProps & { one: Passed; next: boolean }) {
  const { t, view, one, next } = props;
  const words = t.rounds;
  const { stop, member, loads } = one;
  const status = view.document.status as RoundState;
  const facts = [
    { label: words.planned, value: timeOf(stop.plannedAt) },
    ...(member.contact ? [{ label: words.contact, value: member.contact }] : []),
    { label: words.dispatches, value: <Loads t={t} loads={loads} left={view.left} /> },
    { label: words.outcome, value: <StopStatus t={t} stop={stop} status={status} /> },
  ];
  const title = `${stop.position}. ${member.shortName}`;
  return (
    <Panel title={title} id={`stop-${stop.id}`} {...(next && { note: words.nextStop })}>
      <Facts facts={facts} />
      {status === 'under_way' && stop.outcome === null && <StopForms {...props} one={one} next={next} />}
    </Panel>
  );
}

function Loads({ t, loads, left }: { t: Words; loads: RoundLoad[]; left: readonly Piece[] }) {
  const words = t.rounds;
  return (
    <>
      {loads.map((load) => (
        <div class="load-line">
          <span class="code">{load.number}</span> <small>{words.lineCount(load.lines)}</small>{' '}
          {left.some((piece) => piece.loadId === load.id && piece.boxId === null) && (
            <Tag icon="i-info">{t.packing.loading.left}</Tag>
          )}
          {load.zone !== null && <Tag icon="i-thermo">{words.zones[load.zone]}</Tag>}
          {load.controlled > 0 && <Tag icon="i-lock">{words.controlled}</Tag>}
        </div>
      ))}
    </>
  );
}
