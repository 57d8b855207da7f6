/** Puts back into the pool what a plan promised otherwise than by buying and nobody sent: no need is left behind. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { planLine, planTransfer } from '../../db/schema/plans.ts';
import { rowset, statement } from '../../db/statement.ts';
import { ok, type Result } from '../kernel/result.ts';
import { unplanDemand } from '../requisitions/demand-commands.ts';
import { stockNeeds } from './stock-queries.ts';
import { metBy } from './transfer-commands.ts';
import { type ServedRow, serveLess } from './write-commands.ts';

/** What a line said it would meet otherwise than by buying, less what went back to the pool. */
const lessPromised = statement(
  `update plan_line set
     from_hub_base = plan_line.from_hub_base - given.hub,
     on_order_base = plan_line.on_order_base - given.coming,
     from_neighbours_base = plan_line.from_neighbours_base - given.near,
     asked_base = plan_line.asked_base - given.hub - given.coming - given.near
   from ${rowset('lines', { id: 'int', hub: 'int', coming: 'int', near: 'int' })} as given
   where plan_line.id = given.id`,
);

/** Takes needs off the plan and opens them in the pool again. */
export async function giveBack(tx: Tx, rows: readonly ServedRow[]): Promise<Result<undefined>> {
  if (rows.length === 0) return ok();
  const back = await unplanDemand(tx, rows);
  if (!back.ok) return back;
  await serveLess(tx, rows);
  const sums = new Map<number, { id: number; hub: number; coming: number; near: number }>();
  for (const { lineId, source, quantityBase } of rows) {
    const sum = sums.get(lineId) ?? { id: lineId, hub: 0, coming: 0, near: 0 };
    sums.set(lineId, sum);
    sum[source === 'hub' ? 'hub' : source === 'order' ? 'coming' : 'near'] += quantityBase;
  }
  await tx.run(lessPromised, { lines: [...sums.values()] });
  return ok();
}

/** Transfers nobody answered are declined, and what they would have met is open again. Gives how many there were. */
export async function declineRest(tx: Tx, planId: number): Promise<Result<number>> {
  const lines = tx.select({ id: planLine.id }).from(planLine).where(eq(planLine.planId, planId));
  const open = await tx
    .select()
    .from(planTransfer)
    .where(and(inArray(planTransfer.planLineId, lines), eq(planTransfer.status, 'proposed')))
    .orderBy(planTransfer.id);
  for (const transfer of open) {
    const back = await giveBack(tx, await metBy(tx, transfer));
    if (!back.ok) return back;
    await tx.update(planTransfer).set({ status: 'declined' }).where(eq(planTransfer.id, transfer.id));
  }
  return ok(open.length);
}

/** Everything that a plan promised otherwise than by buying and nobody sent is open again. */
export async function releaseStock(tx: Tx, planId: number): Promise<Result<undefined>> {
  const back = await giveBack(tx, await stockNeeds(tx, planId));
  if (!back.ok) return back;
  const declined = await declineRest(tx, planId);
  return declined.ok ? ok() : declined;
}
