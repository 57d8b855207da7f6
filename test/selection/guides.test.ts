/** Every criterion of a review says in both languages what earns full points, part of them, and none. */
import { describe, expect, it } from 'vitest';
import { CRITERIA } from '../../src/selection/criteria.ts';
import { wordsOf } from '../../views/i18n/index.ts';

describe.each(['zh', 'en'] as const)('guides in %s', (language) => {
  const { guides } = wordsOf(language).selection;

  it('are there for each criterion and for nothing else', () => {
    expect(Object.keys(guides).sort()).toEqual(CRITERIA.map(({ id }) => id).sort());
  });

  it.each(CRITERIA.filter(({ steps }) => steps !== undefined))('name each step of $id', ({ id, steps = [] }) => {
    const points = [...(guides[id] ?? '').matchAll(/(\d(?:\.\d)?)(?:分|: )/g)].map(([, text]) => Number(text) * 2);
    expect(points.slice(0, steps.length)).toEqual(steps);
  });
});
