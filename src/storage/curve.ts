/** A long series cut down to what a drawing can show, with its extremes kept. Pure. */
import type { Point } from './excursion-runs.ts';

/** At most two points (least and most) of each of `buckets` equal stretches of time; `points` in order of time. */
export function thin(points: readonly Point[], from: number, to: number, buckets: number): Point[] {
  if (points.length <= buckets * 2) return [...points];
  const width = Math.max(1, (to - from) / buckets);
  const kept: Point[] = [];
  let index = 0;
  while (index < points.length) {
    const first = points[index];
    if (first === undefined) break;
    const bucket = Math.floor((first.at - from) / width);
    let [least, most] = [first, first];
    for (; index < points.length; index += 1) {
      const point = points[index];
      if (point === undefined || Math.floor((point.at - from) / width) !== bucket) break;
      if (point.value < least.value) least = point;
      if (point.value > most.value) most = point;
    }
    kept.push(...(least.at <= most.at ? [least, most] : [most, least]).slice(0, least === most ? 1 : 2));
  }
  return kept;
}
