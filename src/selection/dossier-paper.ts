/** A dossier as a paper: application, scores of each criterion by reviewer, what the committee decided, signatures. */
import type { Words } from '../../views/i18n/index.ts';
import { detailOf, meanText, nameOf, stateOf, tiersText } from '../../views/selection/dossier-words.tsx';
import { reviewerName } from '../../views/selection/result-panel.tsx';
import { fullMoment, moneyText, semicolon } from '../../views/ui/format.ts';
import type { MatterOutcome } from '../committee/rules.ts';
import { type Block, BODY, drawReport, STRONG } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { DossierRecord, ItemRow } from './dossier-queries.ts';
import type { SeenReview } from './review-queries.ts';
import { CRITERIA, criteriaOf, DIMENSIONS, meanHundredths, pointsText } from './rules.ts';

interface Decided {
  number: string;
  heldOn: string;
  matter: {
    outcome: MatterOutcome | null;
    votesFor: number | null;
    votesAgainst: number | null;
    abstentions: number | null;
    recusals: number | null;
  };
}

export interface DossierPaper {
  record: DossierRecord;
  /** Reviews this reader may see; none before all are in. */
  reviews: readonly SeenReview[];
  means: Map<string, number>;
  comparators: readonly ItemRow[];
  sessions: readonly Decided[];
  withCosts: boolean;
  issuer: string;
  printedAt: number;
  printedBy: string;
  /** Opens the page of the dossier. */
  checkUrl: string;
}

const text = (value: string, strong = false): Cell => [{ ...(strong ? STRONG : BODY), text: value }];
const number = (value: string, strong = false): Cell => [{ ...(strong ? STRONG : BODY), text: value, whole: 'number' }];

function application(paper: DossierPaper, t: Words): Block[] {
  const { record, comparators, withCosts } = paper;
  const { dossier, document } = record;
  const words = t.selection;
  const cost = (fen: number | null) => (fen === null ? words.record.noCost : moneyText(fen));
  const colon = semicolon(t);
  const compared = comparators.map((item) => `${item.genericName} ${item.strength} ${item.manufacturer}`.trim());
  const costs: [string, string][] = [
    [words.form.course, cost(dossier.courseFen)],
    [words.form.daily, cost(dossier.dailyFen)],
  ];
  return [
    { kind: 'heading', text: words.record.application },
    {
      kind: 'facts',
      facts: [
        [words.paper.item, `${nameOf(record)} ${detailOf(t, record)}`],
        [words.paper.applicant, `${record.organisation.name} ${record.applicant}`],
        [words.columns.created, fullMoment(document.createdAt)],
        [words.columns.state, words.states[stateOf(record)]],
        [words.form.tiers, tiersText(t, dossier.tiers)],
        ...(withCosts ? costs : []),
        [words.form.indication, dossier.indication],
        [words.form.reason, dossier.reason],
        [words.record.comparators, compared.join(colon)],
        [words.form.comparison, dossier.comparison],
        [words.form.evidence, dossier.evidence],
        [words.form.interests, dossier.interests],
      ],
    },
  ];
}

function scoreTable(paper: DossierPaper, scored: readonly SeenReview[], t: Words): Block {
  const words = t.selection.result;
  const columns: Column[] = [
    { head: words.criterion, width: 52, align: 'left' },
    { head: words.max, width: 14, align: 'right' },
    { head: words.average, width: 16, align: 'right' },
    ...scored.map(
      (review): Column => ({ head: reviewerName(t, { ...review, own: false }), width: 18, align: 'right' }),
    ),
  ];
  const rows = DIMENSIONS.flatMap((dimension) => {
    const criteria = criteriaOf(dimension);
    const most = criteria.reduce((sum, each) => sum + each.maxHalf, 0);
    const mean = meanHundredths(scored.map((review) => review.sums[dimension]));
    const lines = criteria.map(({ id, maxHalf }): Cell[] => [
      text(t.selection.criteria[id] ?? id),
      number(pointsText(maxHalf)),
      number(meanText(paper.means.get(id) ?? 0)),
      ...scored.map((review) => number(pointsText(review.scores.find((each) => each.criterion === id)?.half ?? 0))),
    ]);
    const sum: Cell[] = [
      text(t.selection.dimensions[dimension], true),
      number(pointsText(most), true),
      number(meanText(mean), true),
      ...scored.map((review) => number(pointsText(review.sums[dimension]), true)),
    ];
    return [sum, ...lines];
  });
  const total: Cell[] = [
    text(words.total, true),
    number('100', true),
    number(pointsText(paper.record.dossier.scoreHalf ?? 0), true),
    ...scored.map((review) => number(pointsText(review.totalHalf ?? 0), true)),
  ];
  return { kind: 'table', columns, rows: [...rows, total] };
}

