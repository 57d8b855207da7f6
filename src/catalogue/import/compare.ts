/** Compares drafts that no file brought, those of seeds, with the catalogue: new, changed, unchanged, refused. Pure. */
import { problem } from '../../spreadsheets/problem.ts';
import type { ItemDraft } from '../item.ts';
import { changesOf, checkChanges, type StoredItem } from '../rules.ts';
import type { ParsedEntry, PreviewEntry } from './report.ts';

/** The items that an upload may be about, and which of them have lots. */
export interface Known {
  byCode: ReadonlyMap<string, StoredItem>;
  byImportKey: ReadonlyMap<string, StoredItem>;
  withHistory: ReadonlySet<number>;
}

/** The stored item a draft is about. */
export function storedFor(draft: ItemDraft, known: Known): StoredItem | undefined {
  if (draft.code !== null) return known.byCode.get(draft.code);
  return draft.importKey === null ? undefined : known.byImportKey.get(draft.importKey);
}

export function compareEntries(entries: readonly ParsedEntry[], known: Known): PreviewEntry[] {
  return entries.map((entry) => compareEntry(entry, known));
}

function compareEntry(entry: ParsedEntry, known: Known): PreviewEntry {
  if (entry.draft === null) return { ...entry, verdict: 'refused', itemCode: null, changes: [] };
  const stored = storedFor(entry.draft, known);
  const itemCode = stored?.code ?? entry.draft.code;
  if (entry.mergedInto !== null) return { ...entry, verdict: 'merged', itemCode, changes: [] };
  if (stored === undefined) return { ...entry, verdict: 'new', itemCode, changes: [] };
  const changes = changesOf(stored, entry.draft);
  if (changes.length === 0) return { ...entry, verdict: 'unchanged', itemCode, changes };
  const allowed = checkChanges(changes, known.withHistory.has(stored.id));
  if (allowed.ok) return { ...entry, verdict: 'changed', itemCode, changes };
  const problems = [...entry.problems, problem('error', allowed.reason, undefined, allowed.detail)];
  return { ...entry, verdict: 'refused', itemCode, changes, problems };
}
