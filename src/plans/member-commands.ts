/** Sends back what one member asks for on a plan, where its budget is short: the rest of the plan goes on. */
import { rowset, statement } from '../../db/statement.ts';
import { mayDecide } from '../approvals/queries.ts';
import type { CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { unplanDemand } from '../requisitions/demand-commands.ts';
import { budgetedShares } from './budget-queries.ts';
import { actOnPlan, type ReasonInput } from './commands.ts';
import { roundToSteps } from './netting-rules.ts';
import { filersOf } from './plan-queries.ts';
import { boughtLines, pricesOfLines } from './ready-queries.ts';
import { sumOf } from './share-rules.ts';
import { countPlan, type ServedRow, serveLess } from './write-commands.ts';

const boughtFor = statement(
  `select line.id as line_id, served.demand_id, served.quantity_base, demand.organisation_id
   from plan_line as line join plan_demand as served on served.plan_line_id = line.id and served.source = 'buy'
   join demand on demand.id = served.demand_id where line.plan_id = :planId order by served.id`,
);
const setQuantities = statement(
  `update plan_line set quantity_base = given.quantity, amount_fen = given.amount, change_reason = :reason
   from ${rowset('lines', { id: 'int', quantity: 'int', amount: 'int' })} as given where plan_line.id = given.id`,
);

interface BoughtRow {
  line_id: number;
  demand_id: number;
  quantity_base: number;
  organisation_id: number;
}

export interface ReturnMemberInput extends ReasonInput {
  /** Code of the member whose budget is short; those that draw on its budget go back with it. */
  member: string;
}

/**
 * Takes what is bought for a member off every line, and rounds the lines again. Only whose turn it is to decide may;
 * refuses a member for whom nothing is bought.
 */
export function returnMember(services: CommandServices, actor: Actor, key: string | null, input: ReturnMemberInput) {
  return actOnPlan(services, actor, { act: 'return_line', key, input, maker: false }, async ({ tx, at, record }) => {
    const { id: planId, organisationId: hubId } = record.document;
    const turn = await mayDecide(tx, actor, at, { documentId: planId, requesterIds: await filersOf(tx, planId) });
    if (turn === undefined) return refuse('approval_none');
    if (!turn.ok) return turn;
    if (record.plan.urgent) return refuse('plan_urgent_locked');
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const member = await organisationByCode(tx, input.member);
    if (member === undefined) return refuse('organisation_unknown', {}, 'member');
    const shares = await budgetedShares(tx, { planId, hubId, year: Number(dayOf(at).slice(0, 4)) });
    const drawing = shares.filter((share) => (share.budget?.organisationId ?? share.organisationId) === member.id);
    const ids = new Set([member.id, ...drawing.map((share) => share.organisationId)]);
    const rows = await tx.run<BoughtRow>(boughtFor, { planId });
    const back = rows.filter((row) => ids.has(Number(row.organisation_id))).map(asServed);
    if (back.length === 0) return refuse('plan_member_nothing', { member: member.shortName }, 'member');
    await serveLess(tx, back);
    const given = await unplanDemand(tx, back);
    if (!given.ok) return given;
    const changed = new Set(back.map((row) => row.lineId));
    const lines = (await boughtLines(tx, planId)).filter((line) => changed.has(line.id));
    const prices = await pricesOfLines(tx, lines, dayOf(at));
    const left = rows.filter((row) => !ids.has(Number(row.organisation_id)));
    const quantities = lines.map((line) => {
      const rest = sumOf(left.filter((row) => row.line_id === line.id).map(asServed));
      const terms = { leastPacks: 1, stepPacks: 1, ...prices.get(line.id), packSize: line.packSize };
      const quantity = Math.min(line.quantityBase, roundToSteps(rest, terms));
      return { id: line.id, quantity, amount: amountFen(quantity, line.packSize, line.pricePack) };
    });
    await tx.run(setQuantities, { lines: quantities, reason });
    await countPlan(tx, planId);
    const detail = { member: member.shortName, lines: lines.length, back: sumOf(back) };
    return ok({ to: 'submitted' as const, note: reason, detail });
  });
}

function asServed(row: BoughtRow): ServedRow {
  const { line_id: lineId, demand_id: demandId, quantity_base: quantityBase } = row;
  return { lineId: Number(lineId), demandId: Number(demandId), source: 'buy', quantityBase: Number(quantityBase) };
}
