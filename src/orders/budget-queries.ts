/** Whose budgets carry an order, for its page. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const carried = statement(
  `select place.short_name, budget.category, budget.id, cast(sum(share.amount_fen) as bigint) as amount_fen,
     cast(sum(share.open_fen) as bigint) as open_fen, cast(sum(share.used_fen) as bigint) as used_fen
   from order_line as line join order_share as share on share.order_line_id = line.id
   join budget on budget.id = share.budget_id join organisation as place on place.id = budget.organisation_id
   where line.order_id = :orderId group by place.short_name, budget.category, budget.id order by budget.id`,
);

export interface CarriedShown {
  budgetId: number;
  place: string;
  category: string;
  amountFen: number;
  openFen: number;
  usedFen: number;
}

/** Whose budgets carry the order, and how much of them it still holds. */
export async function budgetsOf(db: Db, orderId: number): Promise<CarriedShown[]> {
  const rows = await db.run<Record<string, string | number>>(carried, { orderId });
  return rows.map((row) => ({
    budgetId: Number(row.id),
    place: String(row.short_name),
    category: String(row.category),
    amountFen: Number(row.amount_fen),
    openFen: Number(row.open_fen),
    usedFen: Number(row.used_fen),
  }));
}
