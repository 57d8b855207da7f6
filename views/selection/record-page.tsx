/** One dossier: what is applied for, where it stands, what it scored, what may be done next. */

import type { MatterOutcome } from '../../src/committee/rules.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import { paths } from '../../src/paths.ts';
import type { ItemRow } from '../../src/selection/dossier-queries.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import { LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { clauseComma, momentText, moneyText } from '../ui/format.ts';
import { Advice as Line } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, type Fact, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Item } from '../ui/values.tsx';
import { type ActProps, AssignForm, IdentifyForm, NotedForms, ReleaseForm } from './act-forms.tsx';
import { type Advice, AdvicePanel } from './advice-panel.tsx';
import { DossierStatus, detailOf, nameOf, stateOf, tiersText } from './dossier-words.tsx';
import { ResultPanel, type ResultProps } from './result-panel.tsx';

export interface RecordPageProps extends ActProps {
  now: number;
  timeline: readonly ActRow[];
  comparators: readonly ItemRow[];
  advice: Advice | undefined;
  result: Pick<ResultProps, 'means' | 'bands'>;
  sessions: readonly {
    number: string;
    heldOn: string;
    outcome: MatterOutcome | null;
    seen: boolean;
  }[];
  /** Names of those who may manage it, for a manager who applied for it. */
  others: readonly string[] | undefined;
  reader: { edits: boolean; reviews: boolean; reviewed: boolean; seesPrices: boolean };
}

function Application({ t, record, comparators, reader }: RecordPageProps) {
  const words = t.selection.form;
  const { dossier } = record;
  const cost = (fen: number | null) => (fen === null ? t.selection.record.noCost : moneyText(fen));
  const facts: Fact[] = [
    { label: words.indication, value: dossier.indication },
    { label: words.reason, value: dossier.reason },
    { label: words.comparison, value: dossier.comparison },
    { label: words.evidence, value: dossier.evidence },
    { label: words.tiers, value: tiersText(t, dossier.tiers) },
    { label: words.interests, value: dossier.interests },
  ];
  if (comparators.length > 0) {
    const list = comparators.map((each) => (
      <div>
        <Item name={each.genericName} detail={itemDetail(t, each)} href={paths.item(each.code)} inline />
      </div>
    ));
    facts.splice(2, 0, { label: t.selection.record.comparators, value: <>{list}</> });
  }
  if (reader.seesPrices) {
    facts.push({ label: words.course, value: cost(dossier.courseFen) });
    facts.push({ label: words.daily, value: cost(dossier.dailyFen) });
  }
  return (
    <Panel
      title={t.selection.record.application}
      link={{ href: paths.comparison({ dossier: record.document.number }), label: t.selection.record.compare }}
    >
      <Facts facts={facts} />
    </Panel>
  );
}

function Progress({ t, record, reviews }: RecordPageProps) {
  const words = t.selection.progress;
  if (reviews.assigned === 0) return null;
  const open = stateOf(record) === 'scoring';
  return (
    <Panel title={words.title} note={words.in(reviews.in, reviews.assigned)}>
      {open && <p class="hint">{words.hidden}</p>}
      {reviews.assignments.length > 0 && (
        <Table
          caption={words.title}
          head={
            <>
              <Head>{words.reviewer}</Head>
              <Head>{words.state}</Head>
            </>
          }
        >
          {reviews.assignments.map((each) => {
            const state = each.in ? words.handedIn : each.interest === 'none' ? words.stated : words.waiting;
            return (
              <tr>
                <td>{each.name}</td>
                <td>
                  {each.interest === 'declared' ? words.declared : state}
                  {each.interestText !== '' && <span class="tail">{each.interestText}</span>}
                </td>
              </tr>
            );
          })}
        </Table>
      )}
    </Panel>
  );
}

