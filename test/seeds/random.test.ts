/** The demo's history must come out the same everywhere, so the random source is held to repeatability and fairness. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../seeds/random.ts';

describe('the seeded random source', () => {
  it('repeats itself for one seed and differs for another', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.int(0, 1_000_000));
    };
    expect(draw(20261123)).toEqual(draw(20261123));
    expect(draw(20261123)).not.toEqual(draw(20261124));
  });

  it('stays inside the range, reaches both ends, and refuses an empty one', () => {
    const random = createRandom(1);
    const drawn = new Set(Array.from({ length: 500 }, () => random.int(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
    expect(() => random.int(2, 1)).toThrow();
  });

  it('picks by weight and never what weighs nothing', () => {
    const random = createRandom(7);
    const counts = { often: 0, seldom: 0, never: 0 };
    const weights = { often: 9, seldom: 1, never: 0 };
    const names = ['often', 'seldom', 'never'] as const;
    for (let round = 0; round < 2000; round += 1) counts[random.weighted(names, (name) => weights[name])] += 1;
    expect(counts.never).toBe(0);
    expect(counts.often).toBeGreaterThan(1650);
    expect(counts.seldom).toBeGreaterThan(120);
    expect(() => random.weighted(names, () => 0)).toThrow();
    expect(() => random.pick([])).toThrow();
  });

  it('shuffles into a new order without losing anything', () => {
    const random = createRandom(11);
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = random.shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(items[0]).toBe(0);
  });

  it('knows never and always', () => {
    const random = createRandom(5);
    const draws = (probability: number) => Array.from({ length: 100 }, () => random.chance(probability));
    expect(draws(0)).not.toContain(true);
    expect(draws(1)).not.toContain(false);
  });
});
