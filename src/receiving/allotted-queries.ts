/** Who was given what of an inspection's goods, and the dispatches that brought it there. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const receiptAllotments = statement(
  `select given.id, given.receipt_line_id, given.demand_id, given.proposed_base, given.quantity_base,
     given.override_reason, given.dispatch_id, line.lot_id, line.lot_number, line.line_number, line.order_line_id,
     ordered.item_id, demand.organisation_id, organisation.short_name, organisation.code, item.generic_name,
     item.pack_size, item.pack_unit, item.base_unit, item.scale, sent.number as dispatch_number,
     paper.number as document_number, paper.kind as document_kind
   from receipt_line as line join allotment as given on given.receipt_line_id = line.id
   join order_line as ordered on ordered.id = line.order_line_id join item on item.id = ordered.item_id
   join demand on demand.id = given.demand_id join organisation on organisation.id = demand.organisation_id
   left join document as sent on sent.id = given.dispatch_id
   left join document as paper on paper.id = demand.document_id
   where line.receipt_id = :receiptId order by line.line_number, given.id`,
);

export interface Allotted {
  id: number;
  receiptLineId: number;
  lineNumber: number;
  orderLineId: number;
  demandId: number;
  itemId: number;
  itemName: string;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
  lotId: number;
  lotNumber: string;
  organisationId: number;
  organisation: string;
  organisationCode: string;
  proposedBase: number;
  quantityBase: number;
  overrideReason: string;
  dispatchId: number | null;
  dispatchNumber: string | null;
  documentNumber: string | null;
  documentKind: 'requisition' | 'shortage' | null;
}

interface AllottedRow {
  id: number;
  receipt_line_id: number;
  line_number: number;
  order_line_id: number;
  demand_id: number;
  item_id: number;
  generic_name: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  lot_id: number;
  lot_number: string;
  organisation_id: number;
  short_name: string;
  code: string;
  proposed_base: number;
  quantity_base: number;
  override_reason: string;
  dispatch_id: number | null;
  dispatch_number: string | null;
  document_number: string | null;
  document_kind: Allotted['documentKind'];
}

/** Who was given what of an inspection, and the dispatches it went out with. */
export async function allottedOf(db: Db, receiptId: number): Promise<Allotted[]> {
  const rows = await db.run<AllottedRow>(receiptAllotments, { receiptId });
  return rows.map((row) => ({
    id: row.id,
    receiptLineId: row.receipt_line_id,
    lineNumber: row.line_number,
    orderLineId: row.order_line_id,
    demandId: row.demand_id,
    itemId: row.item_id,
    itemName: row.generic_name,
    shape: { packSize: row.pack_size, packUnit: row.pack_unit, baseUnit: row.base_unit, scale: row.scale },
    lotId: row.lot_id,
    lotNumber: row.lot_number,
    organisationId: row.organisation_id,
    organisation: row.short_name,
    organisationCode: row.code,
    proposedBase: row.proposed_base,
    quantityBase: row.quantity_base,
    overrideReason: row.override_reason,
    dispatchId: row.dispatch_id,
    dispatchNumber: row.dispatch_number,
    documentNumber: row.document_number,
    documentKind: row.document_kind,
  }));
}
