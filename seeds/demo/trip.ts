/** What a trip to a member is to be: what it asks for, when each step happens, what goes wrong. */
import type { Ask } from './asks.ts';
import type { Item, Member } from './world.ts';

export interface Difference {
  kind: 'damaged' | 'missing';
  /** Both sides find the same; they differ; one has not looked yet; nobody has. */
  ends: 'closed' | 'disputed' | 'one_side' | 'open';
}

export type Fate = 'served' | 'no_show' | 'unwanted' | 'withdrawn' | 'rejected' | 'partly' | 'waiting' | 'on_shelf';

export interface Errand {
  ask: Ask | (() => Ask | undefined);
  fate: Fate;
  /** Taken out of turn with this reason, when a later lot suffices. */
  outOfTurn?: string;
  /** What a wish in words turned out to be. */
  meant?: { item: Item; quantityBase: number };
  /** Why it was turned down, when the usual reasons do not fit. */
  rejection?: string;
}

/** Instants of a trip (UTC ms); what is `NEVER` does not happen. */
export interface Times {
  register: number;
  accept: number;
  answer: number;
  pick: number;
  post: number;
  receive: number;
  collect: number;
}

export interface Trip {
  member: Member;
  errands: Errand[];
  times: Times;
  line: string;
  /** Lines picked before the storekeeper is called away; all when absent. */
  pickOnly?: number;
  twist?: 'cancelled' | 'reversed' | 'short_pick';
  difference?: Difference;
  /** Registered by the central pharmacy after a telephone call. */
  byHub?: boolean;
}
