/** How a plan line becomes order lines: one for the hub, or one for each member that is delivered to. Pure. */
import type { NeedToServe } from './issue-queries.ts';

export interface SplitLine {
  deliverToId: number;
  /** Whole packs, base units. */
  quantityBase: number;
  needs: { demandId: number; organisationId: number; quantityBase: number }[];
}

interface Splitting {
  delivery: 'hub' | 'direct' | 'relay';
  leftBase: number;
  packSize: number;
}

/** Needs are served in their order until the quantity is used up: what was approved may be less than was asked. */
function servedOf(needs: readonly NeedToServe[], quantityBase: number): SplitLine['needs'] {
  let left = quantityBase;
  const served: SplitLine['needs'] = [];
  for (const need of needs) {
    const part = Math.min(need.quantityBase, left);
    if (part <= 0) break;
    served.push({ demandId: need.demandId, organisationId: need.organisationId, quantityBase: part });
    left -= part;
  }
  return served;
}

/**
 * The order lines of a plan line. To the hub (and to a relay, which is the hub's) everything goes in one line;
 * straight to members each gets its needs rounded up to whole packs while there are packs left, and what remains
 * comes to the hub. The quantities add up to what the plan has left.
 */
export function splitLine(line: Splitting, needs: readonly NeedToServe[], hubId: number): SplitLine[] {
  if (line.delivery !== 'direct') {
    return [{ deliverToId: hubId, quantityBase: line.leftBase, needs: servedOf(needs, line.leftBase) }];
  }
  const places = [...new Set(needs.map((need) => need.deliverToId))];
  let left = line.leftBase;
  const split: SplitLine[] = [];
  for (const deliverToId of places) {
    const own = needs.filter((need) => need.deliverToId === deliverToId);
    const wanted = own.reduce((sum, need) => sum + need.quantityBase, 0);
    const packs = Math.ceil(wanted / line.packSize) * line.packSize;
    const quantityBase = Math.min(packs, left);
    if (quantityBase <= 0) break;
    split.push({ deliverToId, quantityBase, needs: servedOf(own, quantityBase) });
    left -= quantityBase;
  }
  if (left > 0) {
    const hub = split.find((one) => one.deliverToId === hubId);
    if (hub === undefined) split.push({ deliverToId: hubId, quantityBase: left, needs: [] });
    else hub.quantityBase += left;
  }
  return split;
}
