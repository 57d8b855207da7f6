/** Reads of the three levels above items: one row of each, what hangs below it, what a new item may be put under. */
import { asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { concept, item, product, specification } from '../../db/schema/catalogue.ts';
import { formularyVersion } from '../../db/schema/formulary.ts';
import { lot } from '../../db/schema/ledger.ts';
import { canonicalJson, sha256 } from '../kernel/canonical.ts';
import type { ItemKind } from './item.ts';
import type { ItemRow } from './queries.ts';
import { idsMatching } from './search/search-queries.ts';

export type ConceptRow = typeof concept.$inferSelect;
export type SpecificationRow = typeof specification.$inferSelect;
export type ProductRow = typeof product.$inferSelect;

/** A product with the levels above it. */
export interface LevelRows {
  concept: ConceptRow;
  specification: SpecificationRow;
  product: ProductRow;
}

/** What a form saw of a row: another value means that somebody was quicker. */
export function seenOf(row: object): string {
  return sha256(canonicalJson(row)).slice(0, 20);
}

export async function conceptById(db: Db, id: number): Promise<ConceptRow | undefined> {
  const [row] = await db.select().from(concept).where(eq(concept.id, id));
  return row;
}

export async function specificationById(
  db: Db,
  id: number,
): Promise<Pick<LevelRows, 'concept' | 'specification'> | undefined> {
  const [row] = await db
    .select({ concept, specification })
    .from(specification)
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(eq(specification.id, id));
  return row;
}

export async function productById(db: Db, id: number): Promise<LevelRows | undefined> {
  const [row] = await db
    .select({ concept, specification, product })
    .from(product)
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(eq(product.id, id));
  return row;
}

export interface FamilyMember extends LevelRows {
  item: ItemRow;
}

/** Every item of the concept with its levels, retired ones too, by strength, maker and pack. */
export function familyOf(db: Db, conceptId: number): Promise<FamilyMember[]> {
  return db
    .select({ item, product, specification, concept })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(eq(concept.id, conceptId))
    .orderBy(asc(specification.id), asc(product.id), asc(item.packSize), asc(item.id));
}

/** The levels of an item and of everything that shares its concept. */
export async function levelsOf(
  db: Db,
  productId: number,
): Promise<{ levels: LevelRows; family: FamilyMember[] } | undefined> {
  const levels = await productById(db, productId);
  return levels && { levels, family: await familyOf(db, levels.concept.id) };
}

export type Level = 'concept' | 'specification' | 'product';

/** Ids of the items under a level. */
export async function itemsUnder(db: Db, level: Level, id: number): Promise<number[]> {
  const column = { concept: concept.id, specification: specification.id, product: product.id }[level];
  const rows = await db
    .select({ id: item.id })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(eq(column, id))
    .orderBy(asc(item.id));
  return rows.map((row) => row.id);
}

/** True when any of the items has lots: its base unit and pack are part of its history then. */
export async function haveHistory(db: Db, itemIds: readonly number[]): Promise<boolean> {
  for (let at = 0; at < itemIds.length; at += 500) {
    const [row] = await db
      .select({ id: lot.id })
      .from(lot)
      .where(inArray(lot.itemId, itemIds.slice(at, at + 500)))
      .limit(1);
    if (row !== undefined) return true;
  }
  return false;
}

/** Once a version of the formulary is published, its tiers alone say who may stock what. */
export async function everPublished(db: Db): Promise<boolean> {
  const [row] = await db
    .select({ published: count() })
    .from(formularyVersion)
    .where(sql`${formularyVersion.publishedAt} is not null`);
  return (row?.published ?? 0) > 0;
}

const MOST_FOUND = 12;

/** Items of the best finds that are looked at for the concepts they belong to. */
const MOST_READ = 400;

/** Concepts of the items that `q` finds, the best first, with all that hangs below them. */
export async function familiesFound(db: Db, q: string): Promise<FamilyMember[][]> {
  const found = (await idsMatching(db, q, { retired: true }))?.slice(0, MOST_READ) ?? [];
  const rows = await db
    .select({ itemId: item.id, conceptId: specification.conceptId })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .where(isOneOf(item.id, found));
  const conceptOf = new Map(rows.map((row) => [row.itemId, row.conceptId]));
  const concepts = new Set(found.flatMap((id) => conceptOf.get(id) ?? []));
  return Promise.all([...concepts].slice(0, MOST_FOUND).map((id) => familyOf(db, id)));
}

const LETTERS: Record<ItemKind, string> = {
  drug: 'Y',
  decoction_piece: 'P',
  preparation: 'Z',
  consumable: 'H',
  reagent: 'S',
  device: 'Q',
};

/** A code that no item has, such as Y00012: a letter for the kind and a number. */
export async function freeCode(db: Db, kind: ItemKind): Promise<string> {
  const letter = LETTERS[kind];
  const [counted] = await db.select({ all: count() }).from(item).where(eq(item.kind, kind));
  for (let number = (counted?.all ?? 0) + 1; ; number += 1) {
    const code = `${letter}${String(number).padStart(5, '0')}`;
    const [taken] = await db.select({ id: item.id }).from(item).where(eq(item.code, code));
    if (taken === undefined) return code;
  }
}
