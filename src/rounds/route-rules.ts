/** Reading the stops of a way as they are typed: one line each, the member and the minutes after leaving. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface TypedStop {
  line: number;
  /** Code or name of the member. */
  name: string;
  afterMinutes: number;
}

const LINE = /^(.+?)[\s,，、:：]+(\d{1,4})\s*(?:分|分钟|min)?$/;

/** Lines such as `XG17 40` or `长岗分院，40`; empty lines are left out. Refuses a line without minutes. */
export function readStops(text: string): Result<TypedStop[]> {
  const stops: TypedStop[] = [];
  for (const [index, typed] of text.normalize('NFKC').split(/\r?\n/).entries()) {
    const line = typed.trim();
    if (line === '') continue;
    const parts = LINE.exec(line);
    if (parts === null) return refuse('route_line', { line: index + 1, typed: line.slice(0, 40) }, 'stops');
    stops.push({ line: index + 1, name: (parts[1] ?? '').trim(), afterMinutes: Number(parts[2]) });
  }
  return ok(stops);
}

/** The same lines for a form that shows a way. */
export function writeStops(stops: readonly { name: string; afterMinutes: number }[]): string {
  return stops.map((stop) => `${stop.name} ${stop.afterMinutes}`).join('\n');
}

/** Minutes after midnight of `7:30`; refuses anything else. */
export function readTimeOfDay(text: string): Result<number> {
  const parts = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(text.trim());
  if (parts === null) return refuse('route_time', {}, 'leavesAt');
  return ok(Number(parts[1]) * 60 + Number(parts[2]));
}