/** The evidence of each score, by criterion. */
function evidence(scored: readonly SeenReview[], t: Words): Block {
  const words = t.selection;
  const columns: Column[] = [
    { head: words.result.criterion, width: 40, align: 'left' },
    { head: words.result.open, width: 146, align: 'left' },
  ];
  const rows = CRITERIA.map(({ id }): Cell[] => [
    text(words.criteria[id] ?? id),
    scored.map((review) => {
      const score = review.scores.find((each) => each.criterion === id);
      const given = score === undefined ? '' : `${words.points(pointsText(score.half))} ${score.evidence}`;
      return { ...BODY, text: `${reviewerName(t, { ...review, own: false })} ${given}` };
    }),
  ]);
  return { kind: 'table', columns, rows };
}

function result(paper: DossierPaper, t: Words): Block[] {
  const { record, reviews } = paper;
  const words = t.selection;
  const { scoreHalf, band, trialUntil } = record.dossier;
  const heading: Block = { kind: 'heading', text: words.record.result };
  if (scoreHalf === null || band === null) return [heading, { kind: 'text', text: words.paper.notScored }];
  const scored = reviews.filter((review) => review.totalHalf !== null);
  const recused = reviews.length - scored.length;
  const facts: [string, string][] = [
    [words.result.mean, words.outOf(pointsText(scoreHalf), '100')],
    [words.result.band, words.bands[band]],
    [words.result.reviewers, String(scored.length)],
  ];
  if (recused > 0) facts.push(['', words.result.recused(recused)]);
  if (trialUntil !== null) facts.push([words.record.trialUntil, trialUntil]);
  const rounding: Block = { kind: 'text', text: words.result.rounding };
  return [heading, { kind: 'facts', facts }, rounding, scoreTable(paper, scored, t), evidence(scored, t)];
}

function decision({ sessions }: DossierPaper, t: Words): Block[] {
  const words = t.selection;
  const facts = sessions.map(({ number: session, heldOn, matter }): [string, string] => {
    if (matter.outcome === null) return [heldOn, `${session} ${words.record.notDecided}`];
    const { votesFor, votesAgainst, abstentions, recusals } = matter;
    const votes = words.paper.votes(votesFor ?? 0, votesAgainst ?? 0, abstentions ?? 0, recusals ?? 0);
    return [heldOn, `${session} ${t.committee.outcome[matter.outcome]} ${votes}`];
  });
  const heading: Block = { kind: 'heading', text: words.paper.decision };
  if (facts.length === 0) return [heading, { kind: 'text', text: words.record.notDecided }];
  return [heading, { kind: 'facts', facts }];
}

/** The paper as a PDF. Throws PrintRefusal for characters without a shape. */
export async function drawDossier(paper: DossierPaper, t: Words): Promise<Buffer> {
  const words = t.selection.paper;
  return drawReport({
    issuer: paper.issuer,
    title: words.title,
    number: paper.record.document.number,
    check: { url: paper.checkUrl, label: words.check },
    blocks: [...application(paper, t), ...result(paper, t), ...decision(paper, t)],
    signatures: words.signatures,
    printed: words.printed(fullMoment(paper.printedAt), paper.printedBy),
    printedAt: paper.printedAt,
    page: words.page,
  });
}
