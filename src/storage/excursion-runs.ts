/** Where a series of readings was out of range for too long, however they came. Pure. */
import type { Range } from './rules.ts';

export interface Point {
  /** UTC ms. */
  at: number;
  /** Tenths. */
  value: number;
}

export interface Run {
  /** First reading out of range. */
  startedAt: number;
  /** First reading back in range; null while there is none. */
  endedAt: number | null;
  /** The reading farthest out. */
  worstTenths: number;
}

export const isWithin = (value: number, { lowTenths, highTenths }: Range) => value >= lowTenths && value <= highTenths;

const distance = (value: number, { lowTenths, highTenths }: Range) =>
  value < lowTenths ? lowTenths - value : value - highTenths;

/**
 * The runs out of range that are proved to have lasted the grace (ms): from the first to the last reading out of
 * range. Silence in between is no way back: it lasts until a reading in range. `points` in order of time.
 */
export function runsOf(points: readonly Point[], range: Range, graceMs: number): Run[] {
  const runs: (Run & { lastOutAt: number })[] = [];
  let open = false;
  for (const { at, value } of points) {
    const current = runs.at(-1);
    if (isWithin(value, range)) {
      if (open && current !== undefined) current.endedAt = at;
      open = false;
    } else if (open && current !== undefined) {
      current.lastOutAt = at;
      if (distance(value, range) > distance(current.worstTenths, range)) current.worstTenths = value;
    } else {
      runs.push({ startedAt: at, endedAt: null, worstTenths: value, lastOutAt: at });
      open = true;
    }
  }
  return runs
    .filter((run) => run.lastOutAt - run.startedAt >= graceMs)
    .map(({ startedAt, endedAt, worstTenths }) => ({ startedAt, endedAt, worstTenths }));
}

interface Span {
  startedAt: number;
  endedAt: number | null;
}

const overlaps = (a: Span, b: Span) =>
  a.startedAt < (b.endedAt ?? Number.POSITIVE_INFINITY) && b.startedAt < (a.endedAt ?? Number.POSITIVE_INFINITY);

/** Which known case each run continues, in order of time; runs without one are new, cases without one are refuted. */
export function matchRuns<C extends Span>(
  runs: readonly Run[],
  known: readonly C[],
): { kept: { run: Run; known: C }[]; found: Run[]; refuted: C[] } {
  const free = [...known].sort((a, b) => a.startedAt - b.startedAt);
  const kept: { run: Run; known: C }[] = [];
  const found: Run[] = [];
  for (const run of runs) {
    const index = free.findIndex((one) => overlaps(run, one));
    const [match] = index < 0 ? [] : free.splice(index, 1);
    if (match === undefined) found.push(run);
    else kept.push({ run, known: match });
  }
  return { kept, found, refuted: free };
}
