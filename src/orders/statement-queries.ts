/** What a supplier is owed and was paid, of its own accepted goods alone: no other supplier, no budget, no stock. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const owed = statement(
  `select payable.id, document.number, ordered.number as order_number, payable.accepted_on, payable.due_on,
     payable.amount_fen, payable.credited_fen, payable.paid_fen, payable.paid_on
   from payable join document on document.id = payable.receipt_id
   join receipt on receipt.document_id = payable.receipt_id join document as ordered on ordered.id = receipt.order_id
   where payable.party_id = :partyId order by payable.id desc limit 500`,
);

const paid = statement(
  `select payment.id, document.number, payment_run.pay_on, payment.amount_fen from payment
   join payment_run on payment_run.document_id = payment.run_id join document on document.id = payment.run_id
   where payment.party_id = :partyId and payment.status = 'confirmed' order by payment.id desc limit 500`,
);

export interface OwnPayable {
  receiptNumber: string;
  orderNumber: string;
  acceptedOn: string;
  dueOn: string;
  amountFen: number;
  creditedFen: number;
  paidFen: number;
  paidOn: string | null;
}

export interface OwnPayment {
  number: string;
  payOn: string;
  amountFen: number;
}

export interface OwnStatement {
  payables: OwnPayable[];
  payments: OwnPayment[];
}

/** The newest payables and confirmed payments of the party. */
export async function ownStatement(db: Db, partyId: number): Promise<OwnStatement> {
  type Row = Record<string, string | number | null>;
  const payables = (await db.run<Row>(owed, { partyId })).map((row) => ({
    receiptNumber: String(row.number),
    orderNumber: String(row.order_number),
    acceptedOn: String(row.accepted_on),
    dueOn: String(row.due_on),
    amountFen: Number(row.amount_fen),
    creditedFen: Number(row.credited_fen),
    paidFen: Number(row.paid_fen),
    paidOn: row.paid_on === null ? null : String(row.paid_on),
  }));
  const payments = (await db.run<Row>(paid, { partyId })).map((row) => ({
    number: String(row.number),
    payOn: String(row.pay_on),
    amountFen: Number(row.amount_fen),
  }));
  return { payables, payments };
}
