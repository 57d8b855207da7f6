/** What a move between two members is, and which journeys are not worth it. Pure. */
import type { SolverRule } from './stand-rules.ts';

/** Why, in numbers: cover in whole days, null where nothing was used. */
export interface MoveDetail {
  why: 'shortage' | 'low' | 'near';
  /** It would expire where it is. */
  near: boolean;
  km: number | null;
  daysLeft: number;
  worthFen: number;
  giverFree: number;
  giverKeeps: number;
  giverBefore: number | null;
  giverAfter: number | null;
  takerHas: number;
  takerOpen: number;
  takerBefore: number | null;
  takerAfter: number | null;
}

export interface Move {
  itemId: number;
  lotId: number;
  fromId: number;
  toId: number;
  quantityBase: number;
  detail: MoveDetail;
}

export type Distance = (fromId: number, toId: number) => number | null;

const MOST_MEMBERS = 1_000_000;
export const pairOf = (fromId: number, toId: number) => fromId * MOST_MEMBERS + toId;

/** Journeys whose goods together are worth too little, but for those that end a shortage. */
export function notWorthIt(moves: readonly Move[], rule: SolverRule, distance: Distance): Set<number> {
  const worth = new Map<number, { fen: number; short: boolean; km: number }>();
  for (const { fromId, toId, detail } of moves) {
    const pair = pairOf(fromId, toId);
    const known = worth.get(pair) ?? { fen: 0, short: false, km: distance(fromId, toId) ?? 0 };
    const short = known.short || detail.why === 'shortage';
    worth.set(pair, { ...known, fen: known.fen + detail.worthFen, short });
  }
  const poor = [...worth].filter(([, one]) => !one.short && one.fen < Math.max(rule.leastFen, one.km * rule.kmFen));
  return new Set(poor.map(([pair]) => pair));
}
