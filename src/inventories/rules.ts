/** Stocktakes of equipment: which act leads where, and what differs between a card and what was found. Pure. */
import type { AssetState } from '../assets/rules.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const INVENTORY_STATES = ['counting', 'deciding', 'closed', 'cancelled'] as const;
export type InventoryState = (typeof INVENTORY_STATES)[number];

export const INVENTORY_ACTS = {
  finish: { from: ['counting'], to: ['deciding'] },
  resume: { from: ['deciding'], to: ['counting'] },
  close: { from: ['deciding'], to: ['closed'] },
  cancel: { from: ['counting', 'deciding'], to: ['cancelled'] },
} as const satisfies Transitions<InventoryState>;

/** How a thing stands there, as anybody can see it. */
export const CONDITIONS = ['in_use', 'idle', 'broken'] as const;
export type Condition = (typeof CONDITIONS)[number];

export const DECISIONS = ['correct', 'books', 'lost'] as const;
export type Decision = (typeof DECISIONS)[number];

export const DIFFERENCES = ['missing', 'keeper', 'room', 'status'] as const;
export type Difference = (typeof DIFFERENCES)[number];

const FITTING: Record<Condition, readonly string[]> = {
  in_use: ['in_use', 'shared'],
  idle: ['idle', 'stopped', 'shared', 'to_scrap', 'moving'],
  broken: ['repair', 'stopped', 'to_scrap', 'moving'],
};

/** What the card said when the thing was found, or at the start where it was not; and what was found. */
export interface CountedLine {
  bookStatus: string;
  bookRoom: string;
  bookKeeperId: number;
  foundAtId: number | null;
  foundRoom: string | null;
  condition: Condition | null;
}

/** The card as it is now. */
export interface CardNow {
  status: string;
  room: string;
  keeperId: number;
  userId: number;
}

/**
 * What differs. A card that says by now what was found differs no more, and what was scrapped or went to another
 * keeper since the start is not missing.
 */
export function differencesOf(line: CountedLine, now: CardNow): Difference[] {
  const { condition, foundAtId, foundRoom } = line;
  if (condition === null) {
    return now.status === 'scrapped' || now.keeperId !== line.bookKeeperId ? [] : ['missing'];
  }
  const keeper = ![line.bookKeeperId, now.keeperId, now.userId].includes(foundAtId ?? 0);
  const room = ![line.bookRoom, now.room].includes(foundRoom ?? '');
  const status = ![line.bookStatus, now.status].some((each) => FITTING[condition].includes(each));
  return [
    ...(keeper ? ['keeper' as const] : []),
    ...(room ? ['room' as const] : []),
    ...(status ? ['status' as const] : []),
  ];
}

/** Refuses `correct` for what nobody found, `lost` for what somebody did. */
export function checkDecision(decision: Decision, differences: readonly Difference[]): Result<undefined> {
  if (differences.length === 0) return refuse('inventory_no_difference');
  const missing = differences.includes('missing');
  if (decision === 'correct' && missing) return refuse('inventory_correct_missing');
  if (decision === 'lost' && !missing) return refuse('inventory_lost_found');
  return ok();
}

/** The act by which a card comes to stand as it was found; undefined when the stocktake cannot lead it there. */
export function turnTo(condition: Condition, status: string): { act: string; to: AssetState } | undefined {
  if (condition === 'idle' && (status === 'in_use' || status === 'stopped')) return { act: 'rest', to: 'idle' };
  if (condition === 'broken' && ['in_use', 'idle', 'shared'].includes(status)) return { act: 'stop', to: 'stopped' };
  if (condition === 'in_use' && status === 'stopped') return { act: 'resume', to: 'in_use' };
  return undefined;
}
