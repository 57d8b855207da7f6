/** How a quantity that may be too little is shared among needs: urgent first, then the sooner needed, then pro rata. */
import { shareWhole } from '../kernel/share.ts';

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

const rankOf = (need: Need) => `${need.urgent ? 0 : 1} ${need.neededBy}`;

/** Needs of equal urgency and day stand together, the most pressing first. */
function groupsOf(needs: readonly Need[]): Need[][] {
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    if (need.quantityBase <= 0) continue;
    const rank = rankOf(need);
    const group = groups.get(rank);
    if (group === undefined) groups.set(rank, [need]);
    else group.push(need);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}

/** Shares less than a group needs in proportion; what rounding leaves goes to the largest remainders. */
function proRata(group: readonly Need[], quantityBase: number): Share[] {
  const inOrder = [...group].sort((one, other) => one.demandId - other.demandId);
  const parts = shareWhole(
    quantityBase,
    inOrder.map((need) => need.quantityBase),
  );
  return inOrder.flatMap(({ demandId }, index) => {
    const share = parts[index] ?? 0;
    return share > 0 ? [{ demandId, quantityBase: share }] : [];
  });
}

/**
 * Shares `quantityBase` among the needs: nobody gets more than is needed, and together they get the lesser of the
 * quantity and all that is needed.
 */
export function shareFairly(quantityBase: number, needs: readonly Need[]): Share[] {
  const shares: Share[] = [];
  let left = quantityBase;
  for (const group of groupsOf(needs)) {
    if (left <= 0) break;
    const wanted = group.reduce((sum, need) => sum + need.quantityBase, 0);
    if (wanted <= left)
      shares.push(...group.map(({ demandId, quantityBase: all }) => ({ demandId, quantityBase: all })));
    else shares.push(...proRata(group, left));
    left -= Math.min(left, wanted);
  }
  return shares;
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
