/** The SQL of one paper at one act: whose it is, its lines, and when the act was done for each. */
import { forUpdate, type Statement, statement } from '../../db/statement.ts';
import type { TraceAct } from './rules.ts';

export const lockPaper = statement(`select id from document where id = :id ${forUpdate}`);

const HEAD = `select document.id, document.number, document.kind, document.status, document.organisation_id as place_id,
     place.path as place_path, place.short_name as place_name`;

/** Receipts belong to the place that inspects, whatever member ordered. */
export const headOf = statement(
  `${HEAD}, issue.returns_id, dispatch.to_organisation_id as to_id, receiver.path as to_path,
     receiver.short_name as to_name, inspecting.id as inspecting_id, inspecting.path as inspecting_path,
     inspecting.kind as inspecting_kind
   from document join organisation as place on place.id = document.organisation_id
   left join dispatch on dispatch.document_id = document.id
   left join organisation as receiver on receiver.id = dispatch.to_organisation_id
   left join receipt on receipt.document_id = document.id
   left join organisation as inspecting on inspecting.id = receipt.organisation_id
   left join issue on issue.document_id = document.id
   where document.number = :number
     and document.kind in ('receipt', 'dispatch', 'issue', 'issue_return', 'supplier_return')`,
);

export interface HeadRow {
  id: number;
  number: string;
  kind: string;
  status: string;
  place_id: number;
  place_path: string;
  place_name: string;
  returns_id: number | null;
  to_id: number | null;
  to_path: string | null;
  to_name: string | null;
  inspecting_id: number | null;
  inspecting_path: string | null;
  inspecting_kind: string | null;
}

const dayNumber = (column: string) => `(${column} + 28800000) / 86400000`;
const GOODS = `item.id as item_id, item.code as item_code, item.generic_name, item.strength, item.manufacturer,
     item.pack_size, item.pack_unit, item.base_unit, item.scale, (select count(*) from item_code
       where item_code.item_id = item.id and item_code.type = 'trace_prefix') as prefixes`;

function ofDispatch(quantity: string, done: string): Statement {
  return statement(
    `select line.id, line.line_number, lot.id as lot_id, lot.number as lot_number, ${quantity} as quantity_base,
       cast(null as text) as day, ${done} as day_number, ${GOODS}
     from dispatch_line as line join dispatch on dispatch.document_id = line.dispatch_id
     join document on document.id = line.dispatch_id join lot on lot.id = line.lot_id
     join item on item.id = line.item_id where line.dispatch_id = :id order by line.line_number, line.id`,
  );
}

const ofIssue = statement(
  `select line.id, line.line_number, lot.id as lot_id, lot.number as lot_number, line.quantity_base,
     cast(null as text) as day, ${dayNumber('issue.occurred_at')} as day_number, ${GOODS}
   from issue_line as line join issue on issue.document_id = line.issue_id join lot on lot.id = line.lot_id
   join item on item.id = line.item_id where line.issue_id = :id order by line.line_number`,
);

export const linesOf: Record<TraceAct, Statement> = {
  receipt: statement(
    `select line.id, line.line_number, line.lot_id, line.lot_number, line.decided_on as day,
       cast(null as bigint) as day_number,
       case when line.decided_on is null then line.arrived_base else line.accepted_base end as quantity_base, ${GOODS}
     from receipt_line as line join order_line on order_line.id = line.order_line_id
     join item on item.id = order_line.item_id where line.receipt_id = :id order by line.line_number`,
  ),
  dispatch: ofDispatch(
    `case when document.status = 'picking' then coalesce(line.picked_base, line.quantity_base)
       else line.shipped_base end`,
    `case when document.status = 'picking' then null else ${dayNumber('dispatch.posted_at')} end`,
  ),
  arrival: ofDispatch(
    'line.shipped_base',
    `case when dispatch.received_at is null then null else ${dayNumber('dispatch.received_at')} end`,
  ),
  issue: ofIssue,
  issue_return: ofIssue,
  supplier_return: statement(
    `select line.id, receipt_line.line_number, receipt_line.lot_id, receipt_line.lot_number, line.quantity_base,
       cast(null as text) as day, case when movement.id is null then null else ${dayNumber('movement.posted_at')} end
         as day_number, ${GOODS}
     from supplier_return_line as line join receipt_line on receipt_line.id = line.receipt_line_id
     join order_line on order_line.id = receipt_line.order_line_id join item on item.id = order_line.item_id
     left join movement on movement.document_id = line.return_id and movement.kind = 'supplier_return'
     where line.return_id = :id order by line.id`,
  ),
};

export interface LineRow {
  id: number;
  line_number: number;
  lot_id: number | null;
  lot_number: string;
  quantity_base: number;
  day: string | null;
  day_number: number | null;
  item_id: number;
  item_code: string;
  generic_name: string;
  strength: string;
  manufacturer: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  prefixes: number;
}
