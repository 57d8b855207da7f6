/** The one search of the catalogue, for whoever lists or picks items: the same words find the same items everywhere. */
import type { Db } from '../../../db/database.ts';
import { queryTokens } from '../../kernel/search-key.ts';
import { itemIndex } from './index-queries.ts';
import type { Hit, SearchFilter } from './item-index.ts';

export type { Hit } from './item-index.ts';

/** Items for what was typed or scanned, the best first. Nothing typed finds nothing. */
export async function findItems(db: Db, query: string, given: SearchFilter & { limit: number }): Promise<Hit[]> {
  if (query.trim() === '') return [];
  const index = await itemIndex(db);
  return index.search(query, given, given.limit);
}

/** Reads the catalogue into memory ahead of the first search, which would wait for it. */
export async function prepareSearch(db: Db): Promise<void> {
  await itemIndex(db);
}

/** One word of a query, with the items that have it as typed. */
export interface FoundWord {
  text: string;
  itemIds: number[];
}

/** Word by word, for lists where another column may have the word instead. Retired items are among them. */
export async function findByWord(db: Db, query: string | undefined): Promise<FoundWord[]> {
  const words = queryTokens(query ?? '');
  if (words.length === 0) return [];
  const index = await itemIndex(db);
  const asTyped = { retired: true, exact: true };
  return words.map((text) => {
    const hits = index.search(text, asTyped, Number.POSITIVE_INFINITY);
    return { text, itemIds: hits.map((hit) => hit.id) };
  });
}

/**
 * Ids for a filter, the best first; undefined when nothing was typed: no filter. Retired items are left out unless
 * asked for.
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
