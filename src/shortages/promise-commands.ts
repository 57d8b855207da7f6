/** Keeps the sums of a request's parts, and lets promises go for what was served or given up in their place. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shortagePart } from '../../db/schema/shortages.ts';
import { rowset, statement } from '../../db/statement.ts';

const SUM = (kind: string) => `(select coalesce(sum(part.quantity_base), 0) from shortage_part as part
     where part.shortage_id = shortage.document_id and part.kind = '${kind}' and part.ended_at is null)`;

const recount = statement(
  `update shortage set promised_base = ${SUM('promise')}, settled_base = ${SUM('ending')},
     promise_due = (select min(part.due_on) from shortage_part as part
       where part.shortage_id = shortage.document_id and part.kind = 'promise' and part.ended_at is null)
   from ${rowset('rows', { id: 'int' })} as given where shortage.document_id = given.id`,
);

/** After parts of these requests were written: the sums that requests keep of them. */
export async function recountParts(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await tx.run(recount, { rows: ids.map((id) => ({ id })) });
}

/** Lets promises of a request go, the first promised first, until no more is promised than `openBase`. */
export async function letPromisesGo(
  tx: Tx,
  shortageId: number,
  openBase: number,
  by: { userId: number; at: number; why: 'served' | 'closed' },
): Promise<void> {
  const standing = and(
    eq(shortagePart.shortageId, shortageId),
    eq(shortagePart.kind, 'promise'),
    isNull(shortagePart.endedAt),
  );
  const rows = await tx.select().from(shortagePart).where(standing).orderBy(asc(shortagePart.id));
  let excess = rows.reduce((sum, row) => sum + row.quantityBase, 0) - openBase;
  for (const row of rows) {
    if (excess <= 0) break;
    const own = eq(shortagePart.id, row.id);
    const taken = Math.min(excess, row.quantityBase);
    const ended = { endedWhy: by.why, endedAt: by.at, endedBy: by.userId };
    const less = { quantityBase: row.quantityBase - taken };
    await tx
      .update(shortagePart)
      .set(taken === row.quantityBase ? ended : less)
      .where(own);
    excess -= taken;
  }
  await recountParts(tx, [shortageId]);
}
