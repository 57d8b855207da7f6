/** Sends what a plan meets without buying; what cannot be sent goes back to the pool: no need is left behind. */
import type { Tx } from '../../db/database.ts';
import type { CommandServices } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { supplyDemand } from '../dispatches/supply-commands.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { actOnPlan } from './commands.ts';
import type { PlanInput } from './line-commands.ts';
import type { PlanState } from './rules.ts';
import { declineRest, giveBack } from './stock-commands.ts';
import { type StockNeed, stockNeeds, wasSupplied } from './stock-queries.ts';
import type { ServedRow } from './write-commands.ts';

interface Sent {
  dispatch: string | null;
  rest: ServedRow[];
}

/** One member's needs on one dispatch, as far as the hub's usable stock goes; the rest is told. */
async function sendTo(
  tx: Tx,
  by: { actor: Actor; at: number; hubId: number },
  toId: number,
  needs: readonly StockNeed[],
): Promise<Result<Sent>> {
  const left = needs.map((need) => ({ ...need, sendBase: need.quantityBase }));
  for (;;) {
    const lines = left
      .filter((need) => need.sendBase > 0)
      .map(({ demandId, itemId, sendBase }) => ({ demandId, itemId, quantityBase: sendBase }));
    const rest = left
      .map((need) => ({ ...need, quantityBase: need.quantityBase - need.sendBase }))
      .filter((need) => need.quantityBase > 0);
    if (lines.length === 0) return ok({ dispatch: null, rest });
    const sent = await supplyDemand(tx, by.actor, by.at, {
      fromOrganisationId: by.hubId,
      toOrganisationId: toId,
      lines,
    });
    if (sent.ok) return ok({ dispatch: sent.value.number, rest });
    const { itemId, asked, available } = sent.detail;
    const short = left.filter((need) => need.sendBase > 0 && need.itemId === itemId);
    if (short.length === 0) return sent;
    const one = short.find((need) => sent.reason === 'supply_short' && need.sendBase === asked);
    if (one === undefined) for (const need of short) need.sendBase = 0;
    else one.sendBase = Number(available);
  }
}

/**
 * Keeps lots of the hub for the needs that an agreed plan meets from stock, on dispatches to their members, and puts
 * what is not there, and what transfers nobody answered would have met, back into the pool. Done once. Refuses
 * `plan_supplied` the second time and `plan_supply_nothing` when the plan promised nothing.
 */
export function supplyPlan(services: CommandServices, actor: Actor, key: string | null, input: PlanInput) {
  return actOnPlan(services, actor, { act: 'supply', key, input, maker: false }, async ({ tx, at, record }) => {
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const { id: planId, organisationId: hubId, status } = record.document;
    if (await wasSupplied(tx, planId)) return refuse('plan_supplied');
    const byMember = new Map<number, StockNeed[]>();
    for (const need of await stockNeeds(tx, planId)) {
      byMember.set(need.organisationId, [...(byMember.get(need.organisationId) ?? []), need]);
    }
    const dispatches: string[] = [];
    const rest: ServedRow[] = [];
    for (const [toId, needs] of byMember) {
      const sent = await sendTo(tx, { actor, at, hubId }, toId, needs);
      if (!sent.ok) return sent;
      if (sent.value.dispatch !== null) dispatches.push(sent.value.dispatch);
      rest.push(...sent.value.rest);
    }
    const back = await giveBack(tx, rest);
    if (!back.ok) return back;
    const declined = await declineRest(tx, planId);
    if (!declined.ok) return declined;
    if (byMember.size === 0 && declined.value === 0) return refuse('plan_supply_nothing');
    return ok({ to: status as PlanState, detail: { dispatches, back: rest.length, declined: declined.value } });
  });
}
