/** Whether what lies there covers what is taken: now, and for back-dated takings at every moment since. */
import type { Tx } from '../../db/database.ts';
import { ok, type Refusal, refuse, type SetResult } from '../kernel/result.ts';
import { asIds, asRows, type LotRow } from './checks.ts';
import { movesSince } from './moves.ts';
import * as sql from './post-statements.ts';
import { type Change, type Place, placeOf, type Standing, sumBy, type ValuedLine } from './posting.ts';
import { firstShort, layMove, lowestOf } from './standing.ts';

export interface PlaceRef {
  location_id: number;
  lot_id: number;
}

interface BalanceRow extends PlaceRef {
  on_hand: number;
  reserved: number;
  held_by: number | null;
}

interface Short {
  change: Change;
  row: BalanceRow | undefined;
  /** What was there for all of the set, in base units. */
  available: number;
  /** How much each of the set asks of it. */
  asks: number[];
  /** The first of the set for which there was not enough left, and how much was. */
  nth: number;
  left: number;
}

function shortOf(change: Change, row: BalanceRow | undefined, asks: number[]): Short {
  const available = (row?.on_hand ?? 0) - (row?.reserved ?? 0) + change.reservedBase;
  let left = available;
  for (const [nth, asked] of asks.entries()) {
    if (asked > left) return { change, row, available, asks, nth, left };
    left -= asked;
  }
  const first = asks.findIndex((asked) => asked > 0);
  return { change, row, available, asks, nth: Math.max(0, first), left: available };
}

/**
 * The first change that was not done, said with lot, item and numbers. `done` are the rows the guarded statement
 * changed: their balances have already moved and must not be judged again. Where several are written at once, `asksOf`
 * says how much each takes of a place, in order, and the refusal is about the first for which there was not enough.
 */
export async function refuseShort(
  tx: Tx,
  wanted: readonly Change[],
  done: readonly PlaceRef[],
  lots: ReadonlyMap<number, LotRow>,
  asksOf: (change: Change) => number[] = (change) => [change.quantityBase],
): Promise<Refusal & { nth: number }> {
  const changed = new Set(done.map((row) => placeOf(row.location_id, row.lot_id)));
  const missed = wanted.filter((change) => !changed.has(placeOf(change.locationId, change.lotId)));
  const rows = await tx.run<BalanceRow>(sql.balancesAt, { places: asRows(missed) });
  const there = new Map(rows.map((row) => [placeOf(row.location_id, row.lot_id), row]));
  const shorts = missed.map((change) => {
    return shortOf(change, there.get(placeOf(change.locationId, change.lotId)), asksOf(change));
  });
  const [first, ...others] = shorts;
  if (first === undefined) throw new Error('every change was done');
  const { change, row, available, asks, nth, left } = others.reduce((a, b) => (b.nth < a.nth ? b : a), first);
  const lot = lots.get(change.lotId);
  const named = { lot: lot?.number ?? '', item: lot?.generic_name ?? '', lotId: change.lotId };
  if (available >= change.quantityBase) {
    if (row?.held_by != null) return { ...refuse('lot_quarantined', named), nth };
    // Frozen while this posting waited for its turn
    const [now] = await tx.run<LotRow>(sql.lotFactsOf, { ids: asIds([change.lotId]) });
    if (now?.frozen != null) {
      return { ...refuse(now.frozen === 'recall' ? 'lot_recalled' : 'lot_quarantined', named), nth };
    }
  }
  return { ...refuse('insufficient_stock', { ...named, available: left, asked: asks[nth] ?? 0 }), nth };
}

/** What a movement takes of a lot at a place, in base units. */
export function takenOf(lines: readonly ValuedLine[], { locationId, lotId }: Change): number {
  const own = lines.filter((line) => line.fromId === locationId && line.lotId === lotId);
  return own.reduce((sum, line) => sum + line.quantityBase, 0);
}

interface Takings {
  movements: readonly { occurredAt: number; lines: readonly ValuedLine[] }[];
  postedAt: number;
  /** Of all of them, by place and lot. */
  takes: readonly Change[];
}

interface Named {
  lots: ReadonlyMap<number, LotRow>;
  places: ReadonlyMap<number, Place>;
}

/**
 * A back-dated taking must have been possible at every moment since, after those before it in the set. The refusal says
 * the first moment at which there would have been too little, what was there then, and by how much it is short.
 */
export async function checkBackdated(
  tx: Tx,
  { movements, postedAt, takes }: Takings,
  standing: ReadonlyMap<string, Standing>,
  { lots, places }: Named,
): Promise<SetResult<undefined>> {
  const since = movements.reduce((earliest, one) => Math.min(earliest, one.occurredAt), postedAt);
  if (takes.length === 0 || since >= postedAt) return ok();
  const moves = await movesSince(tx, takes, since);
  const heaps = new Map(
    takes.map(({ locationId, lotId }) => {
      const place = placeOf(locationId, lotId);
      return [place, { onHand: standing.get(place)?.onHand ?? 0, walk: moves.get(place) ?? [] }];
    }),
  );
  for (const [nth, { occurredAt, lines }] of movements.entries()) {
    for (const take of sumBy(lines, 'fromId', places)) {
      const { onHand = 0, walk = [] } = heaps.get(placeOf(take.locationId, take.lotId)) ?? {};
      const later = walk.filter((move) => move.at > occurredAt);
      const { lowest } = lowestOf(onHand, later, occurredAt);
      const asked = take.quantityBase;
      if (occurredAt < postedAt && lowest < asked) {
        const first = firstShort(onHand, later, occurredAt, asked);
        const lot = lots.get(take.lotId);
        const named = { item: lot?.generic_name ?? '', lot: lot?.number ?? '', lotId: take.lotId };
        const short = { ...named, ...first, lowest, asked, shortBase: asked - first.standing };
        return { ...refuse('backdated_short', short), nth };
      }
    }
    for (const { fromId, lotId, quantityBase } of lines) {
      const heap = heaps.get(placeOf(fromId, lotId));
      if (heap === undefined) continue;
      heap.onHand -= quantityBase;
      layMove(heap.walk, occurredAt, -quantityBase);
    }
  }
  return ok();
}