function actText({ t }: RecordPageProps, act: ActRow): string {
  const words = t.selection.detail;
  const detail = act.detail ?? {};
  const said: string[] = [];
  if (typeof detail.reviewers === 'number') said.push(words.reviewers(detail.reviewers));
  if (typeof detail.session === 'string') said.push(words.session(detail.session));
  if (typeof detail.trialUntil === 'string') said.push(words.trialUntil(detail.trialUntil));
  if (typeof detail.item === 'string') said.push(words.identified(String(detail.wish ?? ''), detail.item));
  if (typeof detail.declared === 'boolean') said.push(detail.declared ? words.declared : words.notDeclared);
  if (act.note !== null) said.push(`“${act.note}”`);
  return said.join(clauseComma(t));
}

/** Who did it and when; a reviewer before the decision has no name. */
function byWhom({ t, now }: RecordPageProps, act: ActRow): string {
  const when = momentText(t, act.at, now);
  const words = t.selection.record;
  return act.actorName === '' ? words.byReviewer(when) : words.by(act.organisationName, act.actorName, when);
}

function History(props: RecordPageProps) {
  const { t, timeline } = props;
  const entries = timeline.toReversed().map((act) => ({
    act: t.selection.acts[act.act] ?? act.act,
    text: actText(props, act),
    by: byWhom(props, act),
  }));
  return (
    <Panel title={t.selection.record.timeline} padded={false}>
      <Log body entries={entries} />
    </Panel>
  );
}

function Sessions({ t, sessions }: RecordPageProps) {
  if (sessions.length === 0) return null;
  const words = t.selection.record;
  return (
    <Panel title={words.sessions}>
      <Facts
        facts={sessions.map(({ number, heldOn, outcome, seen }) => ({
          label: heldOn,
          value: seen ? <Code href={paths.session(number)}>{number}</Code> : <Code>{number}</Code>,
          note: outcome === null ? words.notDecided : t.committee.outcome[outcome],
        }))}
      />
    </Panel>
  );
}

function Actions({ t, record, reader }: RecordPageProps) {
  const words = t.selection.record;
  const { number } = record.document;
  return (
    <>
      {reader.reviews && (
        <LinkButton kind={reader.reviewed ? undefined : 'primary'} href={paths.dossierReview(number)}>
          {reader.reviewed ? words.ownReview : words.review}
        </LinkButton>
      )}
      {reader.edits && (
        <LinkButton kind="primary" icon="i-edit" href={paths.dossierEdit(number)}>
          {words.edit}
        </LinkButton>
      )}
      <LinkButton icon="i-print" href={paths.dossierPaper(number)} print newTab>
        {words.print}
      </LinkButton>
    </>
  );
}

export function RecordPage(props: RecordPageProps) {
  const { t, record, refused } = props;
  const { number } = record.document;
  const { trialUntil } = record.dossier;
  const facts = [detailOf(t, record), record.organisation.shortName, record.applicant];
  if (trialUntil !== null) facts.push(`${t.selection.record.trialUntil} ${trialUntil}`);
  return (
    <>
      <PageHead
        title={nameOf(record)}
        crumbs={[
          { label: t.selection.title, href: paths.selection() },
          { label: number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<DossierStatus t={t} state={stateOf(record)} badge />}
        facts={facts}
        actions={<Actions {...props} />}
      />
      {refused && <ErrorSummary t={t} form={refused.form} />}
      <Columns>
        <div class="stack">
          <Line>{t.selection.next[stateOf(record)]}</Line>
          {props.others && <Line tone="warn">{t.selection.record.others(props.others)}</Line>}
          {stateOf(record) === 'scored' && record.item?.active === false && (
            <Line tone="warn">{t.selection.record.itemRetired}</Line>
          )}
          <IdentifyForm {...props} />
          <AssignForm {...props} />
          <ResultPanel t={t} record={record} reviews={props.reviews} {...props.result} />
          <Application {...props} />
          <ReleaseForm {...props} />
          <NotedForms {...props} />
        </div>
        <Rail label={t.selection.record.timeline}>
          {props.advice && <AdvicePanel t={t} advice={props.advice} />}
          <Progress {...props} />
          <Sessions {...props} />
          <History {...props} />
        </Rail>
      </Columns>
    </>
  );
}
