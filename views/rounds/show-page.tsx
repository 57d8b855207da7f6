/** One round: facts, stops with what they get and what became of it, and the acts of its state. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { PrintLine } from '../../src/print/print-queries.ts';
import type { Driver } from '../../src/rounds/driver-queries.ts';
import type { RoundView } from '../../src/rounds/page-queries.ts';
import type { CarrierLine } from '../../src/rounds/route-queries.ts';
import type { RoundState } from '../../src/rounds/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { LinkButton } from '../ui/button.tsx';
import { clauseComma, fullMoment, headingDay } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Fact, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Log } from '../ui/timeline.tsx';
import { RoundActs } from './act-forms.tsx';
import { StopRows } from './stop-rows.tsx';
import { RoundStatus } from './words.tsx';

export interface RoundPageProps {
  t: Words;
  view: RoundView;
  drivers: Driver[];
  carriers: CarrierLine[];
  files: AttachmentLine[];
  prints: readonly PrintLine[];
  form: { name: string; state: FormState };
  formKey: () => string;
  now: number;
}

export function RoundPage(props: RoundPageProps) {
  const { t, view, files } = props;
  const words = t.rounds;
  const { document, round, routeName, house } = view;
  const status = document.status as RoundState;
  const actions = (
    <>
      {view.can.drive && status !== 'cancelled' && (
        <LinkButton href={paths.drive(document.number)}>{words.drive}</LinkButton>
      )}
      <PrintButton kind="manifest" number={document.number} formKey={props.formKey()} label={words.manifest} />
    </>
  );
  return (
    <>
      <PageHead
        title={routeName}
        crumbs={[
          { label: words.title, href: paths.rounds() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<RoundStatus t={t} status={status} badge />}
        facts={[headingDay(t, round.day), house.shortName, document.number]}
        actions={actions}
      />
      <Facts across facts={factsOf(t, view)} />
      <Columns kind="doc">
        <Panel title={words.stopsTitle} padded={false}>
          <StopRows {...props} />
        </Panel>
        <Rail label={words.timeline}>
          <RoundActs {...props} />
          <Attachments t={t} subject={`document ${document.number}`} lines={files} title={words.files} />
          <PrintList t={t} prints={props.prints} />
          <Timeline {...props} />
        </Rail>
      </Columns>
    </>
  );
}

function factsOf(t: Words, view: RoundView): Fact[] {
  const words = t.rounds;
  const { round, vehicle, driverName, chills, loads } = view;
  const boxes = chills.map(({ chill, carrier }) => {
    const degrees = [chill.startTenths, chill.endTenths].filter((one) => one !== null).map(words.degrees);
    return [carrier.code, degrees.join(' → ')].join(' ').trim();
  });
  const stops = new Set(loads.map((load) => load.stopId)).size;
  return [
    { label: words.driver, value: driverName },
    { label: words.vehicle, value: vehicle.code, note: vehicle.name },
    ...(boxes.length > 0 ? [{ label: words.coldBoxes, value: boxes.join(clauseComma(t)) }] : []),
    { label: words.leaves, value: timeOf(round.leavesAt) },
    ...(round.departedAt === null ? [] : [{ label: words.departed, value: timeOf(round.departedAt) }]),
    ...(round.endedAt === null ? [] : [{ label: words.ended, value: timeOf(round.endedAt) }]),
    ...(round.seal === null ? [] : [{ label: words.seal, value: round.seal }]),
    { label: words.loads, value: words.loadCount(stops, loads.length) },
  ];
}

function textOf(t: Words, detail: Record<string, unknown> | null): string {
  const words = t.rounds;
  if (detail === null) return '';
  const { place, receiver, happenedAt, dispatches, outside } = detail;
  const parts = [
    typeof dispatches === 'string' ? dispatches : '',
    typeof place === 'string' ? place : '',
    typeof receiver === 'string' ? receiver : '',
    typeof happenedAt === 'number' ? fullMoment(happenedAt) : '',
    typeof outside === 'number' ? words.degrees(outside) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const MOST_ACTS = 60;

function Timeline({ t, view }: RoundPageProps) {
  const words = t.rounds;
  const entries = [...view.acts]
    .reverse()
    .slice(0, MOST_ACTS)
    .map((act) => ({
      act: words.acts[act.act as keyof typeof words.acts],
      text: [textOf(t, act.detail), act.note ?? ''].join(' ').trim(),
      by: `${act.organisationName} ${act.actorName} ${fullMoment(act.at)}`,
    }));
  return (
    <Panel title={words.timeline} padded={false}>
      <Log body entries={entries} />
    </Panel>
  );
}
