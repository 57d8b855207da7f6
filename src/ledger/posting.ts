/** Pure parts of a posting: what its lines mean for balances, and the lines that undo it. */
import { ok, type Result, refuse } from '../kernel/result.ts';

export type MovementKind =
  | 'opening'
  | 'receipt'
  | 'issue'
  | 'issue_return'
  | 'adjustment'
  | 'dispatch'
  | 'dispatch_receipt'
  | 'discrepancy'
  | 'write_off'
  | 'count'
  | 'shelve'
  | 'supplier_return'
  | 'reprice';

export interface PostLine {
  lotId: number;
  fromId: number;
  toId: number;
  quantityBase: number;
  /** Fen paid for goods from a supplier, where the parts of an order must add up to it; else quantity times price. */
  paidFen?: number;
}

export interface ValuedLine extends PostLine {
  itemId: number;
  amountFen: number;
}

export interface Place {
  id: number;
  kind: string;
  keeperId: number | null;
  /** Whose books the goods there stand in; null outside. */
  ownerId: number | null;
}

/** A change of one lot at one place, all lines of the posting together. */
export interface Change {
  locationId: number;
  lotId: number;
  itemId: number;
  quantityBase: number;
  reservedBase: number;
  /** What goes with it, in fen. */
  valueFen: number;
}

/** What lies at a place of a lot, and what it cost. */
export interface Standing {
  onHand: number;
  valueFen: number;
}

const QUANTITY_MAX = 1_000_000_000_000;

/** Balances are kept for these places only; the others are where goods come from and go to. */
export function isReal(kind: string): boolean {
  return kind === 'store' || kind === 'transit';
}

/** Refuses an empty posting, a line that moves nothing or nowhere, and quantities that are not whole base units. */
export function checkLines(lines: readonly PostLine[]): Result<undefined> {
  if (lines.length === 0) return refuse('nothing_to_post');
  for (const line of lines) {
    const whole = Number.isSafeInteger(line.quantityBase) && line.quantityBase > 0;
    if (!whole || line.quantityBase > QUANTITY_MAX) return refuse('quantity_invalid', { quantity: line.quantityBase });
    if (line.fromId === line.toId) return refuse('moves_nowhere');
  }
  return ok();
}

/** Lines summed by place and lot, in the fixed order in which rows are locked. */
export function sumBy(
  lines: readonly ValuedLine[],
  side: 'fromId' | 'toId',
  places: ReadonlyMap<number, Place>,
): Change[] {
  const sums = new Map<string, Change>();
  for (const line of lines) {
    const locationId = line[side];
    if (!isReal(places.get(locationId)?.kind ?? '')) continue;
    const key = `${locationId}-${line.lotId}`;
    const change = sums.get(key) ?? {
      locationId,
      lotId: line.lotId,
      itemId: line.itemId,
      quantityBase: 0,
      reservedBase: 0,
      valueFen: 0,
    };
    change.quantityBase += line.quantityBase;
    sums.set(key, change);
  }
  return [...sums.values()].sort((a, b) => a.locationId - b.locationId || a.lotId - b.lotId);
}

/** Names a lot at a place. */
export function placeOf(locationId: number, lotId: number): string {
  return `${locationId}-${lotId}`;
}

/**
 * Lines with the value that really goes with them. A taking takes what its quantity is worth by its price, but never
 * more than what is left there, and the taking that empties a place takes all that is left (尾差), so that an empty
 * place is worth nothing. Lines of one place are valued in their order; from outside comes what the line says.
 */
export function carryValue(lines: readonly ValuedLine[], standing: ReadonlyMap<string, Standing>): ValuedLine[] {
  const left = new Map<string, Standing>();
  return lines.map((line) => {
    const place = placeOf(line.fromId, line.lotId);
    const there = left.get(place) ?? standing.get(place);
    if (there === undefined) return line;
    const onHand = there.onHand - line.quantityBase;
    const amountFen = onHand === 0 ? there.valueFen : Math.min(line.amountFen, there.valueFen);
    left.set(place, { onHand, valueFen: there.valueFen - amountFen });
    return { ...line, amountFen };
  });
}

/** Adds to each change the value of its lines. */
export function addValues(changes: readonly Change[], lines: readonly ValuedLine[], side: 'fromId' | 'toId'): void {
  const byPlace = new Map(changes.map((change) => [placeOf(change.locationId, change.lotId), change]));
  for (const line of lines) {
    const change = byPlace.get(placeOf(line[side], line.lotId));
    if (change !== undefined) change.valueFen += line.amountFen;
  }
}

/** The same lines the other way round, with the amounts they had. */
export function reverseLines(lines: readonly ValuedLine[]): ValuedLine[] {
  return lines.map((line) => ({ ...line, fromId: line.toId, toId: line.fromId }));
}

/** Lines of a movement as the statement that writes them wants them. */
export function lineRows(movementId: number, occurredAt: number, lines: readonly ValuedLine[]) {
  return lines.map((line, index) => ({
    movement_id: movementId,
    occurred_at: occurredAt,
    line_number: index + 1,
    item_id: line.itemId,
    lot_id: line.lotId,
    from_id: line.fromId,
    to_id: line.toId,
    quantity: line.quantityBase,
    amount: line.amountFen,
  }));
}
