/** Orders for drugs of a monthly return: who was asked to deliver and what they said. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, lastDayOfMonth, startOfDay } from '../kernel/clock.ts';
import { type OrderRow, spanOf } from './rules.ts';

const ITEMS = rowset('items', { id: 'int' });
/** Orders so far back may still be why a drug is short. */
const ORDER_DAYS = 90;

const ordered = statement(
  `select line.item_id, document.number, party.name as supplier, line.answer, line.answer_reason,
     coalesce(line.promised_on, orders.wanted_on) as due_on, line.price_pack,
     line.quantity_base - line.accepted_base - line.cancelled_base as open_base
   from order_line as line join document on document.id = line.order_id
   join purchase_order as orders on orders.document_id = line.order_id and orders.sent_at is not null
   join party on party.id = orders.party_id
   where line.item_id in (select id from ${ITEMS} as given)
     and document.created_at >= :since and document.created_at < :until
   order by line.item_id, document.id desc`,
);

interface OrderedRow {
  item_id: number;
  number: string;
  supplier: string;
  answer: OrderRow['answer'];
  answer_reason: string;
  due_on: string;
  price_pack: number;
  open_base: number;
}

/** Orders for the drugs, sent in the ninety days before the end of the month, the newest first. */
export async function ordersOf(db: Db, month: string, itemIds: readonly number[]): Promise<Map<number, OrderRow[]>> {
  const { until } = spanOf(month);
  const since = startOfDay(addDays(lastDayOfMonth(month), 1 - ORDER_DAYS));
  const rows = await db.run<OrderedRow>(ordered, { items: itemIds.map((id) => ({ id })), since, until });
  const found = new Map<number, OrderRow[]>();
  for (const row of rows) {
    const { number, supplier, answer } = row;
    const told = { answerReason: row.answer_reason, dueOn: row.due_on };
    const numbers = { openBase: Number(row.open_base), pricePack: Number(row.price_pack) };
    const id = Number(row.item_id);
    found.set(id, [...(found.get(id) ?? []), { number, supplier, answer, ...told, ...numbers }]);
  }
  return found;
}
