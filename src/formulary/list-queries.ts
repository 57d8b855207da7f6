/** The entries of a version as a list: filtered, and in the order of the search or of their codes. */
import type { Db } from '../../db/database.ts';
import { chronicOf } from '../catalogue/fact-rules.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import type { EntryQuery } from './forms.ts';
import { anyTier } from './rules.ts';
import type { Entry } from './snapshot.ts';

/** Entries that match; leavers only when they are asked for, and then nothing else. */
export async function entriesMatching(
  db: Db,
  entries: readonly Entry[],
  filters: EntryQuery,
): Promise<readonly Entry[]> {
  const found = await idsMatching(db, filters.q, { retired: true });
  const fitting = entries.filter((entry) => fits(entry, filters));
  if (found === undefined) return [...fitting].sort((a, b) => (a.snapshot.code < b.snapshot.code ? -1 : 1));
  const byId = new Map(fitting.map((entry) => [entry.itemId, entry]));
  return found.flatMap((id) => byId.get(id) ?? []);
}

function fits(entry: Entry, filters: EntryQuery): boolean {
  const { snapshot } = entry;
  const { tier, chronic } = filters;
  if (anyTier(entry) === (filters.left === true)) return false;
  if (tier !== undefined && !entry[tier]) return false;
  if (filters.class !== undefined && filters.class !== '' && snapshot.therapeuticClass !== filters.class) return false;
  if (filters.essential === true && snapshot.essential === 'no') return false;
  if (chronic === undefined) return true;
  const diseases = chronicOf(snapshot.chronic);
  return chronic === 'any' ? diseases.length > 0 : diseases.includes(chronic);
}

/** Classes that the version's entries have, in the order of their words. */
export function classesOf(entries: readonly Entry[]): string[] {
  const words = new Set(entries.map((entry) => entry.snapshot.therapeuticClass).filter((word) => word !== ''));
  return [...words].sort((a, b) => a.localeCompare(b, 'zh-CN'));
}

/** How many some tier may stock, and each tier. */
export function countTiers(entries: readonly Entry[]) {
  const listed = entries.filter(anyTier);
  return {
    all: listed.length,
    county: listed.filter((entry) => entry.county).length,
    township: listed.filter((entry) => entry.township).length,
    village: listed.filter((entry) => entry.village).length,
    left: entries.length - listed.length,
  };
}
