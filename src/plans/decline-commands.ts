/** Declining proposed transfers, one of them or all that wait: what they would have met is bought after all. */
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { demand } from '../../db/schema/demand.ts';
import { planDemand, planLine, planTransfer } from '../../db/schema/plans.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, refuse } from '../kernel/result.ts';
import { type ApplicablePrice, pricesOn } from '../prices/applicable-queries.ts';
import { planItems } from './item-queries.ts';
import { editDraft, type PlanInput } from './line-commands.ts';
import { roundToSteps } from './netting-rules.ts';
import type { PlanLineRow } from './plan-queries.ts';
import { sumOf } from './share-rules.ts';
import { proposedTransfer, type TransferInput, type TransferRow } from './transfer-commands.ts';
import { type ServedRow, serveLess, serveMore } from './write-commands.ts';

interface Proposal {
  transfer: TransferRow;
  line: PlanLineRow;
}

async function proposalsOf(tx: Tx, planId: number): Promise<Proposal[]> {
  return tx
    .select({ transfer: planTransfer, line: planLine })
    .from(planTransfer)
    .innerJoin(planLine, eq(planLine.id, planTransfer.planLineId))
    .where(and(eq(planLine.planId, planId), eq(planTransfer.status, 'proposed')))
    .orderBy(asc(planTransfer.id));
}

/** What the needs of the receiving members lose of neighbours, one row for each need of a line. */
async function lostBy(tx: Tx, proposals: readonly Proposal[]): Promise<ServedRow[]> {
  const lineIds = [...new Set(proposals.map(({ line }) => line.id))];
  const served = await tx
    .select({ row: planDemand, organisationId: demand.organisationId })
    .from(planDemand)
    .innerJoin(demand, eq(demand.id, planDemand.demandId))
    .where(and(isOneOf(planDemand.planLineId, lineIds), eq(planDemand.source, 'neighbour')))
    .orderBy(asc(planDemand.id));
  const wanted = new Map<string, number>();
  for (const { transfer, line } of proposals) {
    const key = `${line.id} ${transfer.toOrganisationId}`;
    wanted.set(key, (wanted.get(key) ?? 0) + transfer.quantityBase);
  }
  return served.flatMap(({ row, organisationId }) => {
    const key = `${row.planLineId} ${organisationId}`;
    const left = wanted.get(key) ?? 0;
    const quantityBase = Math.min(left, row.quantityBase);
    wanted.set(key, left - quantityBase);
    const { planLineId: lineId, demandId } = row;
    return quantityBase > 0 ? [{ lineId, demandId, source: 'neighbour' as const, quantityBase }] : [];
  });
}

/** Prices of the lines' items at the suppliers they stand with, by line. */
async function pricesFor(tx: Tx, lines: readonly PlanLineRow[], day: string): Promise<Map<number, ApplicablePrice>> {
  const found = new Map<number, ApplicablePrice>();
  for (const partyId of new Set(lines.map((line) => line.partyId))) {
    const own = lines.filter((line) => line.partyId === partyId);
    const asked = { itemIds: own.map((line) => line.itemId), day, ...(partyId !== null && { partyId }) };
    const prices = await pricesOn(tx, asked);
    for (const line of own) {
      const price = prices.get(line.itemId);
      if (price !== undefined) found.set(line.id, price);
    }
  }
  return found;
}

const setLines = statement(
  `update plan_line set to_buy_base = given.to_buy, proposed_base = given.proposed, quantity_base = given.quantity,
     from_neighbours_base = plan_line.from_neighbours_base - given.moved, amount_fen = given.amount
   from ${rowset('lines', {
     id: 'int',
     to_buy: 'int',
     proposed: 'int',
     quantity: 'int',
     moved: 'int',
     amount: 'int',
   })} as given where plan_line.id = given.id`,
);

/** Lets the lines buy what they lost, rounded again to the suppliers' steps. */
async function buyInstead(tx: Tx, proposals: readonly Proposal[], lost: readonly ServedRow[], day: string) {
  const lines = [...new Map(proposals.map(({ line }) => [line.id, line])).values()];
  await serveLess(tx, lost);
  await serveMore(
    tx,
    lost.map((row) => ({ ...row, source: 'buy' as const })),
  );
  const ids = lines.map((line) => line.id);
  const bought = await tx
    .select()
    .from(planDemand)
    .where(and(isOneOf(planDemand.planLineId, ids), eq(planDemand.source, 'buy')));
  const boughtOf = new Map<number, number>();
  for (const row of bought) boughtOf.set(row.planLineId, (boughtOf.get(row.planLineId) ?? 0) + row.quantityBase);
  const items = await planItems(
    tx,
    lines.map((line) => line.itemId),
  );
  const prices = await pricesFor(tx, lines, day);
  const rows = lines.map((line) => {
    const packSize = items.get(line.itemId)?.packSize ?? 1;
    const { leastPacks = 1, stepPacks = 1 } = prices.get(line.id) ?? {};
    const terms = { packSize, leastPacks, stepPacks };
    const moved = sumOf(lost.filter((row) => row.lineId === line.id));
    const toBuy = line.toBuyBase + moved;
    const proposed = roundToSteps(toBuy, terms);
    // A quantity that somebody chose stays, unless it is too little for what is bought now
    const chosen = line.quantityBase !== line.proposedBase;
    const quantity = chosen ? Math.max(line.quantityBase, roundToSteps(boughtOf.get(line.id) ?? 0, terms)) : proposed;
    return {
      id: line.id,
      to_buy: toBuy,
      proposed,
      quantity,
      moved,
      amount: amountFen(quantity, packSize, line.pricePack),
    };
  });
  await tx.run(setLines, { lines: rows });
  return items;
}

async function decline(tx: Tx, proposals: readonly Proposal[], given: { reason: string; day: string }) {
  const lost = await lostBy(tx, proposals);
  const items = await buyInstead(tx, proposals, lost, given.day);
  const ids = proposals.map(({ transfer }) => transfer.id);
  await tx.update(planTransfer).set({ status: 'declined', reason: given.reason }).where(isOneOf(planTransfer.id, ids));
  return { items, moved: sumOf(lost) };
}

/** Declines a proposal with a reason: what it would have met is bought, rounded again to the supplier's steps. */
export function declineTransfer(services: CommandServices, actor: Actor, key: string | null, input: TransferInput) {
  return editDraft(services, actor, { act: 'plan.decline_transfer', key, input }, async ({ tx, at, record }) => {
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const found = await proposedTransfer(tx, record.document.id, input.transfer);
    if (!found.ok) return found;
    const { line } = found.value;
    const { items, moved } = await decline(tx, [found.value], { reason, day: dayOf(at) });
    const item = items.get(line.itemId);
    const detail = { line: line.lineNumber, item: item?.genericName ?? '', declined: moved };
    return ok({ detail: { ...detail, unit: item?.packUnit ?? '', packSize: item?.packSize ?? 1 }, note: reason });
  });
}

/** Declines every proposal that waits, for one reason. Refuses a plan on which none waits. */
export function declineTransfers(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PlanInput & { reason: string },
) {
  return editDraft(services, actor, { act: 'plan.decline_transfers', key, input }, async ({ tx, at, record }) => {
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const proposals = await proposalsOf(tx, record.document.id);
    if (proposals.length === 0) return refuse('plan_transfer_answered');
    await decline(tx, proposals, { reason, day: dayOf(at) });
    return ok({ detail: { declinedAll: proposals.length }, note: reason });
  });
}
