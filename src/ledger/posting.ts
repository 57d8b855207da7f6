/** Pure parts of a posting: what its lines mean for balances, and the lines that undo it. */
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface PostLine {
  lotId: number;
  fromId: number;
  toId: number;
  quantityBase: number;
}

export interface ValuedLine extends PostLine {
  itemId: number;
  amountFen: number;
}

export interface Place {
  id: number;
  kind: string;
  keeperId: number | null;
}

/** A change of one lot at one place, all lines of the posting together. */
export interface Change {
  locationId: number;
  lotId: number;
  itemId: number;
  quantityBase: number;
  reservedBase: number;
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
    };
    change.quantityBase += line.quantityBase;
    sums.set(key, change);
  }
  return [...sums.values()].sort((a, b) => a.locationId - b.locationId || a.lotId - b.lotId);
}

/** The same lines the other way round, with the amounts they had. */
export function reverseLines(lines: readonly ValuedLine[]): ValuedLine[] {
  return lines.map((line) => ({ ...line, fromId: line.toId, toId: line.fromId }));
}
