/** How work on a long sheet tells where it is, and lets others have their turn between its steps. */

export const STAGES = ['reading', 'judging', 'writing', 'keeping'] as const;
export type Stage = (typeof STAGES)[number];

/** Called between steps: tells how far the stage is, and resolves after whoever waits was served. */
export type Pace = (stage: Stage, done: number, total: number) => Promise<void>;

/** Resolves in the next turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The pace of work that nobody watches. */
export const unwatched: Pace = nextTurn;

/** As many rows are worked on between two turns: well under 50 ms of any stage. */
export const ROWS_A_TURN = 100;

/** Works on the values part by part, and lets others have their turn before each. */
export async function inTurns<Value>(
  values: readonly Value[],
  work: (part: Value[]) => Promise<void> | void,
  size: number = ROWS_A_TURN,
): Promise<void> {
  for (let from = 0; from < values.length; from += size) {
    await nextTurn();
    await work(values.slice(from, from + size));
  }
}
