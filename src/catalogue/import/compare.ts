/** Compares parsed entries with the catalogue: new, changed, unchanged, merged or refused. Pure. */
import { problem } from '../../spreadsheets/problem.ts';
import type { ItemDraft } from '../item.ts';
import { changesOf, checkChanges, type StoredItem } from '../rules.ts';
import type { ParsedEntry, ParsedUpload, PreviewEntry, PreviewSummary, Verdict } from './report.ts';

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

export function countVerdicts(entries: readonly PreviewEntry[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { new: 0, changed: 0, unchanged: 0, merged: 0, refused: 0 };
  for (const entry of entries) counts[entry.verdict] += 1;
  return counts;
}

export function summarise(upload: ParsedUpload, entries: readonly PreviewEntry[]): PreviewSummary {
  const imported = entries.filter((entry) => entry.verdict === 'new' || entry.verdict === 'changed');
  return {
    layout: upload.layout,
    headerRow: upload.headerRow,
    ignoredColumns: upload.ignoredColumns,
    rows: new Set(entries.map((entry) => entry.row)).size,
    counts: countVerdicts(entries),
    warned: imported.filter((entry) => entry.problems.length > 0).length,
  };
}
