/** Whose budget carries each line of a plan, and what the plan does to the budgets of members. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { type Availability, budgetsFor } from '../budgets/queries.ts';
import { shareWhole } from '../kernel/share.ts';

const lineNeeds = statement(
  `select line.id as line_id, item.kind, line.quantity_base, line.amount_fen, demand.organisation_id,
     cast(coalesce(sum(served.quantity_base), 0) as bigint) as bought
   from plan_line as line join item on item.id = line.item_id
   left join plan_demand as served on served.plan_line_id = line.id and served.source = 'buy'
   left join demand on demand.id = served.demand_id
   where line.plan_id = :planId and line.quantity_base > 0
   group by line.id, item.kind, line.quantity_base, line.amount_fen, demand.organisation_id
   order by line.id, demand.organisation_id`,
);

interface NeedRow {
  line_id: number;
  kind: string;
  quantity_base: number;
  amount_fen: number;
  organisation_id: number | null;
  bought: number;
}

/** A member's part of a plan line. */
export interface LineShare {
  lineId: number;
  organisationId: number;
  category: string;
  /** Base units and fen; the parts of a line add up to it exactly. */
  quantityBase: number;
  amountFen: number;
}

function sharesOf(rows: readonly NeedRow[], hubId: number): LineShare[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { kind: category, line_id: lineId } = first;
  const parts = new Map<number, number>();
  let served = 0;
  for (const row of rows) {
    if (row.organisation_id === null) continue;
    parts.set(Number(row.organisation_id), Number(row.bought));
    served += Number(row.bought);
  }
  // What rounding to packs and steps brings along goes to the hub's store, and to its budget
  const rest = Number(first.quantity_base) - served;
  if (rest > 0) parts.set(hubId, (parts.get(hubId) ?? 0) + rest);
  const shares = [...parts];
  const amounts = shareWhole(
    Number(first.amount_fen),
    shares.map(([, quantity]) => quantity),
  );
  return shares.map(([organisationId, quantityBase], index) => ({
    lineId: Number(lineId),
    organisationId,
    category,
    quantityBase,
    amountFen: amounts[index] ?? 0,
  }));
}

/** The parts of members in every line that is bought: what they asked for, the hub with what rounding adds. */
export async function lineShares(db: Db, planId: number, hubId: number): Promise<LineShare[]> {
  const rows = await db.run<NeedRow>(lineNeeds, { planId });
  const shares: LineShare[] = [];
  let begun = 0;
  for (let end = 1; end <= rows.length; end += 1) {
    if (rows[end]?.line_id === rows[begun]?.line_id) continue;
    shares.push(...sharesOf(rows.slice(begun, end), hubId));
    begun = end;
  }
  return shares;
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
