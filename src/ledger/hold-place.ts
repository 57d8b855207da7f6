/** Holding what lies at a place until quality has decided: unlike a freeze it means this place and not the lot. */
import type { Tx } from '../../db/database.ts';
import type { PlaceRef } from './cover.ts';
import * as sql from './post-statements.ts';

export interface LyingLot {
  locationId: number;
  lotId: number;
}

const asPlaces = (lying: readonly LyingLot[]) =>
  lying.map((one) => ({ location_id: one.locationId, lot_id: one.lotId }));

const named = (rows: readonly PlaceRef[]): LyingLot[] =>
  rows.map((row) => ({ locationId: row.location_id, lotId: row.lot_id }));

/**
 * Holds what lies there for a case (a document): nothing of it may be reserved, dispatched or handed out, but it can be
 * counted, moved and written off. Gives those it holds now; the others were held by another case already.
 */
export async function holdPlaces(tx: Tx, caseId: number, lying: readonly LyingLot[]): Promise<LyingLot[]> {
  if (lying.length === 0) return [];
  return named(await tx.run<PlaceRef>(sql.holdPlaces, { caseId, places: asPlaces(lying) }));
}

/** Lets go of what the case holds there; what other cases hold stays held. Gives those that are free now. */
export async function letPlacesGo(tx: Tx, caseId: number, lying: readonly LyingLot[]): Promise<LyingLot[]> {
  if (lying.length === 0) return [];
  return named(await tx.run<PlaceRef>(sql.letPlacesGo, { caseId, places: asPlaces(lying) }));
}
