/** What a neighbour's answer means for the plan that asked: its dispatch serves the needs, the rest is open again. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { demand } from '../../db/schema/demand.ts';
import { planDemand, planLine, planTransfer } from '../../db/schema/plans.ts';
import type { Actor } from '../auth/viewer.ts';
import { supplyDemand } from '../dispatches/supply-commands.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { LoadedTransfer } from '../transfers/transfer-record.ts';
import { giveBack } from './stock-commands.ts';
import type { TransferRow } from './transfer-commands.ts';
import type { ServedRow } from './write-commands.ts';

/** Needs of the taker that neighbours were to meet on the line and nobody has sent yet, as far as the transfer goes. */
async function waitingNeeds(tx: Tx, transfer: TransferRow): Promise<ServedRow[]> {
  const rows = await tx
    .select({ demandId: planDemand.demandId, quantityBase: planDemand.quantityBase, need: demand })
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
  return rows.flatMap(({ demandId, quantityBase, need }) => {
    const waits = need.plannedBase - need.dispatchedBase - need.deliveredBase;
    const taken = Math.max(0, Math.min(left, quantityBase, waits));
    left -= taken;
    const row = { lineId: transfer.planLineId, demandId, source: 'neighbour' as const, quantityBase: taken };
    return taken > 0 ? [row] : [];
  });
}

/** The first of the needs up to a quantity, and what is left of them. */
function cut(needs: readonly ServedRow[], quantityBase: number): { served: ServedRow[]; rest: ServedRow[] } {
  let left = quantityBase;
  const served: ServedRow[] = [];
  const rest: ServedRow[] = [];
  for (const need of needs) {
    const taken = Math.min(left, need.quantityBase);
    left -= taken;
    if (taken > 0) served.push({ ...need, quantityBase: taken });
    if (taken < need.quantityBase) rest.push({ ...need, quantityBase: need.quantityBase - taken });
  }
  return { served, rest };
}

async function transfersOf(tx: Tx, ids: readonly number[]) {
  const rows = await tx
    .select({ transfer: planTransfer, itemId: planLine.itemId })
    .from(planTransfer)
    .innerJoin(planLine, eq(planLine.id, planTransfer.planLineId))
    .where(isOneOf(planTransfer.id, ids));
  return new Map(rows.map((row) => [row.transfer.id, row]));
}

export interface PlannedGrant {
  actor: Actor;
  at: number;
  fromId: number;
  toId: number;
  /** What is granted of each of the plan's transfers; base units. */
  sources: readonly { transferId: number; grantedBase: number }[];
}

/** Keeps the giver's lots for the needs behind the plan; what was not granted is open in the pool again. */
export async function grantPlanned(
  tx: Tx,
  grant: PlannedGrant,
): Promise<Result<{ documentId: number; number: string }>> {
  const { actor, at, fromId: fromOrganisationId, toId: toOrganisationId, sources } = grant;
  const rows = await transfersOf(
    tx,
    sources.map((one) => one.transferId),
  );
  const lines: { demandId: number; itemId: number; quantityBase: number }[] = [];
  for (const { transferId, grantedBase } of sources) {
    const row = rows.get(transferId);
    if (row === undefined) return refuse('not_found');
    const { served, rest } = cut(await waitingNeeds(tx, row.transfer), grantedBase);
    lines.push(...served.map(({ demandId, quantityBase }) => ({ demandId, quantityBase, itemId: row.itemId })));
    const back = await giveBack(tx, rest);
    if (!back.ok) return back;
  }
  if (lines.length === 0) return refuse('demand_supplied');
  const sent = await supplyDemand(tx, actor, at, { fromOrganisationId, toOrganisationId, lines, alone: true });
  if (!sent.ok) return sent;
  const ids = sources.map((one) => one.transferId);
  await tx.update(planTransfer).set({ dispatchId: sent.value.documentId }).where(isOneOf(planTransfer.id, ids));
  return sent;
}

/** A transfer of a plan that ends without goods: its needs are open again, the plan says that it was declined. */
export async function dropPlanned(tx: Tx, loaded: LoadedTransfer, reason: string): Promise<Result<undefined>> {
  if (loaded.transfer.origin !== 'plan') return ok();
  const ids = loaded.lines.flatMap(({ line }) => (line.proposalLineId === null ? [] : [line.proposalLineId]));
  for (const { transfer } of (await transfersOf(tx, ids)).values()) {
    const back = await giveBack(tx, await waitingNeeds(tx, transfer));
    if (!back.ok) return back;
  }
  await tx.update(planTransfer).set({ status: 'declined', reason }).where(isOneOf(planTransfer.id, ids));
  return ok();
}
