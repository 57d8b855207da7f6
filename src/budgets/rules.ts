/** Budgets: whose budget carries a purchase, what is short, and how a change must look. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';

/** As items are kinds. */
export const BUDGET_CATEGORIES = ['drug', 'decoction_piece', 'preparation', 'consumable', 'reagent', 'device'] as const;
export type BudgetCategory = (typeof BUDGET_CATEGORIES)[number];

export interface BudgetShare {
  budgetId: number;
  /** Fen, more than zero. */
  amountFen: number;
}

/** Shares of one budget together, in the order of budgets; shares of nothing are left out. */
export function mergeShares(shares: readonly BudgetShare[]): BudgetShare[] {
  const sums = new Map<number, number>();
  for (const { budgetId, amountFen } of shares) sums.set(budgetId, (sums.get(budgetId) ?? 0) + amountFen);
  return [...sums]
    .filter(([, amountFen]) => amountFen !== 0)
    .map(([budgetId, amountFen]) => ({ budgetId, amountFen }))
    .sort((one, other) => one.budgetId - other.budgetId);
}

/**
 * The budget that carries what an organisation asks for: its own, or that of the nearest organisation above it.
 * `path` such as `/1/3/17/`; `budgets` of one category and year by organisation. Undefined when none above has one.
 */
export function budgetAbove<T>(path: string, budgets: ReadonlyMap<number, T>): T | undefined {
  const ids = path.split('/').filter(Boolean).map(Number).reverse();
  for (const id of ids) {
    const found = budgets.get(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

const MOST_FEN = 100_000_000_000_000;
const YEARS_AHEAD = 2;

/** Refuses a year far from today's, an amount of nothing or beyond a trillion yuan. */
export function checkChange(given: { year: number; amountFen: number }, thisYear: number): Result<undefined> {
  const { year, amountFen } = given;
  if (year < thisYear - 1 || year > thisYear + YEARS_AHEAD) return refuse('budget_year', { year }, 'year');
  if (amountFen === 0 || Math.abs(amountFen) > MOST_FEN) return refuse('budget_amount', {}, 'amount');
  return ok();
}
