/** Who had recalled lots in hand: suppliers behind them, papers that hold or carry them, whom they reached. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { DocumentKind } from '../documents/kinds.ts';

const LOTS = rowset('lots', { id: 'int' });
const MOST = 500;

/** Where a lot came from. */
export interface LotSource {
  lotId: number;
  receiptNumber: string;
  partyName: string;
  placeName: string;
  acceptedBase: number;
  returnedBase: number;
  decidedOn: string | null;
}

const sources = statement(
  `select line.lot_id as "lotId", paper.number as "receiptNumber", party.short_name as "partyName",
     place.short_name as "placeName", line.accepted_base as "acceptedBase", line.returned_base as "returnedBase",
     line.decided_on as "decidedOn"
   from ${LOTS} as given join receipt_line as line on line.lot_id = given.id and line.accepted_base > 0
   join receipt on receipt.document_id = line.receipt_id join document as paper on paper.id = line.receipt_id
   join party on party.id = receipt.party_id join organisation as place on place.id = receipt.organisation_id
   order by paper.id, line.line_number limit ${MOST}`,
);

/** A paper that keeps some of a lot for itself, or carries it between members now. */
export interface HoldingPaper {
  lotId: number;
  kind: DocumentKind;
  number: string;
  status: string;
  fromName: string;
  toName: string | null;
  quantityBase: number;
}

const reserving = statement(
  `select reservation.lot_id as "lotId", paper.kind, paper.number, paper.status, place.short_name as "fromName",
     other.short_name as "toName", sum(reservation.quantity_base) as "quantityBase"
   from ${LOTS} as given join balance on balance.lot_id = given.id and balance.reserved > 0
   join reservation on reservation.location_id = balance.location_id and reservation.lot_id = balance.lot_id
     and reservation.status = 'open'
   join document as paper on paper.id = reservation.document_id
   join location on location.id = reservation.location_id
   join organisation as place on place.id = location.keeper_id
   left join organisation as other on other.id = paper.counterpart_id and other.id <> place.id
   group by reservation.lot_id, paper.kind, paper.number, paper.status, place.short_name, other.short_name
   order by paper.number limit ${MOST}`,
);

const travelling = statement(
  `select line.lot_id as "lotId", paper.kind, paper.number, paper.status, sender.short_name as "fromName",
     receiver.short_name as "toName", sum(line.shipped_base) as "quantityBase"
   from ${LOTS} as given join dispatch_line as line on line.lot_id = given.id
   join document as paper on paper.id = line.dispatch_id and paper.status = 'in_transit'
   join dispatch on dispatch.document_id = line.dispatch_id
   join organisation as sender on sender.id = dispatch.from_organisation_id
   join organisation as receiver on receiver.id = dispatch.to_organisation_id
   group by line.lot_id, paper.kind, paper.number, paper.status, sender.short_name, receiver.short_name
   order by paper.number limit ${MOST}`,
);

/** A batch by item and number, whether or not the house ever had a lot of it. */
export interface Batch {
  itemId: number;
  lotNumber: string;
}

/** Announced by a supplier and not inspected yet, under a number that is meant. */
export interface Announced {
  number: string;
  partyName: string;
  placeName: string;
  genericName: string;
  strength: string;
  lotNumber: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  quantityBase: number;
  expectedOn: string;
}

const announced = statement(
  `select paper.number, party.short_name as "partyName", place.short_name as "placeName",
     item.generic_name as "genericName", item.strength, line.lot_number as "lotNumber", item.pack_size as "packSize",
     item.pack_unit as "packUnit", item.base_unit as "baseUnit", item.scale,
     line.quantity_base - line.inspected_base as "quantityBase", delivery.expected_on as "expectedOn"
   from document as paper join delivery on delivery.document_id = paper.id
   join delivery_line as line on line.delivery_id = paper.id and line.inspected_base < line.quantity_base
   join order_line on order_line.id = line.order_line_id
   join ${rowset('batches', { item_id: 'int', number: 'text' })} as given
     on given.item_id = order_line.item_id and given.number = line.lot_number
   join item on item.id = order_line.item_id
   join organisation as place on place.id = delivery.deliver_to_id
   join purchase_order on purchase_order.document_id = delivery.order_id
   join party on party.id = purchase_order.party_id
   where paper.kind = 'delivery' and paper.status in ('announced', 'inspecting')
   order by delivery.expected_on, paper.number limit ${MOST}`,
);

/** Somebody to whom goods of a lot were handed. */
export interface HandedOut {
  lotId: number;
  number: string;
  placeCode: string;
  placeName: string;
  purpose: 'patient' | 'ward' | 'other';
  ward: string;
  patientRef: string;
  prescriptionRef: string;
  occurredAt: number;
  quantityBase: number;
}

const handedOut = statement(
  `select line.lot_id as "lotId", paper.number, place.code as "placeCode", place.short_name as "placeName",
     issue.purpose, issue.ward, issue.patient_ref as "patientRef", issue.prescription_ref as "prescriptionRef",
     issue.occurred_at as "occurredAt", line.quantity_base - line.returned_base as "quantityBase"
   from ${LOTS} as given join issue_line as line on line.lot_id = given.id and line.quantity_base > line.returned_base
   join issue on issue.document_id = line.issue_id and issue.returns_id is null
   join document as paper on paper.id = line.issue_id and paper.kind = 'issue' and paper.status <> 'reversed'
   join organisation as place on place.id = paper.organisation_id and place.path like :scope || '%'
   order by issue.occurred_at desc, paper.id desc limit ${MOST}`,
);

const asIds = (ids: readonly number[]) => ids.map((id) => ({ id }));

export async function sourcesOf(db: Db, lotIds: readonly number[]): Promise<LotSource[]> {
  const rows = await db.run<LotSource>(sources, { lots: asIds(lotIds) });
  return rows.map((row) => ({
    ...row,
    acceptedBase: Number(row.acceptedBase),
    returnedBase: Number(row.returnedBase),
  }));
}

export interface Papers {
  reserving: HoldingPaper[];
  travelling: HoldingPaper[];
  announced: Announced[];
}

const whole = <Row extends { quantityBase: number }>(rows: Row[]): Row[] =>
  rows.map((row) => ({ ...row, quantityBase: Number(row.quantityBase) }));

/** Papers that hold the lots, carry them between members, or announce that more of these batches will come. */
export async function papersOf(db: Db, lotIds: readonly number[], batches: readonly Batch[]): Promise<Papers> {
  const lots = asIds(lotIds);
  const sought = batches.map((one) => ({ item_id: one.itemId, number: one.lotNumber }));
  return {
    reserving: whole(await db.run<HoldingPaper>(reserving, { lots })),
    travelling: whole(await db.run<HoldingPaper>(travelling, { lots })),
    announced: whole(await db.run<Announced>(announced, { batches: sought })),
  };
}

/** To which wards and patients of the scope the lots were handed out, the latest first. */
export async function handedOutOf(db: Db, lotIds: readonly number[], scope: string): Promise<HandedOut[]> {
  const rows = await db.run<HandedOut>(handedOut, { lots: asIds(lotIds), scope });
  return rows.map((row) => ({ ...row, quantityBase: Number(row.quantityBase), occurredAt: Number(row.occurredAt) }));
}
