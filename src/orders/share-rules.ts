/** How budgets carry a part of an order line. Pure. */
import { shareWhole } from '../kernel/share.ts';

export interface CarriedShare {
  id: number;
  budgetId: number;
  openFen: number;
  usedFen: number;
}

export interface TakenShare {
  id: number;
  budgetId: number;
  amountFen: number;
}

/** Takes an amount from what shares hold open, in proportion; no share gives more than it has. */
export function takeOpen(amountFen: number, shares: readonly CarriedShare[]): TakenShare[] {
  const parts = shareWhole(
    amountFen,
    shares.map((share) => share.openFen),
  );
  return shares.map((share, index) => ({ id: share.id, budgetId: share.budgetId, amountFen: parts[index] ?? 0 }));
}

/** Gives an amount back to those who used it, in proportion; no share gets back more than it used. */
export function takeUsed(amountFen: number, shares: readonly CarriedShare[]): TakenShare[] {
  const parts = shareWhole(
    amountFen,
    shares.map((share) => share.usedFen),
  );
  return shares.map((share, index) => ({ id: share.id, budgetId: share.budgetId, amountFen: parts[index] ?? 0 }));
}
