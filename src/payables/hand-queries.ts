/** Who had a hand in what is to be paid: nobody pays for goods that the own hands ordered or accepted. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';

const PAYABLES = `${rowset('ids', { id: 'int' })} as given join payable on payable.id = given.id
   join receipt on receipt.document_id = payable.receipt_id`;

const handsOfPayables = statement(
  `select payable.id, receipt.inspector_id as person_id, 'accepted' as hand from ${PAYABLES}
   union select payable.id, receipt.second_id, 'accepted' from ${PAYABLES} where receipt.second_id is not null
   union select payable.id, receipt_line.decided_by, 'accepted' from ${PAYABLES}
     join receipt_line on receipt_line.receipt_id = receipt.document_id and receipt_line.decided_by is not null
   union select payable.id, document_act.actor_id, 'ordered' from ${PAYABLES}
     join document_act on document_act.document_id = receipt.order_id`,
);

export type Hand = 'accepted' | 'ordered';

/** By payable: what each person did for it. */
export async function handsOf(db: Db, payableIds: readonly number[]): Promise<Map<number, Map<number, Hand>>> {
  const ids = [...new Set(payableIds)].map((id) => ({ id }));
  const found = new Map<number, Map<number, Hand>>();
  if (ids.length === 0) return found;
  const rows = await db.run<{ id: number; person_id: number; hand: Hand }>(handsOfPayables, { ids });
  for (const { id, person_id: person, hand } of rows) {
    const hands = found.get(id) ?? new Map<number, Hand>();
    // Acceptance is written on the order too: what the person did first names the hand
    if (hands.get(person) !== 'accepted') hands.set(person, hand);
    found.set(id, hands);
  }
  return found;
}
