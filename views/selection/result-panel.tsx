/** The result with every part of it: mean, spread, band, and each criterion by reviewer down to its evidence. */
import type { DossierRecord } from '../../src/selection/dossier-queries.ts';
import type { Reviews, SeenReview } from '../../src/selection/review-queries.ts';
import { criteriaOf, DIMENSIONS, type Dimension, meanHundredths, pointsText } from '../../src/selection/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Facts, Panel } from '../ui/panel.tsx';
import { GroupRow, Head, Table } from '../ui/table.tsx';
import { meanText } from './dossier-words.tsx';

export interface ResultProps {
  t: Words;
  record: DossierRecord;
  reviews: Reviews;
  /** Mean half points times 100, by criterion. */
  means: Map<string, number>;
  bands: { recommended: number; weak: number };
}

export function reviewerName(t: Words, review: SeenReview): string {
  const own = review.own ? t.selection.result.own : '';
  return `${review.name ?? t.selection.result.label(review.label)}${own}`;
}

function halfOf(review: SeenReview, criterion: string): string {
  const score = review.scores.find((each) => each.criterion === criterion);
  return score === undefined ? '' : pointsText(score.half);
}

function CriterionRow({
  t,
  id,
  max,
  scored,
  means,
}: {
  t: Words;
  id: string;
  max: number;
  scored: SeenReview[];
  means: ResultProps['means'];
}) {
  const mean = means.get(id);
  return (
    <tr>
      <th scope="row">
        {t.selection.criteria[id]}
        <details>
          <summary class="small muted">{t.selection.result.open}</summary>
          <ul>
            {scored.map((review) => (
              <li class="small">
                {reviewerName(t, review)} {halfOf(review, id)}
                {t.language === 'zh' ? '：' : ': '}
                {review.scores.find((each) => each.criterion === id)?.evidence}
              </li>
            ))}
          </ul>
        </details>
      </th>
      <td class="num">{pointsText(max)}</td>
      <td class="num">
        <b>{mean === undefined ? '' : meanText(mean)}</b>
      </td>
      {scored.map((review) => (
        <td class="num">{halfOf(review, id)}</td>
      ))}
    </tr>
  );
}

function DimensionRows({ dimension, ...props }: ResultProps & { dimension: Dimension; scored: SeenReview[] }) {
  const { t, scored, means } = props;
  const criteria = criteriaOf(dimension);
  const most = criteria.reduce((sum, criterion) => sum + criterion.maxHalf, 0);
  const mean = meanHundredths(scored.map((review) => review.sums[dimension]));
  return (
    <>
      <GroupRow span={3 + scored.length}>{t.selection.dimensions[dimension]}</GroupRow>
      {criteria.map(({ id, maxHalf }) => (
        <CriterionRow t={t} id={id} max={maxHalf} scored={scored} means={means} />
      ))}
      <tr class="subtotal">
        <th scope="row">{t.selection.result.subtotal}</th>
        <td class="num">{pointsText(most)}</td>
        <td class="num">{meanText(mean)}</td>
        {scored.map((review) => (
          <td class="num">{pointsText(review.sums[dimension])}</td>
        ))}
      </tr>
    </>
  );
}

/** All scores, once all are in. */
export function ResultPanel(props: ResultProps) {
  const { t, record, reviews, bands } = props;
  const words = t.selection.result;
  const { scoreHalf, band } = record.dossier;
  if (scoreHalf === null || band === null) return null;
  const scored = reviews.seen.filter((review) => review.totalHalf !== null);
  const recused = reviews.seen.length - scored.length;
  const rule = t.selection.bandRule(pointsText(bands.recommended), pointsText(bands.weak));
  const named = scored.every((review) => review.name !== null);
  return (
    <Panel title={t.selection.record.result} id="result">
      <Facts
        facts={[
          { label: words.mean, value: <b>{t.selection.outOf(pointsText(scoreHalf), '100')}</b>, note: words.rounding },
          { label: words.band, value: t.selection.bands[band], note: rule },
          { label: words.spread, value: t.selection.points(pointsText(reviews.spreadHalf ?? 0)) },
          { label: words.reviewers, value: scored.length, note: recused > 0 ? words.recused(recused) : undefined },
        ]}
      />
      {!named && <p class="hint">{words.anonymous}</p>}
      <Table
        caption={t.selection.record.result}
        head={
          <>
            <Head>{words.criterion}</Head>
            <Head num>{words.max}</Head>
            <Head num>{words.average}</Head>
            {scored.map((review) => (
              <Head num>{reviewerName(t, review)}</Head>
            ))}
          </>
        }
        foot={
          <tr>
            <th scope="row">{words.total}</th>
            <td class="num">100</td>
            <td class="num">{pointsText(scoreHalf)}</td>
            {scored.map((review) => (
              <td class="num">{pointsText(review.totalHalf ?? 0)}</td>
            ))}
          </tr>
        }
      >
        {DIMENSIONS.map((dimension) => (
          <DimensionRows {...props} scored={scored} dimension={dimension} />
        ))}
      </Table>
    </Panel>
  );
}
