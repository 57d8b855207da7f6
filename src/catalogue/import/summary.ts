/** Counts what was judged. Pure. */
import type { ParsedUpload, PreviewEntry, PreviewSummary, Verdict } from './report.ts';

export function countVerdicts(entries: readonly Pick<PreviewEntry, 'verdict'>[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { new: 0, changed: 0, unchanged: 0, merged: 0, asked: 0, refused: 0 };
  for (const entry of entries) counts[entry.verdict] += 1;
  return counts;
}

export function summarise(upload: Omit<ParsedUpload, 'entries'>, entries: readonly PreviewEntry[]): PreviewSummary {
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
