/** What came of an order at inspections and in money: read-only, for its own page and for its supplier. */
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
export async function receiptsOf(db: Db, orderId: number): Promise<ReceiptShown[]> {
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

const owed = statement(
  `select payable.id, document.number, payable.amount_fen, payable.due_on, payable.blocked, payable.credited_fen,
     payable.paid_fen from payable join receipt on receipt.document_id = payable.receipt_id
   join document on document.id = receipt.document_id where receipt.order_id = :orderId order by payable.id`,
);

export interface OwedShown {
  id: number;
  receiptNumber: string;
  amountFen: number;
  dueOn: string;
  blocked: string | null;
  creditedFen: number;
  paidFen: number;
}

/** What is owed for what was accepted of the order. */
export async function owedFor(db: Db, orderId: number): Promise<OwedShown[]> {
  const rows = await db.run<Record<string, string | number | null>>(owed, { orderId });
  return rows.map((row) => ({
    id: Number(row.id),
    receiptNumber: String(row.number),
    amountFen: Number(row.amount_fen),
    dueOn: String(row.due_on),
    blocked: row.blocked === null ? null : String(row.blocked),
    creditedFen: Number(row.credited_fen),
    paidFen: Number(row.paid_fen),
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

const carried = statement(
  `select place.short_name, budget.category, budget.id, cast(sum(share.amount_fen) as bigint) as amount_fen,
     cast(sum(share.open_fen) as bigint) as open_fen, cast(sum(share.used_fen) as bigint) as used_fen
   from order_line as line join order_share as share on share.order_line_id = line.id
   join budget on budget.id = share.budget_id join organisation as place on place.id = budget.organisation_id
   where line.order_id = :orderId group by place.short_name, budget.category, budget.id order by budget.id`,
);

export interface CarriedShown {
  budgetId: number;
  place: string;
  category: string;
  amountFen: number;
  openFen: number;
  usedFen: number;
}

/** Whose budgets carry the order, and how much of them it still holds. */
export async function budgetsOf(db: Db, orderId: number): Promise<CarriedShown[]> {
  const rows = await db.run<Record<string, string | number>>(carried, { orderId });
  return rows.map((row) => ({
    budgetId: Number(row.id),
    place: String(row.short_name),
    category: String(row.category),
    amountFen: Number(row.amount_fen),
    openFen: Number(row.open_fen),
    usedFen: Number(row.used_fen),
  }));
}
