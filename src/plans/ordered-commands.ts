/** What issuing orders does to a plan: its lines are ordered, and so is the plan. Called inside the act of ordering. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { plan } from '../../db/schema/plans.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { planTransitions } from './rules.ts';
import { lockPlan } from './write-commands.ts';

/** Only what is not ordered yet: two who press the button at once do not order twice. */
const setOrdered = statement(
  `update plan_line set ordered_base = plan_line.ordered_base + given.quantity
   from ${rowset('lines', { id: 'int', quantity: 'int' })} as given
   where plan_line.id = given.id and plan_line.plan_id = :planId
     and plan_line.ordered_base + given.quantity <= plan_line.quantity_base
   returning plan_line.id`,
);

const statusOf = statement(`select status from document where id = :planId and kind = 'plan'`);

export interface OrderedLines {
  planId: number;
  lines: readonly { planLineId: number; orderedBase: number }[];
}

/**
 * Marks lines of a plan as ordered. Gives the day by which it is needed. Refuses a plan that is neither approved nor
 * urgent and submitted (`plan_not_approved`), and lines that are ordered already (`plan_ordered`).
 */
export async function markOrdered(
  tx: Tx,
  actor: Actor,
  at: number,
  given: OrderedLines,
): Promise<Result<{ neededBy: string }>> {
  const { planId, lines } = given;
  await lockPlan(tx, planId);
  const [state] = await tx.run<{ status: string }>(statusOf, { planId });
  const [record] = await tx.select().from(plan).where(eq(plan.documentId, planId));
  if (state === undefined || record === undefined) return refuse('not_found');
  const ready = state.status === 'approved' || (record.urgent && state.status === 'submitted');
  if (!ready) return state.status === 'ordered' ? refuse('plan_ordered') : refuse('plan_not_approved');
  const rows = lines.map(({ planLineId, orderedBase }) => ({ id: planLineId, quantity: orderedBase }));
  const done = await tx.run(setOrdered, { planId, lines: rows });
  if (done.length !== rows.length) return refuse('plan_ordered');
  const moved = await advance(tx, planId, { act: 'order', to: 'ordered', transitions: planTransitions, actor, at });
  return moved.ok ? ok({ neededBy: record.neededBy }) : moved;
}
