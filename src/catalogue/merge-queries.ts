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

/** 甲西林胶囊 and 甲西林 with the form 胶囊 are often one: they are looked for without the form, too. */
const FORM_AT_END = /(?:缓释|控释|肠溶|分散|软)?(?:片|胶囊|颗粒|注射液|口服液|口服溶液|软膏|乳膏|滴眼液|丸|散|栓)剂?$/;

/** Other generics of the kind that the search finds by the name. */
export async function candidatesFor(db: Db, concept: ConceptRow): Promise<Candidate[]> {
  const names = new Set([concept.genericName, concept.genericName.replace(FORM_AT_END, '')]);
  const found = await Promise.all([...names].filter((name) => name.length > 1).map((name) => familiesFound(db, name)));
  const seen = new Set([concept.id]);
  return found.flat().flatMap((family) => {
    const [first] = family;
    if (first === undefined || seen.has(first.concept.id) || first.concept.kind !== concept.kind) return [];
    seen.add(first.concept.id);
    return [{ concept: first.concept, items: family.length, code: first.item.code }];
  });
}
