/** Whose budget carries each line of a plan, and what the plan does to the budgets of members. */
import type { Db } from '../../db/database.ts';
import { type Gathered, gathered } from '../../db/gathered.ts';
import { type Availability, budgetsFor } from '../budgets/queries.ts';
import { shareWhole } from '../kernel/share.ts';

interface BoughtLine {
  line_id: number;
  kind: string;
  quantity_base: number;
  amount_fen: number;
}

interface BoughtNeed {
  line_id: number;
  organisation_id: number;
  bought: number;
}

/* Two thousand lines of hundreds of members: read by columns, what members ask for added up here. */

const boughtLines = gathered<BoughtLine>(
  ['line_id', 'kind', 'quantity_base', 'amount_fen'],
  `from (
     select line.id as line_id, item.kind, line.quantity_base, line.amount_fen
     from plan_line as line join item on item.id = line.item_id
     where line.plan_id = :planId and line.quantity_base > 0
   ) as line`,
);
const boughtNeeds = gathered<BoughtNeed>(
  ['line_id', 'organisation_id', 'bought'],
  `from (
     select line.id as line_id, demand.organisation_id, served.quantity_base as bought
     from plan_line as line
     join plan_demand as served on served.plan_line_id = line.id and served.source = 'buy'
     join demand on demand.id = served.demand_id
     where line.plan_id = :planId and line.quantity_base > 0
   ) as need`,
);

/** A member's part of a plan line. */
export interface LineShare {
  lineId: number;
  organisationId: number;
  category: string;
  /** Base units and fen; the parts of a line add up to it exactly. */
  quantityBase: number;
  amountFen: number;
}

/** What each member has bought on each line, by line. */
function byLine(needs: Gathered<BoughtNeed>): Map<number, Map<number, number>> {
  const lines = new Map<number, Map<number, number>>();
  for (const [at, lineId] of needs.line_id.entries()) {
    const parts = lines.get(lineId) ?? new Map<number, number>();
    lines.set(lineId, parts);
    const organisationId = needs.organisation_id[at] ?? 0;
    parts.set(organisationId, (parts.get(organisationId) ?? 0) + (needs.bought[at] ?? 0));
  }
  return lines;
}

function sharesOf(line: BoughtLine, asked: ReadonlyMap<number, number>, hubId: number): LineShare[] {
  const shares = [...asked].sort(([one], [other]) => one - other);
  // What rounding to packs and steps brings along goes to the hub's store, and to its budget
  const rest = line.quantity_base - shares.reduce((sum, [, quantity]) => sum + quantity, 0);
  if (rest > 0) {
    const own = shares.find(([organisationId]) => organisationId === hubId);
    if (own === undefined) shares.push([hubId, rest]);
    else own[1] += rest;
  }
  const amounts = shareWhole(
    line.amount_fen,
    shares.map(([, quantity]) => quantity),
  );
  const { line_id: lineId, kind: category } = line;
  return shares.map(([organisationId, quantityBase], at) => {
    return { lineId, organisationId, category, quantityBase, amountFen: amounts[at] ?? 0 };
  });
}

/** The parts of members in every line that is bought: what they asked for, the hub with what rounding adds. */
export async function lineShares(db: Db, planId: number, hubId: number): Promise<LineShare[]> {
  const lines = await boughtLines(db, { planId });
  const needs = byLine(await boughtNeeds(db, { planId }));
  const none = new Map<number, number>();
  return lines.line_id
    .map((line_id, at): BoughtLine => {
      const { kind, quantity_base, amount_fen } = lines;
      return {
        line_id,
        kind: kind[at] ?? '',
        quantity_base: quantity_base[at] ?? 0,
        amount_fen: amount_fen[at] ?? 0,
      };
    })
    .sort((one, other) => one.line_id - other.line_id)
    .flatMap((line) => sharesOf(line, needs.get(line.line_id) ?? none, hubId));
}

export interface BudgetedShare extends LineShare {
  /** Null when no budget of the year carries it. */
  budget: Availability | null;
}

/** The same with the budget of the year that carries each part: the member's own, or the nearest above it. */
export async function budgetedShares(
  db: Db,
  ask: { planId: number; hubId: number; year: number },
): Promise<BudgetedShare[]> {
  const shares = await lineShares(db, ask.planId, ask.hubId);
  const asked = new Map(
    shares.map(({ organisationId, category }) => [`${organisationId}-${category}`, { organisationId, category }]),
  );
  const budgets = await budgetsFor(db, [...asked.values()], ask.year);
  return shares.map((share) => ({
    ...share,
    budget: budgets.get(`${share.organisationId}-${share.category}`) ?? null,
  }));
}
