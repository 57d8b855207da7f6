/** What is owed for an order, for its page. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

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
export async function owedForOrder(db: Db, orderId: number): Promise<OwedShown[]> {
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
