/** Reads two generics with everything below them, and plans what merging the one into the other comes to. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item, product, specification } from '../../db/schema/catalogue.ts';
import { type MovingSubstitutes, substitutesMoving } from '../substitutes/merge-queries.ts';
import { type ConceptRow, conceptById, familiesFound, productById, seenOf } from './level-queries.ts';
import { type MergePlan, planMerger, type Tree } from './merge-rules.ts';
import { itemByCode } from './queries.ts';

export interface Merger {
  from: Tree;
  into: Tree;
  plan: MergePlan;
  substitutes: MovingSubstitutes;
  /** Of everything that the plan rests on: another value means that somebody was quicker. */
  seen: string;
}

async function treeOf(db: Db, concept: ConceptRow): Promise<Tree> {
  const specifications = await db
    .select()
    .from(specification)
    .where(eq(specification.conceptId, concept.id))
    .orderBy(asc(specification.id));
  const specificationIds = specifications.map((row) => row.id);
  const products = await db
    .select()
    .from(product)
    .where(isOneOf(product.specificationId, specificationIds))
    .orderBy(asc(product.id));
  const productIds = products.map((row) => row.id);
  const items = await db.select().from(item).where(isOneOf(item.productId, productIds)).orderBy(asc(item.id));
  return { concept, specifications, products, items };
}

/** Undefined when either is not there. */
export async function mergerOf(db: Db, fromId: number, intoId: number): Promise<Merger | undefined> {
  const [one, other] = [await conceptById(db, fromId), await conceptById(db, intoId)];
  if (one === undefined || other === undefined) return undefined;
  const [from, into] = [await treeOf(db, one), await treeOf(db, other)];
  const plan = planMerger(from, into);
  const substitutes = await substitutesMoving(db, fromId, intoId);
  const names = { name: one.genericName, other: other.genericName };
  if (substitutes.eachOther) plan.conflicts.push({ reason: 'merge_substitutes_each_other', detail: names });
  for (const third of substitutes.twice) {
    plan.conflicts.push({ reason: 'merge_substitute_twice', detail: { ...names, third } });
  }
  const rests = [from, into].map((tree) => ({
    ...tree,
    items: tree.items.map(({ id, productId, packSize, packUnit, controlClass }) => {
      return { id, productId, packSize, packUnit, controlClass };
    }),
  }));
  return { from, into, plan, substitutes, seen: seenOf({ rests, substitutes }) };
}

/** The generic of the item with that code; undefined for none. */
export async function conceptOfCode(db: Db, code: string): Promise<number | undefined> {
  const named = await itemByCode(db, code.trim().toUpperCase());
  return named && (await productById(db, named.productId))?.concept.id;
}

export interface Candidate {
  concept: ConceptRow;
  items: number;
  /** An item by which it is chosen. */
  code: string;
}

/** Other generics of the kind that the search finds by the name. */
export async function candidatesFor(db: Db, concept: ConceptRow): Promise<Candidate[]> {
  const families = await familiesFound(db, concept.genericName);
  return families.flatMap((family) => {
    const [first] = family;
    if (first === undefined || first.concept.id === concept.id || first.concept.kind !== concept.kind) return [];
    return [{ concept: first.concept, items: family.length, code: first.item.code }];
  });
}
