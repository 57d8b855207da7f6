/** What stood somewhere at a past moment and ever since, told from what stands there now and what moved in between. */

/** One change of what stands at a place, UTC ms. */
export interface Move {
  at: number;
  /** Base units that came; negative when they went. */
  delta: number;
}

const sum = (moves: readonly Move[]) => moves.reduce((total, move) => total + move.delta, 0);

/**
 * The least that stood there from `since` until now, and when first. `moves` are all that happened after `since`, in
 * their order: so much could have been taken then without anything missing later.
 */
export function lowestOf(onHand: number, moves: readonly Move[], since: number): { lowest: number; at: number } {
  let standing = onHand - sum(moves);
  let least = { lowest: standing, at: since };
  for (const move of moves) {
    standing += move.delta;
    if (standing < least.lowest) least = { lowest: standing, at: move.at };
  }
  return least;
}

/** Writes a move down among those of a place, behind all of its moment. */
export function layMove(moves: Move[], at: number, delta: number): void {
  const after = moves.findIndex((move) => move.at > at);
  moves.splice(after === -1 ? moves.length : after, 0, { at, delta });
}

/** The first moment from `since` on at which less than `wanted` stood there, and how much it was. */
export function firstShort(
  onHand: number,
  moves: readonly Move[],
  since: number,
  wanted: number,
): { moment: number; standing: number } {
  let standing = onHand - sum(moves);
  if (standing < wanted) return { moment: since, standing };
  for (const move of moves) {
    standing += move.delta;
    if (standing < wanted) return { moment: move.at, standing };
  }
  return { moment: since, standing };
}
