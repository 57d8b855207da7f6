/** Writes the words of the levels above onto items again, and the text that finds them: after any change of either. */
import { eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { concept, item, itemCode, product, specification } from '../../db/schema/catalogue.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { CodeType } from './item.ts';
import { chunked } from './item-queries.ts';
import { aliasesIn, itemSearchText } from './rules.ts';

const rewrite = statement(
  `update item set generic_name = given.generic_name, form = given.form, strength = given.strength,
     base_unit = given.base_unit, scale = given.scale, manufacturer = given.manufacturer,
     approval_number = given.approval_number, search_text = given.search_text, updated_at = :at
   from ${rowset('given', {
     id: 'int',
     generic_name: 'text',
     form: 'text',
     strength: 'text',
     base_unit: 'text',
     scale: 'int',
     manufacturer: 'text',
     approval_number: 'text',
     search_text: 'text',
   })} as given where item.id = given.id`,
);

interface Options {
  /** The aliases of the concept were edited: what stood in the search text before is forgotten. */
  newAliases?: boolean;
}

/** Brings the copies and the search text of the items to what their levels and codes say, in a few statements. */
export async function rewriteItems(
  tx: Tx,
  itemIds: readonly number[],
  at: number,
  options: Options = {},
): Promise<void> {
  const codes = await codesOf(tx, itemIds);
  const given: object[] = [];
  for (const part of chunked(itemIds)) {
    const rows = await tx
      .select({ item, product, specification, concept })
      .from(item)
      .innerJoin(product, eq(product.id, item.productId))
      .innerJoin(specification, eq(specification.id, product.specificationId))
      .innerJoin(concept, eq(concept.id, specification.conceptId))
      .where(inArray(item.id, part));
    for (const row of rows) given.push(rowOf(row, codes.get(row.item.id) ?? [], options));
  }
  if (given.length > 0) await tx.run(rewrite, { given, at });
}

interface Levels {
  item: typeof item.$inferSelect;
  product: typeof product.$inferSelect;
  specification: typeof specification.$inferSelect;
  concept: typeof concept.$inferSelect;
}

function rowOf(row: Levels, codes: { type: CodeType; value: string }[], options: Options): object {
  const { genericName, form, aliases } = row.concept;
  const { strength, baseUnit, scale } = row.specification;
  const { manufacturer, brand } = row.product;
  const approvalNumber = row.product.approvalNumber === '' ? null : row.product.approvalNumber;
  const kept = options.newAliases === true ? '' : aliasesIn(row.item.searchText);
  const text = itemSearchText(
    {
      genericName,
      form,
      strength,
      manufacturer,
      approvalNumber,
      aliases,
      brand,
      codes: [{ type: 'own', value: row.item.code }, ...codes],
    },
    kept,
  );
  return {
    id: row.item.id,
    generic_name: genericName,
    form,
    strength,
    base_unit: baseUnit,
    scale,
    manufacturer,
    approval_number: approvalNumber,
    search_text: text,
  };
}

async function codesOf(tx: Tx, itemIds: readonly number[]): Promise<Map<number, { type: CodeType; value: string }[]>> {
  const codes = new Map<number, { type: CodeType; value: string }[]>();
  for (const part of chunked(itemIds)) {
    for (const row of await tx.select().from(itemCode).where(inArray(itemCode.itemId, part))) {
      const known = codes.get(row.itemId) ?? [];
      codes.set(row.itemId, known);
      known.push({ type: row.type, value: row.value });
    }
  }
  return codes;
}
