/** The SQL of inspections: set-based, the same on both engines. */
import { receiptLine } from '../../db/schema/receipts.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { wholeRow } from '../../db/whole-row.ts';

export const lineRow = wholeRow(receiptLine, 'line');

/** The inspection's document: whoever changes its lines comes this way. */
export const lockReceipt = statement(
  `select id, status, version from document where id = :id and kind = 'receipt' ${forUpdate}`,
);

export const lockOrderDocument = statement(
  `select id, status, version from document where id = :id and kind = 'order' ${forUpdate}`,
);

/** The lines with what was ordered and announced, and what the item is. */
export const linesOf = statement(
  `select ${lineRow.columns}, ordered.line_number as order_line_number, ordered.item_id,
     ordered.quantity_base as ordered_base, ordered.accepted_base as order_accepted,
     ordered.cancelled_base as order_cancelled, announced.quantity_base as announced_base,
     announced.inspected_base, announced.lot_number as announced_lot, item.code as item_code, item.kind,
     item.generic_name, item.form, item.strength, item.manufacturer, item.approval_number as item_approval,
     item.pack_unit, item.base_unit, item.pack_size, item.scale, item.storage_zone, item.control_class,
     concept.consumable_grade, party.short_name as supplier
   from receipt_line as line join order_line as ordered on ordered.id = line.order_line_id
   join purchase_order on purchase_order.document_id = ordered.order_id join party on party.id = purchase_order.party_id
   left join delivery_line as announced on announced.id = line.delivery_line_id
   join item on item.id = ordered.item_id join product on product.id = item.product_id
   join specification on specification.id = product.specification_id
   join concept on concept.id = specification.concept_id
   where line.receipt_id = :receiptId order by line.line_number`,
);

export interface LineFacts {
  order_line_number: number;
  item_id: number;
  ordered_base: number;
  order_accepted: number;
  order_cancelled: number;
  announced_base: number | null;
  inspected_base: number | null;
  announced_lot: string | null;
  item_code: string;
  kind: string;
  generic_name: string;
  form: string;
  strength: string;
  manufacturer: string;
  item_approval: string | null;
  pack_unit: string;
  base_unit: string;
  pack_size: number;
  scale: number;
  storage_zone: string;
  control_class: string;
  consumable_grade: string | null;
  supplier: string;
}

/** People who had a part in ordering: who made or approved the plan, who placed, sent or spoke for the order. */
export const peopleWhoOrdered = statement(
  `select distinct actor_id from document_act
   where document_id = :planId or (document_id = :orderId and act not in ('accept', 'reject', 'return'))`,
);

export const settleLines = statement(
  `update receipt_line set accepted_base = given.accepted, rejected_base = given.rejected,
     lot_id = given.lot, store_id = given.store, amount_fen = given.amount, decided_on = cast(:day as text),
     retain_until = given.retain, decided_by = cast(:by as bigint)
   from ${rowset('lines', {
     id: 'int',
     accepted: 'int',
     rejected: 'int',
     lot: 'int',
     store: 'int',
     amount: 'int',
     retain: 'text',
   })} as given where receipt_line.id = given.id`,
);

export const waitLines = statement(
  `update receipt_line set decided_by = cast(:by as bigint)
   from ${rowset('ids', { id: 'int' })} as given where receipt_line.id = given.id`,
);

/** How many scans were counted: a page that knows of fewer is stale. */
export const countedScans = statement(
  `select count(*) as n from receipt_scan where receipt_id = :receiptId and outcome = 'counted'`,
);

/** What an announced delivery still has to be inspected for. */
export const restOfDelivery = statement(
  `select id, quantity_base - inspected_base as left_base from delivery_line
   where delivery_id = :deliveryId order by line_number`,
);
