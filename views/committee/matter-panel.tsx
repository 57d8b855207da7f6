/** One matter of the agenda: what it is about, how many have voted, the ballot, and the count once it is decided. */
import type { SessionState } from '../../src/committee/rules.ts';
import { CHOICES } from '../../src/committee/rules.ts';
import type { ShownMatter } from '../../src/committee/session-queries.ts';
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { Advice } from '../ui/notice.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { countsText, kindOf, OutcomeStatus, reasonText } from './session-words.tsx';

/** The forms that one matter has. */
export type MatterForm = 'vote' | 'decide' | 'adjourn';

export interface MatterProps {
  t: Words;
  number: string;
  state: SessionState;
  matter: ShownMatter;
  present: number;
  keys: () => string;
  can: { vote: boolean; decide: boolean; remove: boolean };
  /** Dossiers of the same agenda are not counted yet: what passes goes into the draft, which must be voted after. */
  beforeDossiers: boolean;
  /** Why the reader can only be recused; undefined when nothing is in the way. */
  conflict: string | undefined;
  /** The refused form of this matter and which it is. */
  refused: { form: FormState; of: MatterForm } | undefined;
}

const NEW: FormState = { values: {}, errors: {}, formErrors: [] };

function Subject({ matter }: { matter: ShownMatter }) {
  const { documentNumber, kind } = matter;
  if (documentNumber === null) return null;
  const href = kind === 'dossier' ? paths.dossier(documentNumber) : paths.formulary();
  return <Code href={href}>{documentNumber}</Code>;
}

function movedOn({ matter }: MatterProps): boolean {
  return (
    matter.decidedAt === null && matter.documentVersion !== null && matter.documentVersion !== matter.currentVersion
  );
}

function Ballot(props: MatterProps) {
  const { t, number, matter, conflict, refused } = props;
  const words = t.committee.vote;
  const form = refused?.of === 'vote' ? refused.form : NEW;
  const choices = CHOICES.filter((choice) => conflict === undefined || choice === 'recused');
  return (
    <form class="form" method="post" action={paths.matterAct(number, matter.id, 'vote')} novalidate>
      <HiddenKey value={props.keys()} />
      <Hidden name="documentVersion" value={matter.currentVersion ?? ''} />
      {conflict !== undefined && <Advice tone="warn">{words.conflicted(reasonText(t, conflict))}</Advice>}
      <Choices
        form={form}
        name="choice"
        label={words.choice}
        across
        choices={choices.map((choice) => ({ value: choice, title: t.committee.choices[choice] }))}
      />
      <TextArea form={form} name="reason" label={words.reason} hint={words.reasonHint} maxlength={500} />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.act}</Button>
      </SubmitBar>
    </form>
  );
}

function Deciding(props: MatterProps) {
  const { t, number, matter, refused } = props;
  const words = t.committee.decide;
  const form = refused?.of === 'decide' ? refused.form : NEW;
  return (
    <details class="fold" open={refused?.of === 'decide'}>
      <summary class="button">{words.title}</summary>
      <form class="form" method="post" action={paths.matterAct(number, matter.id, 'decision')} novalidate>
        <HiddenKey value={props.keys()} />
        <TextArea form={form} name="reason" label={words.reason} hint={words.reasonHint} maxlength={1000} />
        <SubmitBar consequence={words.consequence}>
          <Button>{words.act}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}

/** Once a vote was cast a matter is adjourned, not removed: the votes stay in the minutes. */
function Adjourning(props: MatterProps) {
  const { t, number, matter, refused } = props;
  const words = t.committee.adjourn;
  const form = refused?.of === 'adjourn' ? refused.form : NEW;
  return (
    <details class="fold" open={refused?.of === 'adjourn'}>
      <summary class="button">{words.title}</summary>
      <form class="form" method="post" action={paths.matterAct(number, matter.id, 'adjournment')} novalidate>
        <HiddenKey value={props.keys()} />
        <TextArea form={form} name="adjourn.note" label={words.note} hint={words.noteHint} maxlength={500} />
        <SubmitBar consequence={words.consequence}>
          <Button>{words.act}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}

function Removing({ t, number, matter, keys }: MatterProps) {
  return (
    <form method="post" action={paths.matterAct(number, matter.id, 'removal')}>
      <HiddenKey value={keys()} />
      <Button kind="plain" small>
        {t.committee.matter.remove}
      </Button>
    </form>
  );
}

/** Who voted how: only after the session is closed are there any rows. */
export function VotesTable({ t, matter }: { t: Words; matter: ShownMatter }) {
  const words = t.committee.minutes;
  if (matter.votes.length === 0) return null;
  return (
    <Table
      caption={words.votes}
      head={
        <>
          <Head>{words.member}</Head>
          <Head>{words.choice}</Head>
          <Head>{words.reason}</Head>
        </>
      }
    >
      {matter.votes.map((vote) => (
        <tr>
          <td>{vote.name}</td>
          <td>{t.committee.choices[vote.choice]}</td>
          <td>{reasonText(t, vote.reason)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Decision({ t, matter, state }: MatterProps) {
  const { outcome } = matter;
  if (outcome === null) return null;
  const words = t.committee;
  return (
    <Facts
      facts={[
        {
          label: <OutcomeStatus t={t} outcome={outcome} />,
          value: outcome === 'adjourned' && state !== 'closed' ? '' : countsText(t, matter),
          note: outcome === 'adjourned' ? words.adjourned : words.neededOf(matter.needed ?? 0, matter.quorum ?? 0),
        },
      ]}
    />
  );
}

export function MatterPanel(props: MatterProps) {
  const { t, matter, can, state } = props;
  const words = t.committee;
  const undecided = matter.decidedAt === null;
  const moved = movedOn(props);
  return (
    <Panel
      title={`${kindOf(t, matter.kind)} ${matter.text}`}
      note={undecided ? words.votedCount(matter.voted, props.present) : undefined}
      id={`matter-${matter.id}`}
    >
      <div class="stack">
        {(matter.documentNumber !== null || matter.documentVersion !== null) && (
          <p>
            <Subject matter={matter} />{' '}
            {matter.documentVersion !== null && (
              <span class="muted small">{words.votedVersion(matter.documentVersion)}</span>
            )}
          </p>
        )}
        <Decision {...props} />
        {matter.own && <p>{words.ownVote(words.choices[matter.own.choice], timeOf(matter.own.at))}</p>}
        {moved && state === 'open' && <Advice tone="warn">{words.movedOn}</Advice>}
        {undecided && props.beforeDossiers && <Advice tone="warn">{words.dossiersFirst}</Advice>}
        {undecided && matter.itemRetired && <Advice tone="warn">{words.itemRetired}</Advice>}
        {can.vote && undecided && !moved && matter.own === undefined && <Ballot {...props} />}
        {can.decide && undecided && <Deciding {...props} />}
        {can.decide && undecided && matter.voted > 0 && <Adjourning {...props} />}
        {can.remove && undecided && matter.voted === 0 && <Removing {...props} />}
        <VotesTable t={t} matter={matter} />
      </div>
    </Panel>
  );
}
