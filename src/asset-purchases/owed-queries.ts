/** What is owed and paid for a contract or one acceptance: the payables that its acceptances made. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const owed = statement(
  `select payable.id, document.number, payable.part, payable.amount_fen, payable.due_on,
     payable.paid_fen + payable.credited_fen as paid_fen
   from asset_acceptance as acceptance join document on document.id = acceptance.document_id
   join payable on payable.receipt_id = acceptance.document_id
   where acceptance.purchase_id = :purchaseId
     and (cast(:acceptanceId as bigint) is null or acceptance.document_id = :acceptanceId)
   order by document.id, payable.part`,
);

export interface OwedPart {
  payableId: number;
  /** Number of the acceptance. */
  acceptance: string;
  /** 1 the price, 2 what is kept back. */
  part: number;
  amountFen: number;
  dueOn: string;
  /** Paid or set off. */
  paidFen: number;
}

/** Of all acceptances of the contract, or of one, in order. */
export async function owedOf(db: Db, purchaseId: number, acceptanceId: number | null = null): Promise<OwedPart[]> {
  const rows = await db.run<Record<string, string | number>>(owed, { purchaseId, acceptanceId });
  return rows.map((row) => ({
    payableId: Number(row['id']),
    acceptance: String(row['number']),
    part: Number(row['part']),
    amountFen: Number(row['amount_fen']),
    dueOn: String(row['due_on']),
    paidFen: Number(row['paid_fen']),
  }));
}
