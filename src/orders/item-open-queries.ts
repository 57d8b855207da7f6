/** What is on order of one item, line by line with its day: for who weighs waiting against another way. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

export interface OpenOrderLine {
  number: string;
  /** Promised by the supplier, or wanted when nothing was promised. */
  dueOn: string;
  promised: boolean;
  supplier: string;
  deliverTo: string;
  openBase: number;
}

interface Row {
  number: string;
  promised_on: string | null;
  wanted_on: string;
  supplier: string;
  deliver_to: string;
  open_base: number;
}

const openOfItem = statement(
  `select document.number, line.promised_on, orders.wanted_on, party.name as supplier,
     place.short_name as deliver_to, line.quantity_base - line.accepted_base - line.cancelled_base as open_base
   from order_line as line join document on document.id = line.order_id
     and document.status not in ('received', 'cancelled')
   join purchase_order as orders on orders.document_id = line.order_id
   join party on party.id = orders.party_id
   join organisation as place on place.id = line.deliver_to_id
   where line.item_id = :itemId and line.quantity_base > line.accepted_base + line.cancelled_base
   order by coalesce(line.promised_on, orders.wanted_on), document.number, line.line_number limit 50`,
);

/** Open lines of the item, the first to come first; at most fifty. */
export async function openOrdersOf(db: Db, itemId: number): Promise<OpenOrderLine[]> {
  const rows = await db.run<Row>(openOfItem, { itemId });
  return rows.map((row) => ({
    number: row.number,
    dueOn: row.promised_on ?? row.wanted_on,
    promised: row.promised_on !== null,
    supplier: row.supplier,
    deliverTo: row.deliver_to,
    openBase: row.open_base,
  }));
}
