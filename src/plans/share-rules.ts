/** How a quantity that may be too little is shared among needs: urgent first, then the sooner needed, then pro rata. */
import { shareByTurns } from '../kernel/fair-share.ts';

/** A need with what is still unmet of it, in base units. */
export interface Need {
  demandId: number;
  organisationId: number;
  quantityBase: number;
  urgent: boolean;
  neededBy: string;
}

/** What one need gets, in base units; more than zero. */
export interface Share {
  demandId: number;
  quantityBase: number;
}

/**
 * Shares `quantityBase` among the needs: nobody gets more than is needed, and who goes short gets whole packs, so that
 * less than a pack may be left. Urgent and sooner needed goes first; equals share in proportion.
 */
export function shareFairly(quantityBase: number, needs: readonly Need[], packSize: number): Share[] {
  const waiting = needs
    .filter((need) => need.quantityBase > 0)
    .map((need) => ({ ...need, askedBase: need.quantityBase, turn: `${need.urgent ? 0 : 1} ${need.neededBy}` }))
    .sort((one, other) => (one.turn === other.turn ? one.demandId - other.demandId : one.turn < other.turn ? -1 : 1));
  const parts = shareByTurns(waiting, quantityBase, packSize);
  return waiting.flatMap(({ demandId }, at) => {
    const part = parts[at] ?? 0;
    return part > 0 ? [{ demandId, quantityBase: part }] : [];
  });
}

/** The needs without what the shares meet; those that are met are gone. */
export function unmet(needs: readonly Need[], shares: readonly Share[]): Need[] {
  const met = new Map<number, number>();
  for (const { demandId, quantityBase } of shares) met.set(demandId, (met.get(demandId) ?? 0) + quantityBase);
  return needs.flatMap((need) => {
    const quantityBase = need.quantityBase - (met.get(need.demandId) ?? 0);
    return quantityBase > 0 ? [{ ...need, quantityBase }] : [];
  });
}

/** Base units of all shares together. */
export function sumOf(shares: readonly { quantityBase: number }[]): number {
  return shares.reduce((sum, share) => sum + share.quantityBase, 0);
}
