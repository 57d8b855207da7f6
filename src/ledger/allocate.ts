/**
 * The one allocation: earliest expiry first, then earliest receipt; says what it chose, what it passed over and why.
 */
import { type LotFacts, type NotUsable, type Purpose, whyNotUsable } from './usable.ts';

export interface Candidate extends LotFacts {
  lotId: number;
  lotNumber: string;
  itemId: number;
  locationId: number;
  receivedOn: string;
  onHand: number;
  reserved: number;
}

export interface Chosen<C extends Candidate = Candidate> {
  lot: C;
  quantityBase: number;
}

export interface Skipped<C extends Candidate = Candidate> {
  lot: C;
  reason: NotUsable | { why: 'all_reserved'; detail: Record<string, string | number> };
}

export interface Allocation<C extends Candidate = Candidate> {
  chosen: Chosen<C>[];
  skipped: Skipped<C>[];
  /** What could not be found, in base units. */
  shortBase: number;
}

/** First to expire first; of one expiry the first received; then by id, so that the answer never wavers. */
export function byExpiry(a: Candidate, b: Candidate): number {
  if (a.expiresOn !== b.expiresOn) return a.expiresOn < b.expiresOn ? -1 : 1;
  if (a.receivedOn !== b.receivedOn) return a.receivedOn < b.receivedOn ? -1 : 1;
  return a.lotId - b.lotId || a.locationId - b.locationId;
}

/** Chooses lots for `quantityBase`. Never takes more than onHand − reserved, never an unusable lot. */
export function allocate<C extends Candidate>(
  candidates: readonly C[],
  quantityBase: number,
  purpose: Purpose,
): Allocation<C> {
  const chosen: Chosen<C>[] = [];
  const skipped: Skipped<C>[] = [];
  let missing = quantityBase;
  for (const lot of [...candidates].sort(byExpiry)) {
    if (lot.onHand <= 0) continue;
    const reason = whyNotUsable(lot, purpose);
    if (reason !== null) {
      skipped.push({ lot, reason });
      continue;
    }
    const available = lot.onHand - lot.reserved;
    if (available <= 0) {
      skipped.push({ lot, reason: { why: 'all_reserved', detail: { reserved: lot.reserved } } });
      continue;
    }
    if (missing <= 0) continue;
    const quantity = Math.min(available, missing);
    chosen.push({ lot, quantityBase: quantity });
    missing -= quantity;
  }
  return { chosen, skipped, shortBase: missing };
}

/** True when a person's choice differs from what first-expiry-first-out would take for the same quantity. */
export function isOutOfTurn<C extends Candidate>(
  candidates: readonly C[],
  choice: ReadonlyMap<string, number>,
  purpose: Purpose,
): boolean {
  const total = [...choice.values()].reduce((sum, quantity) => sum + quantity, 0);
  const turn = allocate(candidates, total, purpose).chosen;
  if (turn.length !== [...choice.values()].filter((quantity) => quantity > 0).length) return true;
  return turn.some(({ lot, quantityBase }) => choice.get(placeKey(lot)) !== quantityBase);
}

/** Names a lot at a place, in forms and maps. */
export function placeKey(lot: { locationId: number; lotId: number }): string {
  return `${lot.locationId}-${lot.lotId}`;
}
