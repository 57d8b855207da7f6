/** What a part of an order costs, what state it leads to, what goes back to the pool, and how lines are split. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountFen } from '../../src/kernel/money.ts';
import { shareWhole } from '../../src/kernel/share.ts';
import { costOfPart, needsGivenBack, openOf, stateOf } from '../../src/orders/rules.ts';
import { takeOpen, takeUsed } from '../../src/orders/share-rules.ts';
import { splitLine } from '../../src/orders/split-rules.ts';

const line = (more: object = {}) => ({
  quantityBase: 72,
  acceptedBase: 0,
  cancelledBase: 0,
  amountFen: 10_000,
  acceptedFen: 0,
  cancelledFen: 0,
  packSize: 24,
  pricePack: 333_333,
  ...more,
});

describe('what a part costs', () => {
  it('is quantity times price, and all that is left for the last part', () => {
    expect(costOfPart(line(), 24)).toEqual({ ok: true, value: 3333 });
    expect(costOfPart(line({ acceptedBase: 48, acceptedFen: 6666 }), 24)).toEqual({ ok: true, value: 3334 });
  });

  it('is refused for more than is open, for nothing, and for fractions', () => {
    expect(costOfPart(line({ cancelledBase: 60 }), 13)).toMatchObject({
      reason: 'order_over',
      detail: { open: 12, asked: 13 },
    });
    expect(costOfPart(line(), 0)).toMatchObject({ reason: 'quantity_invalid' });
    expect(costOfPart(line(), 0.5)).toMatchObject({ reason: 'quantity_invalid' });
  });

  it('adds up to the line to the fen, whatever the parts', () => {
    const price = fc.integer({ min: 1, max: 99_999_999 });
    const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(price, fc.integer({ min: 1, max: 100 }), cuts, (pricePack, packSize, parts) => {
        const quantityBase = parts.reduce((sum, part) => sum + part, 0);
        const total = amountFen(quantityBase, packSize, pricePack);
        const one = { ...line({ quantityBase, amountFen: total, packSize, pricePack }) };
        for (const part of parts) {
          const cost = costOfPart(one, part);
          if (!cost.ok) throw new Error(cost.reason);
          expect(cost.value).toBeGreaterThanOrEqual(0);
          one.acceptedBase += part;
          one.acceptedFen += cost.value;
        }
        expect(one.acceptedFen).toBe(total);
        expect(openOf(one)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the state', () => {
  it('follows what was accepted and what was given up', () => {
    expect(stateOf('sent', [line()])).toBe('sent');
    expect(stateOf('sent', [line({ acceptedBase: 24 }), line()])).toBe('partly_received');
    expect(stateOf('partly_received', [line({ acceptedBase: 72 })])).toBe('received');
    expect(stateOf('partly_received', [line({ acceptedBase: 24, cancelledBase: 48 })])).toBe('received');
    expect(stateOf('confirmed', [line({ cancelledBase: 72 })])).toBe('cancelled');
  });
});

describe('what goes back to the pool', () => {
  const need = (id: number, quantityBase: number, more: object = {}) => ({
    id,
    demandId: id * 10,
    quantityBase,
    allottedBase: 0,
    returnedBase: 0,
    urgent: false,
    neededBy: '2026-12-01',
    ...more,
  });

  it('is what nothing can serve any more, the least urgent first', () => {
    const needs = [need(1, 24, { urgent: true }), need(2, 24, { neededBy: '2026-12-09' }), need(3, 24)];
    const ended = { quantityBase: 72, acceptedBase: 30, cancelledBase: 42 };
    expect(needsGivenBack(ended, needs)).toEqual([
      { id: 2, demandId: 20, quantityBase: 24 },
      { id: 3, demandId: 30, quantityBase: 18 },
    ]);
  });

  it('is nothing while accepted goods that are not shared out, or goods to come, still serve all', () => {
    const needs = [need(1, 24), need(2, 24)];
    expect(needsGivenBack({ quantityBase: 72, acceptedBase: 48, cancelledBase: 24 }, needs)).toEqual([]);
    expect(needsGivenBack({ quantityBase: 72, acceptedBase: 0, cancelledBase: 24 }, needs)).toEqual([]);
    const done = [need(1, 24, { allottedBase: 24 }), need(2, 24)];
    expect(needsGivenBack({ quantityBase: 48, acceptedBase: 24, cancelledBase: 24 }, done)).toEqual([
      { id: 2, demandId: 20, quantityBase: 24 },
    ]);
  });
});

describe('budgets that carry a line', () => {
  it('give in proportion, none more than it holds, together what was asked', () => {
    const shares = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 31 });
    fc.assert(
      fc.property(shares, fc.nat(100), (open, percent) => {
        const carried = open.map((openFen, id) => ({ id, budgetId: id, openFen, usedFen: openFen }));
        const all = open.reduce((sum, fen) => sum + fen, 0);
        const asked = Math.floor((all * percent) / 100);
        for (const taken of [takeOpen(asked, carried), takeUsed(asked, carried)]) {
          expect(taken.reduce((sum, part) => sum + part.amountFen, 0)).toBe(asked);
          expect(taken.every((part, index) => part.amountFen <= (open[index] ?? 0))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    expect(shareWhole(10, [1, 1, 1])).toEqual([4, 3, 3]);
  });
});

describe('splitting a plan line', () => {
  const need = (demandId: number, organisationId: number, quantityBase: number, deliverToId = organisationId) => ({
    planLineId: 1,
    demandId,
    organisationId,
    quantityBase,
    deliverToId,
  });

  it('sends everything to the hub in one line, serving needs until it is used up', () => {
    const split = splitLine({ delivery: 'hub', leftBase: 48, packSize: 24 }, [need(1, 5, 30), need(2, 6, 30)], 9);
    expect(split).toEqual([
      {
        deliverToId: 9,
        quantityBase: 48,
        needs: [
          { demandId: 1, organisationId: 5, quantityBase: 30 },
          { demandId: 2, organisationId: 6, quantityBase: 18 },
        ],
      },
    ]);
  });

  it('delivers straight to members in whole packs, clinics to their branch, and the rest to the hub', () => {
    const needs = [need(1, 5, 30), need(2, 61, 10, 6), need(3, 62, 10, 6)];
    const split = splitLine({ delivery: 'direct', leftBase: 96, packSize: 24 }, needs, 9);
    expect(split.map(({ deliverToId, quantityBase }) => [deliverToId, quantityBase])).toEqual([
      [5, 48],
      [6, 24],
      [9, 24],
    ]);
    expect(split[1]?.needs).toHaveLength(2);
  });

  it('never makes more of it than was approved, nor less', () => {
    const needs = fc.array(
      fc.record({ organisationId: fc.integer({ min: 1, max: 9 }), quantityBase: fc.integer({ min: 1, max: 99 }) }),
      { maxLength: 12 },
    );
    const packs = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(needs, packs, fc.constantFrom('hub' as const, 'direct' as const), (given, left, delivery) => {
        const rows = given.map((one, index) => need(index, one.organisationId, one.quantityBase));
        const split = splitLine({ delivery, leftBase: left * 10, packSize: 10 }, rows, 99);
        expect(split.reduce((sum, one) => sum + one.quantityBase, 0)).toBe(left * 10);
        for (const one of split) {
          expect(one.quantityBase % 10).toBe(0);
          expect(one.needs.reduce((sum, part) => sum + part.quantityBase, 0)).toBeLessThanOrEqual(one.quantityBase);
        }
      }),
      { numRuns: 300 },
    );
  });
});
