/** An approval number belongs to a product: what a list says of one pack is said of all packs of that product. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { rewriteItems } from './rewrite-commands.ts';

export interface ProductNumber {
  productId: number;
  /** Empty for what needs none. */
  approvalNumber: string;
}

const setNumbers = statement(
  `update product set approval_number = given.approval_number
   from ${rowset('given', { id: 'int', approval_number: 'text' })} as given
   where product.id = given.id and product.approval_number <> given.approval_number`,
);
const itemsApart = statement(
  `select item.id from ${rowset('given', { id: 'int' })} as given join product on product.id = given.id
   join item on item.product_id = product.id
   where coalesce(item.approval_number, '') <> product.approval_number order by item.id`,
);

/** Gives products the numbers that are told, the last one winning, and brings the copies on all their items along. */
export async function settleNumbers(
  tx: Tx,
  told: readonly ProductNumber[],
  productIds: readonly number[],
  at: number,
): Promise<void> {
  const numbers = new Map(told.map(({ productId, approvalNumber }) => [productId, approvalNumber]));
  const given = [...numbers].map(([id, approval_number]) => ({ id, approval_number }));
  if (given.length > 0) await tx.run(setNumbers, { given });
  const rows = await tx.run<{ id: number }>(itemsApart, { given: [...new Set(productIds)].map((id) => ({ id })) });
  const ids = rows.map((row) => Number(row.id));
  if (ids.length > 0) await rewriteItems(tx, ids, at);
}
