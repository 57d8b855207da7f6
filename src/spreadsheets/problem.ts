/** One remark about one row of an upload: where, what, and whether it keeps the row out. */
import type { RefusalDetail } from '../kernel/result.ts';
import type { Place } from './table.ts';

export interface RowProblem {
  /** `error` keeps the row out; `warning` lets it in and tells what to look at. */
  severity: 'error' | 'warning';
  /** Code whose sentence stands in the dictionary under `imports.problems`. */
  reason: string;
  detail: RefusalDetail;
  /** Column letter and title, when the remark is about one cell. */
  place: Place | null;
}

export function problem(
  severity: 'error' | 'warning',
  reason: string,
  place: Place | undefined,
  detail: RefusalDetail = {},
): RowProblem {
  return { severity, reason, detail, place: place ?? null };
}

export function hasError(problems: readonly RowProblem[]): boolean {
  return problems.some((each) => each.severity === 'error');
}
