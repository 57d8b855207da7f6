/** Sharing a whole number by weights so that the parts add up to it: the largest remainders get what rounding left. */

/** A whole number shared by weights: nothing when they weigh nothing; earlier parts first among equal remainders. */
export function shareWhole(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (all <= 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = exact.map((part) => part / all);
  let left = BigInt(total) - parts.reduce((sum, part) => sum + part, 0n);
  const order = exact
    .map((part, index) => ({ index, remainder: part % all }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of order) {
    if (left <= 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map(Number);
}
