/** Items with their levels, codes and facts of a day, as the export writes them. */
import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Db } from '../../../db/database.ts';
import { concept, itemCode, itemFact, product, specification } from '../../../db/schema/catalogue.ts';
import { nextTurn } from '../../imports/pace.ts';
import type { FactType } from '../facts.ts';
import type { ForeignCode } from '../item.ts';
import { chunked } from '../item-queries.ts';
import type { LevelWords } from '../levels.ts';
import type { ItemRow } from '../queries.ts';
import type { ItemForExport } from './template-sheet.ts';

/** The items in their order; facts are those that are recorded and hold on `day`. */
export async function itemsForExport(db: Db, items: readonly ItemRow[], day: string): Promise<ItemForExport[]> {
  const rows: ItemForExport[] = [];
  for (const part of chunked(items)) {
    await nextTurn();
    const ids = part.map((item) => item.id);
    const levels = await levelsOf(db, [...new Set(part.map((item) => item.productId))]);
    const codes = new Map<number, ForeignCode[]>();
    const holding = and(inArray(itemCode.itemId, ids), or(isNull(itemCode.validTo), gte(itemCode.validTo, day)));
    for (const { itemId, type, value } of await db.select().from(itemCode).where(holding)) {
      codes.set(itemId, [...(codes.get(itemId) ?? []), { type, value }]);
    }
    const facts = await factsOf(db, ids, day);
    for (const item of part) {
      const level = levels.get(item.productId);
      if (level === undefined) throw new Error(`item ${item.id} has no product`);
      rows.push({ item, levels: level, codes: codes.get(item.id) ?? [], facts: facts.get(item.id) ?? {} });
    }
  }
  return rows;
}

async function levelsOf(db: Db, productIds: readonly number[]): Promise<Map<number, LevelWords>> {
  const rows = await db
    .select({ product, concept })
    .from(product)
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(inArray(product.id, [...productIds]));
  return new Map(
    rows.map((row) => {
      const { route, therapeuticClass, consumableGrade } = row.concept;
      const { holder, brand, origin, grade, standard, retestMonths } = row.product;
      const words = { route, therapeuticClass, consumableGrade, holder, brand, origin, grade, standard, retestMonths };
      return [row.product.id, words];
    }),
  );
}

async function factsOf(db: Db, ids: number[], day: string): Promise<Map<number, Partial<Record<FactType, string>>>> {
  const rows = await db
    .select({ itemId: itemFact.itemId, type: itemFact.type, value: itemFact.value })
    .from(itemFact)
    .where(
      and(
        inArray(itemFact.itemId, ids),
        lte(itemFact.effectiveFrom, day),
        or(isNull(itemFact.effectiveTo), gte(itemFact.effectiveTo, day)),
      ),
    );
  const facts = new Map<number, Partial<Record<FactType, string>>>();
  for (const { itemId, type, value } of rows) facts.set(itemId, { ...facts.get(itemId), [type]: value });
  return facts;
}
