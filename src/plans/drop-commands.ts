/** Taking lines off a plan: by the buyer who drops one, and for the approver who sends one back. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { planDemand, planLine, planTransfer } from '../../db/schema/plans.ts';
import type { CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { unplanDemand } from '../requisitions/demand-commands.ts';
import { editDraft, lineAndItem, type PlanInput } from './line-commands.ts';
import { type PlanLineRow, servedBy } from './plan-queries.ts';

export interface DropInput extends PlanInput {
  line: number;
  reason: string;
}

/** Takes a line off the plan: every need it served is open again. Refused once one of its transfers is sent. */
export async function removeLine(tx: Tx, line: PlanLineRow): Promise<Result<{ backBase: number }>> {
  const moves = await tx.select().from(planTransfer).where(eq(planTransfer.planLineId, line.id));
  if (moves.some((move) => move.status === 'sent')) return refuse('plan_line_sent', { line: line.lineNumber });
  const served = await servedBy(tx, line.id);
  const back = await unplanDemand(tx, served);
  if (!back.ok) return back;
  await tx.delete(planTransfer).where(eq(planTransfer.planLineId, line.id));
  await tx.delete(planDemand).where(eq(planDemand.planLineId, line.id));
  await tx.delete(planLine).where(eq(planLine.id, line.id));
  return ok({ backBase: served.reduce((sum, one) => sum + one.quantityBase, 0) });
}

/** Drops a line with a reason; its demand goes back to the pool. */
export function dropLine(services: CommandServices, actor: Actor, key: string | null, input: DropInput) {
  return editDraft(services, actor, { act: 'plan.drop_line', key, input }, async ({ tx, record }) => {
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const found = await lineAndItem(tx, record.document.id, input.line);
    if (!found.ok) return found;
    const { line, item: of } = found.value;
    const removed = await removeLine(tx, line);
    if (!removed.ok) return removed;
    const dropped = { line: line.lineNumber, item: of.genericName, dropped: line.quantityBase };
    const unit = { unit: of.packUnit, packSize: of.packSize };
    return ok({ detail: { ...dropped, ...unit, back: removed.value.backBase }, note: reason });
  });
}
