/** Budgets: whose carries a purchase, and how an amount is shared to the fen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetAbove, mergeShares } from '../../src/budgets/rules.ts';
import { shareWhole } from '../../src/kernel/share.ts';

describe('rules', () => {
  it('carry a purchase by the own budget or the nearest above', () => {
    const budgets = new Map([
      [1, 'head'],
      [3, 'branch'],
    ]);
    expect(budgetAbove('/1/3/17/', budgets)).toBe('branch');
    expect(budgetAbove('/1/4/', budgets)).toBe('head');
    expect(budgetAbove('/9/', budgets)).toBeUndefined();
  });

  it('share an amount to the fen, whatever the weights', () => {
    const weights = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(1_000_000_000_000), weights, (amount, given) => {
        const parts = shareWhole(amount, given);
        const total = given.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total === 0 ? 0 : amount);
        expect(parts.every((part) => part >= 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('add up shares of one budget and leave out nothings', () => {
    const given = [
      { budgetId: 2, amountFen: 5 },
      { budgetId: 1, amountFen: 3 },
      { budgetId: 2, amountFen: 4 },
      { budgetId: 3, amountFen: 0 },
    ];
    expect(mergeShares(given)).toEqual([
      { budgetId: 1, amountFen: 3 },
      { budgetId: 2, amountFen: 9 },
    ]);
  });
});
