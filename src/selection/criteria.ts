/** The 100-point form of the quick guide (药品评价与遴选快速指南, second edition) as data: half points throughout. */
import type { FactType } from '../catalogue/facts.ts';

export const DIMENSIONS = ['pharmaceutical', 'efficacy', 'safety', 'economy', 'other'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Criterion {
  id: string;
  dimension: Dimension;
  maxHalf: number;
  /** Half points of the guide's ready-made steps, highest first; absent where every half point may be given. */
  steps?: readonly number[];
  /** The dated fact that settles it. */
  fact?: Extract<FactType, 'insurance' | 'essential' | 'vbp'>;
}

function group(dimension: Dimension, points: Record<string, number>): Criterion[] {
  return Object.entries(points).map(([id, whole]) => ({ id, dimension, maxHalf: whole * 2 }));
}

const PHARMACEUTICAL = group('pharmaceutical', {
  pharmacology: 5,
  kinetics: 5,
  ingredients: 2,
  package: 2,
  dose_form: 2,
  dose: 2,
  frequency: 2,
  convenience: 2,
  storage: 4,
  shelf_life: 2,
});
const EFFICACY = group('efficacy', { indication: 5, guideline: 12, clinical: 10 });
const SAFETY = group('safety', {
  adverse_moderate: 3,
  adverse_severe: 5,
  children: 2,
  elderly: 1,
  pregnancy: 1,
  lactation: 1,
  liver: 3,
  kidney: 3,
  interaction: 3,
  reversibility: 1,
  teratogenicity: 1,
  warning: 1,
});
const ECONOMY = group('economy', { same_generic: 3, alternatives: 7 });
const OTHER = group('other', { insurance: 3, essential: 3, vbp: 1, originator: 1, company: 1, worldwide: 1 });

/** Where the guide gives steps and not a free judgement. */
const STEPS: Record<string, readonly number[]> = {
  interaction: [6, 4, 2],
  insurance: [6, 5, 4, 3, 2],
  essential: [6, 4, 2],
  vbp: [2, 0],
  worldwide: [2, 1, 0],
};
const FACTS = ['insurance', 'essential', 'vbp'] as const;

/** In the order of the guide; 200 half points together. */
export const CRITERIA: readonly Criterion[] = [...PHARMACEUTICAL, ...EFFICACY, ...SAFETY, ...ECONOMY, ...OTHER].map(
  (criterion) => {
    const steps = STEPS[criterion.id];
    const fact = FACTS.find((each) => each === criterion.id);
    return { ...criterion, ...(steps && { steps }), ...(fact && { fact }) };
  },
);

const BY_ID = new Map(CRITERIA.map((criterion) => [criterion.id, criterion]));

export function criterionOf(id: string): Criterion | undefined {
  return BY_ID.get(id);
}

export function criteriaOf(dimension: Dimension): Criterion[] {
  return CRITERIA.filter((criterion) => criterion.dimension === dimension);
}

/** Half points that may be given, highest first. */
export function choicesOf(criterion: Criterion): number[] {
  if (criterion.steps !== undefined) return [...criterion.steps];
  return Array.from({ length: criterion.maxHalf + 1 }, (_, index) => criterion.maxHalf - index);
}

const INSURANCE: Record<string, number> = { a: 6, a_limited: 5, b: 4, b_limited: 3, none: 2 };

/** The half points that a dated fact gives to its criterion; undefined when the fact is written as nobody expects. */
export function halfByFact(fact: NonNullable<Criterion['fact']>, value: string): number | undefined {
  if (fact === 'insurance') return INSURANCE[value];
  if (fact === 'vbp') return value.startsWith('selected:') ? 2 : 0;
  if (value === 'no') return 2;
  return value.endsWith('△') ? 4 : 6;
}
