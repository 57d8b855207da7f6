/** Who had a hand in what is to be paid: nobody pays for goods that the own hands planned, ordered or accepted. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';

const PAYABLES = `${rowset('ids', { id: 'int' })} as given join payable on payable.id = given.id
   join receipt on receipt.document_id = payable.receipt_id`;

const PLANS = 'purchase_order on purchase_order.document_id = receipt.order_id';

/** Acts by which a plan is made; who approves one, the chief accountant too, has not made it. */
export const PLANNING_ACTS = "'open', 'edit', 'explain', 'submit', 'recall', 'reopen'";

const handsOfPayables = statement(
  `select payable.id, receipt.inspector_id as person_id, 'accepted' as hand from ${PAYABLES}
   union select payable.id, document.created_by, 'accepted' from ${rowset('ids', { id: 'int' })} as given
     join payable on payable.id = given.id
     join document on document.id = payable.receipt_id and document.kind <> 'receipt'
   union select payable.id, receipt.second_id, 'accepted' from ${PAYABLES} where receipt.second_id is not null
   union select payable.id, receipt_line.decided_by, 'accepted' from ${PAYABLES}
     join receipt_line on receipt_line.receipt_id = receipt.document_id and receipt_line.decided_by is not null
   union select payable.id, document_act.actor_id, 'ordered' from ${PAYABLES}
     join document_act on document_act.document_id = receipt.order_id
   union select payable.id, document.created_by, 'planned' from ${PAYABLES} join ${PLANS}
     join document on document.id = purchase_order.plan_id
   union select payable.id, document_act.actor_id, 'planned' from ${PAYABLES} join ${PLANS}
     join document_act on document_act.document_id = purchase_order.plan_id and document_act.act in (${PLANNING_ACTS})`,
);

export type Hand = 'accepted' | 'ordered' | 'planned';

/** What a hand weighs: the later act names it, for acceptance is written on the order too. */
const WEIGHT: Record<Hand, number> = { accepted: 2, ordered: 1, planned: 0 };

/** By payable: what each person did for it. */
export async function handsOf(db: Db, payableIds: readonly number[]): Promise<Map<number, Map<number, Hand>>> {
  const ids = [...new Set(payableIds)].map((id) => ({ id }));
  const found = new Map<number, Map<number, Hand>>();
  if (ids.length === 0) return found;
  const rows = await db.run<{ id: number; person_id: number; hand: Hand }>(handsOfPayables, { ids });
  for (const { id, person_id: person, hand } of rows) {
    const hands = found.get(id) ?? new Map<number, Hand>();
    const known = hands.get(person);
    if (known === undefined || WEIGHT[hand] > WEIGHT[known]) hands.set(person, hand);
    found.set(id, hands);
  }
  return found;
}
