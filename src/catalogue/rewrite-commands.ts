/** Writes the words of the levels above onto items again, after any change of either. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';

const rewrite = statement(
  `update item set generic_name = level.generic_name, form = level.form, strength = level.strength,
     base_unit = level.base_unit, scale = level.scale, manufacturer = level.manufacturer,
     approval_number = level.approval_number, updated_at = :at
   from (
     select item.id, concept.generic_name, concept.form, specification.strength, specification.base_unit,
       specification.scale, product.manufacturer, nullif(product.approval_number, '') as approval_number
     from ${rowset('given', { id: 'int' })} as given join item on item.id = given.id
     join product on product.id = item.product_id
     join specification on specification.id = product.specification_id
     join concept on concept.id = specification.concept_id
   ) as level where item.id = level.id`,
);

/** Brings the copies of the items to what their levels say. */
export async function rewriteItems(tx: Tx, itemIds: readonly number[], at: number): Promise<void> {
  if (itemIds.length > 0) await tx.run(rewrite, { given: itemIds.map((id) => ({ id })), at });
}
