/** How one item stands to another that is missing, which may be offered at all, and in which order. Pure. */
import { conversion } from '../catalogue/strength-rules.ts';

/** From the nearest to the furthest. */
export const RELATIONS = ['pack', 'maker', 'strength', 'approved'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Compared {
  productId: number;
  strength: string;
  baseUnit: string;
  scale: number;
}

export interface Standing {
  relation: Exclude<Relation, 'approved'>;
  /** Base units of the other for one of the asked; null when nothing may be computed, as for compounds. */
  factor: number | null;
  /** False when a unit would have to be divided. */
  whole: boolean;
}

/** How another item of the same generic name and form stands to the asked one. */
export function standingOf(asked: Compared, other: Compared): Standing {
  if (asked.productId === other.productId) return { relation: 'pack', factor: 1, whole: true };
  const countsAlike = asked.baseUnit === other.baseUnit && asked.scale === other.scale;
  // The same words are the same strength, also where nothing can be computed from them
  if (countsAlike && asked.strength === other.strength) return { relation: 'maker', factor: 1, whole: true };
  const found = countsAlike ? conversion(asked.strength, other.strength) : null;
  if (found === null) return { relation: 'strength', factor: null, whole: false };
  return { relation: found.factor === 1 ? 'maker' : 'strength', factor: found.factor, whole: found.whole };
}

/** May be offered: in use, and either listed for some tier or still lying somewhere to be used up. */
export function mayOffer(item: { active: boolean; listed: boolean }, availableBase: number): boolean {
  return item.active && (item.listed || availableBase > 0);
}

interface Ordered {
  relation: Relation;
  factor: number | null;
  whole: boolean;
  availableBase: number;
  code: string;
}

/** The nearest relation first; of another strength those that need no dividing; then what there is most of. */
export function nearestFirst(a: Ordered, b: Ordered): number {
  const near = RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation);
  if (near !== 0) return near;
  const easy = (one: Ordered) => (one.factor === null ? 2 : one.whole ? 0 : 1);
  const stocked = (one: Ordered) => (one.availableBase > 0 ? 0 : 1);
  const byCode = a.code < b.code ? -1 : 1;
  return stocked(a) - stocked(b) || easy(a) - easy(b) || b.availableBase - a.availableBase || byCode;
}
