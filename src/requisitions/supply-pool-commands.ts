/** Supplying open needs of one item straight from the hub's stock, over any number of members. */
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { supplyDemand } from '../dispatches/supply-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { poolNeeds, poolShares } from './pool-queries.ts';

export interface SupplyPoolInput {
  itemCode: string;
  lines: { demandId: number; quantityBase: number }[];
  /** Why it is not shared as proposed; empty when it is. */
  reason: string;
}

export interface SuppliedPool {
  dispatches: string[];
  members: number;
  quantityBase: number;
}

/**
 * Keeps stock for the needs on dispatches to their members. Refuses more than is open or usable, nothing at all, and
 * numbers other than the fair share without a reason. Cancelling a dispatch opens its needs again.
 */
export function supplyPool(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: SupplyPoolInput,
): Promise<Answer<SuppliedPool>> {
  return command(services, actor, { act: 'demand.supply', key, input, subject: input.itemCode }, async (tx, at) => {
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const found = await itemByCode(tx, input.itemCode);
    const hub = await headOrganisation(tx);
    if (found === undefined || hub === undefined) return refuse('not_found');
    const day = dayOf(at);
    const needs = await poolNeeds(tx, '/', found.id, day);
    const asked = { hubId: hub.id, itemId: found.id, packSize: found.packSize, needs, day };
    const { shares } = await poolShares(tx, asked);
    const lines = input.lines.filter((line) => line.quantityBase > 0);
    if (lines.length === 0) return refuse('nothing_chosen');
    const typed = new Map(lines.map((line) => [line.demandId, line.quantityBase]));
    const differs = needs.some(
      (need) => (typed.get(need.demandId) ?? 0) !== (shares.get(need.demandId)?.quantityBase ?? 0),
    );
    if (differs && input.reason.trim() === '') return refuse('share_reason_missing', {}, 'reason');
    const byMember = new Map<number, typeof lines>();
    for (const line of lines) {
      const need = needs.find((one) => one.demandId === line.demandId);
      if (need === undefined) {
        return refuse('demand_taken', {
          item: found.genericName,
          member: '',
          open: 0,
          asked: line.quantityBase,
          count: 1,
        });
      }
      byMember.set(need.organisationId, [...(byMember.get(need.organisationId) ?? []), line]);
    }
    const dispatches: string[] = [];
    for (const [toOrganisationId, own] of [...byMember].sort(([a], [b]) => a - b)) {
      const supplied = await supplyDemand(tx, actor, at, {
        fromOrganisationId: hub.id,
        toOrganisationId,
        lines: own.map((line) => ({ ...line, itemId: found.id })),
        fromPool: true,
      });
      if (!supplied.ok) return supplied;
      dispatches.push(supplied.value.number);
    }
    const quantityBase = lines.reduce((sum, line) => sum + line.quantityBase, 0);
    const value = { dispatches, members: byMember.size, quantityBase };
    return ok({ value, subject: input.itemCode, after: { ...input, ...value } });
  });
}
