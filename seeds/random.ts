/** A small seeded random source, so that the demo county and the scale data come out the same on every machine. */

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included; throws when the range is empty. */
  int(low: number, high: number): number;
  /** One of the items, each equally likely; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, as likely as its weight; throws when no weight is above zero. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T;
  /** A new list with the same items in another order; the given list stays as it is. */
  shuffle<T>(items: readonly T[]): T[];
  /** True with the probability given (0 never, 1 always). */
  chance(probability: number): boolean;
}

/** mulberry32: 32 bits of state are plenty for demo data, and the whole generator fits on six lines. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A random source whose answers depend on the seed (a whole number) and the order of the questions alone. */
export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const int = (low: number, high: number): number => {
    if (high < low) throw new Error(`no whole number lies between ${low} and ${high}`);
    return low + Math.floor(next() * (high - low + 1));
  };
  return { next, int, pick, weighted, shuffle, chance: (probability) => next() < probability };

  function pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[int(0, items.length - 1)] as T;
  }

  function weighted<T>(items: readonly T[], weight: (item: T) => number): T {
    const total = items.reduce((sum, item) => sum + Math.max(0, weight(item)), 0);
    if (total <= 0) throw new Error('no item has a weight above zero');
    let mark = next() * total;
    for (const item of items) {
      mark -= Math.max(0, weight(item));
      if (mark < 0) return item;
    }
    return items.findLast((item) => weight(item) > 0) as T;
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = int(0, last);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }
}
