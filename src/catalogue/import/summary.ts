/** Counts what was judged. Pure. */
import { type ParsedUpload, type PreviewEntry, type PreviewSummary, VERDICTS, type Verdict } from './report.ts';

export function countVerdicts(entries: readonly Pick<PreviewEntry, 'verdict'>[]): Record<Verdict, number> {
  const counts = byVerdict(() => 0);
  for (const entry of entries) counts[entry.verdict] += 1;
  return counts;
}

/** A number for each verdict there is. */
export function byVerdict(numberOf: (verdict: Verdict) => number): Record<Verdict, number> {
  return Object.fromEntries(VERDICTS.map((each) => [each, numberOf(each)])) as Record<Verdict, number>;
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
