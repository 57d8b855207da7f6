/** What inspections said of the goods of an order and of a delivery, for their pages. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const receipts = statement(
  `select document.number, document.status, receipt.note_number, receipt.arrived_at, receipt.concluded_at,
     place.short_name, announced.number as delivery_number,
     cast(coalesce(sum(line.amount_fen), 0) as bigint) as amount_fen, count(line.id) as lines,
     sum(case when line.rejected_base > 0 then 1 else 0 end) as rejected
   from receipt join document on document.id = receipt.document_id
   join organisation as place on place.id = receipt.organisation_id
   left join document as announced on announced.id = receipt.delivery_id
   left join receipt_line as line on line.receipt_id = receipt.document_id
   where receipt.order_id = :orderId
   group by document.id, document.number, document.status, receipt.note_number, receipt.arrived_at,
     receipt.concluded_at, place.short_name, announced.number
   order by document.id`,
);

export interface ReceiptShown {
  number: string;
  status: string;
  noteNumber: string;
  arrivedAt: number;
  concludedAt: number | null;
  place: string;
  deliveryNumber: string | null;
  amountFen: number;
  lines: number;
  /** Lines of which something was rejected. */
  rejected: number;
}

/** Inspections of what came for the order. */
export async function receiptsOfOrder(db: Db, orderId: number): Promise<ReceiptShown[]> {
  const rows = await db.run<Record<string, string | number | null>>(receipts, { orderId });
  return rows.map((row) => ({
    number: String(row.number),
    status: String(row.status),
    noteNumber: String(row.note_number),
    arrivedAt: Number(row.arrived_at),
    concludedAt: row.concluded_at === null ? null : Number(row.concluded_at),
    place: String(row.short_name),
    deliveryNumber: row.delivery_number === null ? null : String(row.delivery_number),
    amountFen: Number(row.amount_fen),
    lines: Number(row.lines),
    rejected: Number(row.rejected ?? 0),
  }));
}

const judged = statement(
  `select line.delivery_line_id, line.lot_number, line.decision, line.reason_code, line.reason, line.accepted_base,
     line.rejected_base, line.arrived_base
   from receipt_line as line join receipt on receipt.document_id = line.receipt_id
   where receipt.delivery_id = :deliveryId order by line.id`,
);

export interface JudgedLot {
  deliveryLineId: number | null;
  lotNumber: string;
  decision: 'accepted' | 'concession' | 'rejected' | 'pending' | null;
  reasonCode: string | null;
  reason: string;
  acceptedBase: number;
  rejectedBase: number;
  arrivedBase: number;
}

/** What inspections said of the lots of a delivery. */
export async function judgedLots(db: Db, deliveryId: number): Promise<JudgedLot[]> {
  const rows = await db.run<Record<string, string | number | null>>(judged, { deliveryId });
  return rows.map((row) => ({
    deliveryLineId: row.delivery_line_id === null ? null : Number(row.delivery_line_id),
    lotNumber: String(row.lot_number),
    decision: row.decision as JudgedLot['decision'],
    reasonCode: row.reason_code === null ? null : String(row.reason_code),
    reason: String(row.reason),
    acceptedBase: Number(row.accepted_base),
    rejectedBase: Number(row.rejected_base),
    arrivedBase: Number(row.arrived_base),
  }));
}
