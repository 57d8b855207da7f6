/** Which lots an issue takes: the ledger's one allocation, asked for the moment of the issue. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Allocation, allocate, type Candidate, isOutOfTurn, placeKey } from '../ledger/allocate.ts';
import { layMove, lowestOf, type Move } from '../ledger/standing.ts';
import { type Purpose, whyNotUsable } from '../ledger/usable.ts';

/** A lot at a place, with what came to and went from it since the issue happened. */
export interface IssueLot extends Candidate {
  /** Changes after the earliest moment that is asked for, in order; empty when only now is asked for. */
  moves: Move[];
}

/** What could have been taken at `at` without anything missing since: the less of that and of what is free now. */
export function availableSince(lot: IssueLot, at: number): number {
  const free = lot.onHand - lot.reserved;
  if (lot.moves.length === 0) return free;
  const later = lot.moves.filter((move) => move.at > at);
  return Math.max(0, Math.min(free, lowestOf(lot.onHand, later, at).lowest));
}

/** The lots as they could have been taken from at `at`; what was not free stays told as reserved. */
function asOf<L extends IssueLot>(lots: readonly L[], at: number): L[] {
  return lots.map((lot) => ({ ...lot, reserved: lot.onHand - availableSince(lot, at) }));
}

/** First to expire first, of what was there at `at`. */
export function propose<L extends IssueLot>(
  lots: readonly L[],
  quantityBase: number,
  at: number,
  purpose: Purpose,
): Allocation<L> {
  return allocate(asOf(lots, at), quantityBase, purpose);
}

export interface Choice {
  /** The lot somebody chose; null takes the first to expire. */
  place: { lotId: number; locationId: number } | null;
  quantityBase: number;
  reason: string;
}

export interface Taken {
  lotId: number;
  locationId: number;
  quantityBase: number;
  /** Why out of turn; empty when it was its turn. */
  reason: string;
}

/**
 * The lots of one line. Refuses a chosen lot that may not be used (`issue_lot_barred`), one out of turn without a
 * reason, and more than is there, saying how much is.
 */
export function takeLots<L extends IssueLot>(
  lots: readonly L[],
  choice: Choice,
  at: number,
  purpose: Purpose,
  item: string,
): Result<Taken[]> {
  const { place, quantityBase, reason } = choice;
  if (place === null) {
    const { chosen, shortBase, skipped } = propose(lots, quantityBase, at, purpose);
    if (shortBase === 0) {
      return ok(chosen.map(({ lot, quantityBase: base }) => takenOf(lot, base, '')));
    }
    const available = quantityBase - shortBase;
    const barred = skipped.find((one) => one.reason.why !== 'all_reserved');
    if (available === 0 && barred !== undefined) {
      return refuse('issue_lot_barred', { item, lot: barred.lot.lotNumber, why: barred.reason.why });
    }
    return refuse('issue_short', { item, available, asked: quantityBase });
  }
  const lot = lots.find((one) => one.lotId === place.lotId && one.locationId === place.locationId);
  if (lot === undefined) return refuse('issue_lot_gone', { item });
  const barred = whyNotUsable(lot, purpose);
  if (barred !== null) return refuse('issue_lot_barred', { item, lot: lot.lotNumber, why: barred.why });
  const available = availableSince(lot, at);
  if (available < quantityBase)
    return refuse('issue_lot_short', { item, lot: lot.lotNumber, available, asked: quantityBase });
  const outOfTurn = isOutOfTurn(asOf(lots, at), new Map([[placeKey(lot), quantityBase]]), purpose);
  if (outOfTurn && reason === '') return refuse('issue_reason_missing', { item, lot: lot.lotNumber });
  return ok([takenOf(lot, quantityBase, outOfTurn ? reason : '')]);
}

const takenOf = (lot: IssueLot, quantityBase: number, reason: string): Taken => {
  return { lotId: lot.lotId, locationId: lot.locationId, quantityBase, reason };
};

/** Lays down what was taken, so that the next line of the same paper finds what is left. */
export function layDown(lots: readonly IssueLot[], taken: readonly Taken[], at: number): void {
  for (const { lotId, locationId, quantityBase } of taken) {
    const lot = lots.find((one) => one.lotId === lotId && one.locationId === locationId);
    if (lot === undefined) continue;
    lot.onHand -= quantityBase;
    layMove(lot.moves, at, -quantityBase);
  }
}
