/** What a posting means for the totals that are kept by item, organisation and day. */
import { dayOf } from '../kernel/clock.ts';
import type { Place, ValuedLine } from './posting.ts';

/** A row as the ledger's statement takes it; quantities in base units. */
export interface DayChange {
  item_id: number;
  organisation_id: number;
  day: string;
  /** Left for use or for another organisation. */
  quantity: number;
  came: number;
  went: number;
  lines: number;
}

function storeKeeper(place: Place | undefined): number | null {
  return place?.kind === 'store' ? place.keeperId : null;
}

/** True when goods leave the keeper's stores for good, not only for another shelf or a journey to itself. */
function leaves(keeper: number | null, to: Place | undefined): boolean {
  return keeper !== null && (to?.kind === 'consumed' || (to?.kind === 'transit' && to.keeperId !== keeper));
}

/**
 * The totals that the lines of these movements change, each on its day. A red movement counts against what it undoes,
 * not as a coming or going.
 */
export function dayChangesOf(
  movements: readonly { occurredAt: number; lines: readonly ValuedLine[] }[],
  places: ReadonlyMap<number, Place>,
  red: boolean,
): DayChange[] {
  const changes = new Map<string, DayChange>();
  for (const { occurredAt, lines } of movements) addChanges(changes, dayOf(occurredAt), lines, places, red);
  return [...changes.values()];
}

function addChanges(
  changes: Map<string, DayChange>,
  day: string,
  lines: readonly ValuedLine[],
  places: ReadonlyMap<number, Place>,
  red: boolean,
): void {
  const changeOf = (itemId: number, keeper: number): DayChange => {
    const key = `${day}-${itemId}-${keeper}`;
    let change = changes.get(key);
    if (change === undefined) {
      change = { item_id: itemId, organisation_id: keeper, day, quantity: 0, came: 0, went: 0, lines: 0 };
      changes.set(key, change);
    }
    return change;
  };
  const sign = red ? -1 : 1;
  for (const { itemId, fromId, toId, quantityBase } of lines) {
    // Seen as the movement that is undone: the other way round
    const origin = places.get(red ? toId : fromId);
    const goal = places.get(red ? fromId : toId);
    const [sender, receiver] = [storeKeeper(origin), storeKeeper(goal)];
    if (sender !== null) {
      const change = changeOf(itemId, sender);
      change.went += sign * quantityBase;
      change.lines += 1;
      if (leaves(sender, goal)) change.quantity += sign * quantityBase;
    }
    if (receiver !== null) {
      const change = changeOf(itemId, receiver);
      change.came += sign * quantityBase;
      if (receiver !== sender) change.lines += 1;
    }
  }
}
