/** The bands of an expiry begin and end on the exact day that the rule gives. */
import { expect, it } from 'vitest';
import { bandOf } from '../../src/kernel/near-expiry.ts';

it('holds its last day, and gives the day after to the next band', () => {
  const bands = { danger: 31, warn: 92, caution: 182 };
  expect([-1, 0, 31, 32, 92, 93, 182, 183].map((left) => bandOf(left, bands))).toEqual([
    'expired',
    'danger',
    'danger',
    'warn',
    'warn',
    'caution',
    'caution',
    undefined,
  ]);
});

it('follows another rule; bands of the same width leave the narrower one', () => {
  expect([5, 6, 7, 8].map((left) => bandOf(left, { danger: 5, warn: 6, caution: 7 }))).toEqual([
    'danger',
    'warn',
    'caution',
    undefined,
  ]);
  expect([0, 1].map((left) => bandOf(left, { danger: 0, warn: 0, caution: 0 }))).toEqual(['danger', undefined]);
});
