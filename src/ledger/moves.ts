/** What came to places and went from them after a moment: what a back-dated act must look at. */
import type { Db } from '../../db/database.ts';
import * as sql from './post-statements.ts';
import { placeOf } from './posting.ts';
import type { Move } from './standing.ts';

interface MoveRow {
  location_id: number;
  lot_id: number;
  occurred_at: number;
  delta: number;
}

export interface MovedPlace {
  locationId: number;
  lotId: number;
  itemId: number;
}

/** The changes after `since` (UTC ms) of each lot at each place, in order, by `placeOf`; none is absent. */
export async function movesSince(db: Db, places: readonly MovedPlace[], since: number): Promise<Map<string, Move[]>> {
  const moves = new Map<string, Move[]>();
  if (places.length === 0) return moves;
  const given = places.map((one) => ({ location_id: one.locationId, lot_id: one.lotId, item_id: one.itemId }));
  for (const row of await db.run<MoveRow>(sql.movesSince, { places: given, since })) {
    const key = placeOf(row.location_id, row.lot_id);
    const move = { at: row.occurred_at, delta: row.delta };
    const known = moves.get(key);
    if (known === undefined) moves.set(key, [move]);
    else known.push(move);
  }
  return moves;
}
