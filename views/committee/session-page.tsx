/** One session: who has a seat and came, the agenda with its votes, and the acts of whoever leads it. */
import type { Seat, SessionRecord, ShownMatter } from '../../src/committee/session-queries.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { clauseComma, momentText } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Log } from '../ui/timeline.tsx';
import { planLabels } from './form-page.tsx';
import { LeadForms, type LeadProps } from './lead-forms.tsx';
import { type MatterForm, MatterPanel } from './matter-panel.tsx';
import { SessionStatus, stateOf } from './session-words.tsx';

export interface SessionPageProps extends LeadProps {
  now: number;
  record: SessionRecord;
  seats: readonly Seat[];
  agenda: readonly ShownMatter[];
  timeline: readonly ActRow[];
  quorum: number;
  /** Shares of the rule of the day, such as `2/3`. */
  shares: { present: string; favour: string };
  reader: { userId: number; leads: boolean; votes: boolean };
  /** Why the reader can only be recused, by matter. */
  conflicts: Map<number, string>;
  refusedMatter?: { form: FormState; of: MatterForm; matterId: number } | undefined;
}

function errorLabels(t: Words): Record<string, string> {
  const words = t.committee;
  return {
    ...planLabels(t),
    choice: words.vote.choice,
    reason: words.vote.reason,
    'matter.kind': words.matter.kind,
    'matter.dossier': words.matter.dossier,
    'matter.text': words.matter.text,
    'attend.person': words.attend.person,
    'attend.note': words.attend.note,
    'cancel.note': words.cancel.note,
    'close.minutes': words.close.minutes,
    'adjourn.note': words.adjourn.note,
  };
}

/** Who has a seat and is not there yet signs in first: before the matters, where a thumb finds it. */
function SignIn({ t, record, seats, reader, keys }: SessionPageProps) {
  const words = t.committee.attend;
  const own = seats.find((seat) => seat.personId === reader.userId);
  if (stateOf(record) !== 'open' || !reader.votes || own === undefined || own.presentAt !== null) return null;
  const form = (
    <form method="post" action={paths.sessionAct(record.document.number, 'attendance')}>
      <HiddenKey value={keys()} />
      <Hidden name="attend.person" value={reader.userId} />
      <Button kind="primary">{words.own}</Button>
    </form>
  );
  return <Notice title={words.ownText} icon="s-todo" buttons={form} />;
}

function Attendance({ t, seats, quorum }: SessionPageProps) {
  const words = t.committee;
  const present = seats.filter((seat) => seat.presentAt !== null).length;
  return (
    <Panel title={words.seatsTitle} note={words.seatsLine(present, seats.length, quorum)}>
      <p>{present >= quorum ? words.quorumMet : words.quorumMissing(quorum - present)}</p>
      <ul>
        {seats.map((seat) => (
          <li>
            <Status icon={seat.presentAt === null ? 's-todo' : 's-done'}>
              {seat.presentAt === null ? words.absent : words.present}
            </Status>{' '}
            {seat.name} <span class="muted small">{seat.organisation}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Agenda(props: SessionPageProps) {
  const { t, record, seats, agenda, reader, conflicts, refusedMatter } = props;
  const state = stateOf(record);
  const present = seats.filter((seat) => seat.presentAt !== null);
  const came = present.some((seat) => seat.personId === reader.userId);
  const running = state === 'called' || state === 'open';
  const uncounted = agenda.some((each) => each.kind === 'dossier' && each.decidedAt === null);
  if (agenda.length === 0) return <Notice title={t.committee.noMatters} />;
  return (
    <>
      {agenda.map((matter) => (
        <MatterPanel
          t={t}
          number={record.document.number}
          state={state}
          matter={matter}
          present={present.length}
          keys={props.keys}
          can={{
            vote: state === 'open' && reader.votes && came,
            decide: state === 'open' && reader.leads,
            remove: running && reader.leads,
          }}
          beforeDossiers={running && matter.kind === 'version' && uncounted}
          conflict={conflicts.get(matter.id)}
          refused={refusedMatter?.matterId === matter.id ? refusedMatter : undefined}
        />
      ))}
    </>
  );
}

function History({ t, timeline, now }: SessionPageProps) {
  const entries = timeline.toReversed().map((act) => {
    const { matter, member, outcome } = act.detail ?? {};
    const decided = t.committee.outcome[outcome as 'passed'];
    const said = [matter, member, decided, act.note].filter((part) => typeof part === 'string' && part !== '');
    return {
      act: t.committee.acts[act.act] ?? act.act,
      text: said.join(clauseComma(t)),
      by: t.committee.by(act.organisationName, act.actorName, momentText(t, act.at, now)),
    };
  });
  return (
    <Panel title={t.committee.timeline} padded={false}>
      <Log body entries={entries} />
    </Panel>
  );
}

export function SessionPage(props: SessionPageProps) {
  const { t, record, refused, refusedMatter, shares } = props;
  const words = t.committee;
  const state = stateOf(record);
  const { number } = record.document;
  const { title, heldOn, place, minutes } = record.session;
  const wrong = refused?.form ?? refusedMatter?.form;
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { label: words.title, href: paths.committee() },
          { label: number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<SessionStatus t={t} state={state} badge />}
        facts={[heldOn, place].filter((text) => text !== '')}
        actions={
          state === 'closed' && (
            <LinkButton icon="i-print" href={paths.sessionMinutes(number)} print newTab>
              {words.minutes.print}
            </LinkButton>
          )
        }
      />
      {wrong && <ErrorSummary t={t} form={wrong} labels={errorLabels(t)} />}
      <Columns>
        <div class="stack">
          <Advice>{words.rule(shares.present, shares.favour)}</Advice>
          {state === 'open' && <Advice icon="i-lock">{words.secret}</Advice>}
          <SignIn {...props} />
          <Agenda {...props} />
          {state === 'closed' && (
            <Panel title={words.minutes.title}>
              {minutes === '' ? (
                <p class="note">{words.minutes.none}</p>
              ) : (
                minutes.split('\n').map((line) => <p>{line}</p>)
              )}
            </Panel>
          )}
          <LeadForms {...props} />
        </div>
        <Rail label={words.seatsTitle}>
          <Attendance {...props} />
          <History {...props} />
        </Rail>
      </Columns>
    </>
  );
}
