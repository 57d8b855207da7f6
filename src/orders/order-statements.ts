/** The SQL of orders' acts: set-based, the same on both engines. */
import { forUpdate, rowset, statement } from '../../db/statement.ts';

const locking = (of: string) => (forUpdate === '' ? '' : `${forUpdate} of ${of}`);

/** The order itself first, its lines after it: whoever changes an order comes this way. */
export const lockOrder = statement(
  `select status, version from document where id = :orderId and kind = 'order' ${forUpdate}`,
);

export const lockLines = statement(
  `select line.id, line.order_id, line.item_id, line.line_number, line.quantity_base, line.price_pack, line.amount_fen,
     line.accepted_base, line.rejected_base, line.cancelled_base, line.accepted_fen, line.cancelled_fen,
     line.deliver_to_id, item.pack_size, item.generic_name
   from order_line as line join item on item.id = line.item_id
   where line.order_id = :orderId order by line.id ${locking('line')}`,
);

export interface LineRow {
  id: number;
  order_id: number;
  item_id: number;
  line_number: number;
  quantity_base: number;
  price_pack: number;
  amount_fen: number;
  accepted_base: number;
  rejected_base: number;
  cancelled_base: number;
  accepted_fen: number;
  cancelled_fen: number;
  deliver_to_id: number;
  pack_size: number;
  generic_name: string;
}

export const setLines = statement(
  `update order_line set accepted_base = given.accepted, rejected_base = given.rejected,
     cancelled_base = given.cancelled, accepted_fen = given.accepted_fen, cancelled_fen = given.cancelled_fen
   from ${rowset('lines', {
     id: 'int',
     accepted: 'int',
     rejected: 'int',
     cancelled: 'int',
     accepted_fen: 'int',
     cancelled_fen: 'int',
   })} as given where order_line.id = given.id`,
);

export const sharesOfLines = statement(
  `select share.id, share.order_line_id, share.budget_id, share.open_fen, share.used_fen
   from ${rowset('ids', { id: 'int' })} as given join order_share as share on share.order_line_id = given.id
   order by share.order_line_id, share.id`,
);

export interface ShareRow {
  id: number;
  order_line_id: number;
  budget_id: number;
  open_fen: number;
  used_fen: number;
}

export const setShares = statement(
  `update order_share set open_fen = given.open, used_fen = given.used
   from ${rowset('shares', { id: 'int', open: 'int', used: 'int' })} as given where order_share.id = given.id`,
);

export const needsOfLines = statement(
  `select need.id, need.order_line_id, need.demand_id, need.quantity_base, need.allotted_base, need.returned_base,
     case when demand.urgent then 1 else 0 end as urgent, demand.needed_by
   from ${rowset('ids', { id: 'int' })} as given
   join order_demand as need on need.order_line_id = given.id join demand on demand.id = need.demand_id
   order by need.id`,
);

export interface NeedRow {
  id: number;
  order_line_id: number;
  demand_id: number;
  quantity_base: number;
  allotted_base: number;
  returned_base: number;
  urgent: number;
  needed_by: string;
}

export const giveNeedsBack = statement(
  `update order_demand set returned_base = order_demand.returned_base + given.quantity
   from ${rowset('needs', { id: 'int', quantity: 'int' })} as given where order_demand.id = given.id`,
);

export const allotNeeds = statement(
  `update order_demand set allotted_base = order_demand.allotted_base + given.quantity
   from ${rowset('needs', { line: 'int', demand: 'int', quantity: 'int' })} as given
   where order_demand.order_line_id = given.line and order_demand.demand_id = given.demand
     and order_demand.allotted_base + given.quantity >= 0
     and order_demand.allotted_base + given.quantity + order_demand.returned_base <= order_demand.quantity_base
   returning order_demand.id`,
);
