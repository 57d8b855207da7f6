/** What is still to come of items: on order, and in plans that are not ordered yet. For those who would stop it. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';

export interface Inbound {
  /** Base units ordered and not accepted yet; and in plans that were not ordered. */
  orderedBase: number;
  plannedBase: number;
  orders: number;
}

const ITEMS = `(select id from ${rowset('items', { id: 'int' })} as given)`;

const openLines = statement(
  `select item_id, cast(sum(quantity_base - accepted_base - cancelled_base) as bigint) as open_base,
     cast(count(distinct order_id) as bigint) as orders
   from order_line join document on document.id = order_line.order_id
     and document.status not in ('received', 'cancelled')
   where item_id in ${ITEMS} and quantity_base > accepted_base + cancelled_base group by item_id`,
);

const plannedLines = statement(
  `select item_id, cast(sum(quantity_base - ordered_base) as bigint) as open_base
   from plan_line join document on document.id = plan_line.plan_id
     and document.status in ('draft', 'submitted', 'approved')
   where item_id in ${ITEMS} and quantity_base > ordered_base group by item_id`,
);

/** By item; items of which nothing is to come are absent. */
export async function inboundOf(db: Db, itemIds: readonly number[]): Promise<Map<number, Inbound>> {
  const inbound = new Map<number, Inbound>();
  if (itemIds.length === 0) return inbound;
  const items = [...new Set(itemIds)].map((id) => ({ id }));
  const [ordered, planned] = await Promise.all([
    db.run<{ item_id: number; open_base: number; orders: number }>(openLines, { items }),
    db.run<{ item_id: number; open_base: number }>(plannedLines, { items }),
  ]);
  for (const row of ordered) {
    inbound.set(row.item_id, { orderedBase: row.open_base, plannedBase: 0, orders: row.orders });
  }
  for (const row of planned) {
    const known = inbound.get(row.item_id) ?? { orderedBase: 0, plannedBase: 0, orders: 0 };
    inbound.set(row.item_id, { ...known, plannedBase: row.open_base });
  }
  return inbound;
}
