/** Proposed transfers between neighbours: accepted, the giver sends them; declining stands in a file of its own. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { demand } from '../../db/schema/demand.ts';
import { planDemand, planLine, planTransfer } from '../../db/schema/plans.ts';
import type { CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openTransfer } from '../transfers/open-commands.ts';
import { planItems } from './item-queries.ts';
import { editDraft, type PlanInput } from './line-commands.ts';
import type { PlanLineRow } from './plan-queries.ts';
import type { ServedRow } from './write-commands.ts';

export type TransferRow = typeof planTransfer.$inferSelect;

export interface TransferInput extends PlanInput {
  transfer: number;
  reason: string;
}

/** The transfer with its line. Refuses one that is not of this plan, and one that was answered already. */
export async function proposedTransfer(
  tx: Tx,
  planId: number,
  transferId: number,
): Promise<Result<{ transfer: TransferRow; line: PlanLineRow }>> {
  const [row] = await tx
    .select({ transfer: planTransfer, line: planLine })
    .from(planTransfer)
    .innerJoin(planLine, eq(planLine.id, planTransfer.planLineId))
    .where(and(eq(planTransfer.id, transferId), eq(planLine.planId, planId)));
  if (row === undefined) return refuse('not_found');
  return row.transfer.status === 'proposed' ? ok(row) : refuse('plan_transfer_answered');
}

/** The needs of the receiving member that neighbours were to meet on this line, as far as the transfer goes. */
export async function metBy(tx: Tx, transfer: TransferRow): Promise<ServedRow[]> {
  const rows = await tx
    .select({ demandId: planDemand.demandId, quantityBase: planDemand.quantityBase })
    .from(planDemand)
    .innerJoin(demand, eq(demand.id, planDemand.demandId))
    .where(
      and(
        eq(planDemand.planLineId, transfer.planLineId),
        eq(planDemand.source, 'neighbour'),
        eq(demand.organisationId, transfer.toOrganisationId),
      ),
    )
    .orderBy(planDemand.id);
  let left = transfer.quantityBase;
  return rows.flatMap(({ demandId, quantityBase }) => {
    const taken = Math.min(left, quantityBase);
    left -= taken;
    return taken > 0
      ? [{ lineId: transfer.planLineId, demandId, source: 'neighbour' as const, quantityBase: taken }]
      : [];
  });
}

/**
 * Accepts a proposal: the giver is asked for it by a transfer like every other, and its people grant it. Refuses what
 * `openTransfer` refuses, such as stock that the giver has no longer.
 */
export function acceptTransfer(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PlanInput & { transfer: number },
) {
  return editDraft(services, actor, { act: 'plan.accept_transfer', key, input }, async ({ tx, at, record }) => {
    const found = await proposedTransfer(tx, record.document.id, input.transfer);
    if (!found.ok) return found;
    const { transfer, line } = found.value;
    const { fromOrganisationId: fromId, toOrganisationId: toId, quantityBase } = transfer;
    const opened = await openTransfer(tx, actor, at, {
      fromId,
      toId,
      origin: 'plan',
      neededBy: record.plan.neededBy,
      note: record.document.number,
      lines: [{ itemId: line.itemId, lotId: null, quantityBase, sourceId: transfer.id }],
    });
    if (!opened.ok) return { ok: false, reason: opened.reason, detail: opened.detail };
    await tx.update(planTransfer).set({ status: 'sent' }).where(eq(planTransfer.id, transfer.id));
    const item = (await planItems(tx, [line.itemId])).get(line.itemId);
    const unit = { unit: item?.packUnit ?? '', packSize: item?.packSize ?? 1 };
    const detail = { line: line.lineNumber, item: item?.genericName ?? '', transferred: quantityBase, ...unit };
    return ok({ detail: { ...detail, transfer: opened.value.number } });
  });
}
