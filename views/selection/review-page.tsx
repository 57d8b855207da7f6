/** A reviewer's own page: interests first, then half points with their evidence, saved and taken up again. */
import { paths } from '../../src/paths.ts';
import type { DossierRecord } from '../../src/selection/dossier-queries.ts';
import type { ProposedScore } from '../../src/selection/proposal-queries.ts';
import type { SeenReview } from '../../src/selection/review-queries.ts';
import { type Criterion, choicesOf, criteriaOf, DIMENSIONS, pointsText, totalOf } from '../../src/selection/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { detailOf, nameOf } from './dossier-words.tsx';

export interface ReviewPageProps {
  t: Words;
  record: DossierRecord;
  /** The reader's own review; undefined for who was not asked. */
  own: SeenReview | undefined;
  submitted: boolean;
  proposed: readonly ProposedScore[];
  form: FormState;
  idempotencyKey: string;
}

/** What a fact says, in words. */
export function factText(t: Words, { criterion, fact }: Pick<ProposedScore, 'criterion' | 'fact'>): string {
  const words = t.selection.facts;
  if (criterion === 'insurance') return words.insurance[fact] ?? fact;
  return criterion === 'vbp' ? words.vbp(fact) : words.essential(fact);
}

function InterestForm({ t, record, form, idempotencyKey }: ReviewPageProps) {
  const words = t.selection.review;
  return (
    <Panel title={words.interestTitle}>
      <form class="form" method="post" action={paths.dossierInterest(record.document.number)} novalidate>
        <HiddenKey value={idempotencyKey} />
        <Choices
          form={form}
          name="interest"
          label={words.interest}
          choices={[
            { value: 'none', title: words.none, text: words.noneText },
            { value: 'declared', title: words.declared, text: words.declaredText },
          ]}
        />
        <TextArea
          form={form}
          name="interestText"
          label={words.interestText}
          hint={words.interestHint}
          maxlength={1000}
        />
        <SubmitBar consequence={words.interestConsequence}>
          <Button kind="primary">{words.interestAct}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

/** Half points of a new form are what was saved, or what a dated fact proposes. */
function CriterionFields({ criterion, ...props }: ReviewPageProps & { criterion: Criterion }) {
  const { t, form, own } = props;
  const words = t.selection.review;
  const saved = own?.scores.find((score) => score.criterion === criterion.id);
  const proposal = props.proposed.find((each) => each.criterion === criterion.id);
  const value = saved?.half ?? proposal?.half;
  const name = t.selection.criteria[criterion.id] ?? criterion.id;
  const options = choicesOf(criterion).map((half) => ({ value: String(half), label: pointsText(half) }));
  const fact = proposal && factText(t, proposal);
  return (
    <div class="score-line">
      <SelectField
        form={form}
        name={`score.${criterion.id}`}
        label={name}
        note={t.selection.points(pointsText(criterion.maxHalf))}
        hint={t.selection.guides[criterion.id]}
        choose={words.choose}
        value={value === undefined ? undefined : String(value)}
        options={options}
      />
      <TextField
        form={form}
        name={`evidence.${criterion.id}`}
        label={words.evidence}
        value={saved?.evidence ?? fact}
        hint={proposal && fact && words.proposed(pointsText(proposal.half), fact)}
        maxlength={300}
      />
    </div>
  );
}

function errorLabels(t: Words): Record<string, string> {
  const names = Object.entries(t.selection.criteria);
  return Object.fromEntries(names.flatMap(([id, name]) => [`score.${id}`, `evidence.${id}`].map((key) => [key, name])));
}

function ScoreForm(props: ReviewPageProps) {
  const { t, record, own } = props;
  const words = t.selection.review;
  return (
    <form class="form wide" method="post" action={paths.dossierReview(record.document.number)} novalidate>
      <HiddenKey value={props.idempotencyKey} />
      {DIMENSIONS.map((dimension) => {
        const criteria = criteriaOf(dimension);
        const most = pointsText(criteria.reduce((sum, each) => sum + each.maxHalf, 0));
        return (
          <Panel title={t.selection.dimensions[dimension]} note={t.selection.points(most)}>
            {criteria.map((criterion) => (
              <CriterionFields {...props} criterion={criterion} />
            ))}
          </Panel>
        );
      })}
      <div class="submit-bar">
        <p>
          {own && own.scores.length > 0 && <b>{words.total(pointsText(totalOf(own.scores)))}</b>} {words.consequence}
        </p>
        <div class="buttons">
          <Button name="act" value="save">
            {words.save}
          </Button>
          <Button kind="primary" name="act" value="submit">
            {words.submit}
          </Button>
        </div>
      </div>
    </form>
  );
}

function Locked({ t, own }: { t: Words; own: SeenReview }) {
  const words = t.selection.review;
  const result = t.selection.result;
  if (own.interest === 'declared') {
    return (
      <Notice title={words.lockedDeclared}>
        <p>{own.interestText}</p>
      </Notice>
    );
  }
  return (
    <>
      <Notice title={words.locked} />
      <Table
        caption={words.title}
        head={
          <>
            <Head>{result.criterion}</Head>
            <Head num>{words.score}</Head>
            <Head>{words.evidence}</Head>
          </>
        }
        foot={
          <tr>
            <th scope="row">{result.total}</th>
            <td class="num">{pointsText(own.totalHalf ?? 0)}</td>
            <td />
          </tr>
        }
      >
        {DIMENSIONS.flatMap((dimension) => criteriaOf(dimension)).map(({ id }) => {
          const score = own.scores.find((each) => each.criterion === id);
          return (
            <tr>
              <th scope="row">{t.selection.criteria[id]}</th>
              <td class="num">{score && pointsText(score.half)}</td>
              <td>{score?.evidence}</td>
            </tr>
          );
        })}
      </Table>
    </>
  );
}

function Body(props: ReviewPageProps) {
  const { t, own, submitted, record } = props;
  const words = t.selection.review;
  if (own === undefined) return <Notice title={words.notAsked} />;
  if (submitted) return <Locked t={t} own={own} />;
  if (record.document.status !== 'scoring') return <Notice title={words.over} />;
  return own.interest === null ? <InterestForm {...props} /> : <ScoreForm {...props} />;
}

export function ReviewPage(props: ReviewPageProps) {
  const { t, record, form } = props;
  const { number } = record.document;
  return (
    <>
      <PageHead
        title={`${t.selection.review.title} ${nameOf(record)}`}
        crumbs={[
          { label: t.selection.title, href: paths.selection() },
          { label: number, href: paths.dossier(number), code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[detailOf(t, record), record.organisation.shortName]}
        actions={<LinkButton href={paths.dossier(number)}>{t.selection.review.readApplication}</LinkButton>}
      />
      <ErrorSummary t={t} form={form} labels={errorLabels(t)} />
      <div class="stack">
        <Body {...props} />
      </div>
    </>
  );
}
