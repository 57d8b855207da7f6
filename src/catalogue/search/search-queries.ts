/** The one search of the catalogue, for whoever lists or picks items: the same words find the same items everywhere. */
import type { Db } from '../../../db/database.ts';
import { itemIndex } from './index-queries.ts';
import type { Hit, SearchFilter } from './item-index.ts';

export type { Hit } from './item-index.ts';

/** Items for what was typed or scanned, the best first. Nothing typed finds nothing. */
export async function findItems(db: Db, query: string, given: SearchFilter & { limit: number }): Promise<Hit[]> {
  if (query.trim() === '') return [];
  const index = await itemIndex(db);
  return index.search(query, given, given.limit);
}

/**
 * Ids for a filter, the best first; undefined when nothing was typed: no filter. Retired items are left out unless
 * asked for. `exact` leaves out what is only spelt alike, where other things are looked for by the same words.
 */
export async function idsMatching(
  db: Db,
  query: string | undefined,
  given: SearchFilter,
): Promise<number[] | undefined> {
  if (query === undefined || query.trim() === '') return undefined;
  const index = await itemIndex(db);
  return index.search(query, given, Number.POSITIVE_INFINITY).map((hit) => hit.id);
}
