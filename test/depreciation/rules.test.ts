/** Depreciation by the month: the example of the domain, and what holds for any price, life and split of funds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUND_SOURCES, type FundSource } from '../../src/assets/rules.ts';
import {
  addMonths,
  ageBounds,
  ageOf,
  type CardFacts,
  elapsedMonths,
  linesOf,
  livesOf,
  monthsBetween,
  type Parts,
  splitBySource,
  wornThrough,
} from '../../src/depreciation/rules.ts';

const SIX_YEARS = [{ fromMonth: '2019-01', months: 72 }];
const sum = (parts: Parts) => Object.values(parts).reduce((total, fen) => total + fen, 0);
const card = (more: Partial<CardFacts> = {}): CardFacts => ({
  priceFen: 96_000_000,
  acquiredOn: '2026-03-18',
  endedOn: null,
  lives: SIX_YEARS,
  funds: { fiscal: 60_000_000, own: 36_000_000 },
  charged: {},
  ...more,
});

describe('an ultrasound of 960,000 yuan acquired on 2026-03-18', () => {
  it('has lost 120,000.00 through 2026-11, though rounded months would sum to 119,999.97', () => {
    expect(wornThrough(card(), '2026-11')).toEqual({ fen: 12_000_000, elapsedMonths: 9, lifeMonths: 72 });
    expect(9 * 1_333_333).toBe(11_999_997);
    expect(splitBySource(12_000_000, card().funds)).toEqual({ fiscal: 7_500_000, own: 4_500_000 });
  });

  it('is charged from the month it came, and not in the month it goes', () => {
    expect(wornThrough(card(), '2026-02').fen).toBe(0);
    expect(wornThrough(card(), '2026-03').elapsedMonths).toBe(1);
    const gone = card({ endedOn: '2026-06-30' });
    expect([wornThrough(gone, '2026-06').elapsedMonths, wornThrough(gone, '2030-01').elapsedMonths]).toEqual([3, 3]);
    expect(wornThrough(card({ endedOn: '2026-03-31' }), '2026-12').fen).toBe(0);
  });

  it('is wholly charged after 72 months and never more', () => {
    expect(wornThrough(card(), '2032-02').fen).toBe(96_000_000);
    expect(wornThrough(card(), '2040-01').fen).toBe(96_000_000);
    expect(wornThrough(card(), '2032-01').fen).toBe(94_666_667);
  });
});

describe('a life that changes', () => {
  it('leaves the past and spreads what remains over the months that remain', () => {
    const lives = [...SIX_YEARS, { fromMonth: '2026-12', months: 60 }];
    expect(wornThrough(card({ lives }), '2026-11').fen).toBe(12_000_000);
    // 840,000 over the 51 months that are left of 60
    expect(wornThrough(card({ lives }), '2026-12').fen).toBe(12_000_000 + 1_647_059);
    expect(wornThrough(card({ lives }), '2031-02').fen).toBe(96_000_000);
  });

  it('takes all of it in its first month when no months remain', () => {
    const lives = [...SIX_YEARS, { fromMonth: '2026-12', months: 6 }];
    expect(wornThrough(card({ lives }), '2026-12').fen).toBe(96_000_000);
  });

  it('holds from the month after when it begins within one', () => {
    const years = { ultrasound: 6, other_special: 5 };
    const values = [
      { effectiveFrom: '2019-01-01', years },
      { effectiveFrom: '2026-06-15', years: { ultrasound: 8 } },
    ];
    expect(livesOf(values, 'ultrasound')).toEqual([
      { fromMonth: '2019-01', months: 72 },
      { fromMonth: '2026-07', months: 96 },
    ]);
    expect(livesOf(values.slice(0, 1), 'unheard_of')).toEqual([{ fromMonth: '2019-01', months: 60 }]);
  });
});

describe('the lines of a run', () => {
  it('take over what was before the books, and charge the month', () => {
    const [fiscal, own] = linesOf(card(), '2026-11', false);
    expect(fiscal).toMatchObject({
      why: 'opening',
      openingFen: 6_666_667,
      monthFen: 833_333,
      accumulatedFen: 7_500_000,
    });
    expect(own).toMatchObject({ openingFen: 4_000_000, monthFen: 500_000 });
  });

  it('catch up what a card that came late lacks, and what a corrected price changes', () => {
    expect(linesOf(card(), '2026-04', true)[0]).toMatchObject({ why: 'late', correctionFen: 833_333, openingFen: 0 });
    const cheaper = card({
      priceFen: 48_000_000,
      funds: { own: 48_000_000 },
      charged: { fiscal: 7_500_000, own: 4_500_000 },
    });
    const lines = linesOf(cheaper, '2026-12', true);
    expect(
      lines.map(({ source, why, correctionFen, accumulatedFen }) => [source, why, correctionFen, accumulatedFen]),
    ).toEqual([
      ['fiscal', 'corrected', -7_500_000, 0],
      ['own', 'corrected', 1_500_000, 6_666_667],
    ]);
  });

  it('give back what was charged after the day it went, and nothing for what was gone before', () => {
    const charged = { fiscal: 7_500_000, own: 4_500_000 };
    const [line] = linesOf(card({ endedOn: '2026-11-03', charged }), '2026-12', true);
    expect(line).toMatchObject({ why: 'ended', monthFen: 0, correctionFen: 6_666_667 - 7_500_000 });
    expect(linesOf(card({ endedOn: '2026-05-03' }), '2026-12', false)).toEqual([]);
  });

  it('are none for what is wholly charged', () => {
    expect(linesOf(card({ charged: { fiscal: 60_000_000, own: 36_000_000 } }), '2033-01', true)).toEqual([]);
  });
});

const funds = fc
  .array(fc.integer({ min: 0, max: 3_000_000_000 }), { minLength: 4, maxLength: 4 })
  .map((fens) => Object.fromEntries(FUND_SOURCES.map((source, nth) => [source, fens[nth] ?? 0])) as Parts);
const tinyFunds = fc
  .array(fc.integer({ min: 0, max: 7 }), { minLength: 4, maxLength: 4 })
  .map((fens) => Object.fromEntries(FUND_SOURCES.map((source, nth) => [source, fens[nth] ?? 0])) as Parts);

describe('for any price, life, split and change of life', () => {
  it('months add up to the price and sources to the card, month by month, and nothing ever goes back', () => {
    const property = fc.property(
      fc.oneof(funds, tinyFunds),
      fc.integer({ min: 1, max: 30 }),
      fc.option(fc.record({ after: fc.integer({ min: 1, max: 200 }), years: fc.integer({ min: 1, max: 30 }) })),
      (parts, years, change) => {
        const priceFen = sum(parts);
        const lives = [{ fromMonth: '2019-01', months: years * 12 }];
        if (change !== null) lives.push({ fromMonth: addMonths('2020-01', change.after), months: change.years * 12 });
        const facts = { priceFen, acquiredOn: '2020-01-15', endedOn: null, lives };
        const charged: Parts = {};
        let total = 0;
        for (let at = 0; at <= 372; at += 1) {
          const month = addMonths('2020-01', at);
          for (const line of linesOf({ ...facts, funds: parts, charged }, month, true)) {
            expect(line.correctionFen + line.openingFen).toBe(0);
            expect(line.monthFen).toBeGreaterThanOrEqual(0);
            total += line.amountFen;
            charged[line.source as FundSource] = (charged[line.source] ?? 0) + line.amountFen;
            expect(charged[line.source]).toBe(line.accumulatedFen);
            expect(line.accumulatedFen).toBeLessThanOrEqual(line.fundFen);
          }
          expect(total).toBe(wornThrough(facts, month).fen);
        }
        expect(total).toBe(priceFen);
        for (const source of FUND_SOURCES) expect(charged[source] ?? 0).toBe(parts[source] ?? 0);
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  it('any corrections and skipped months end at the same sum', () => {
    const property = fc.property(
      funds,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), funds), { minLength: 1, maxLength: 8 }),
      (first, steps) => {
        const charged: Parts = {};
        let month = '2020-01';
        let parts = first;
        for (const [skip, next] of steps) {
          const facts = { priceFen: sum(parts), acquiredOn: '2020-01-15', endedOn: null, lives: SIX_YEARS };
          for (const line of linesOf({ ...facts, funds: parts, charged }, month, true)) {
            charged[line.source] = (charged[line.source] ?? 0) + line.amountFen;
          }
          expect(sum(charged)).toBe(wornThrough(facts, month).fen);
          month = addMonths(month, skip);
          parts = next;
        }
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});

it('counts months over years', () => {
  expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-05', -29)]).toEqual([
    '2027-01',
    '2025-12',
    '2023-12',
  ]);
  expect(monthsBetween('2025-11', '2027-02')).toBe(15);
});

describe('the age of a card', () => {
  it('is told by the life of its class: a half, a whole, and beyond', () => {
    const bounds = ageBounds(SIX_YEARS, '2026-11');
    expect(bounds).toEqual({ half: '2023-12', past: '2020-12' });
    const bands = ['2026-11', '2023-12', '2023-11', '2020-12', '2020-11'].map((month) => ageOf(month, bounds));
    expect(bands).toEqual(['first', 'first', 'second', 'second', 'past']);
  });

  it('is by the rule in force in the month; without a rule there is no life', () => {
    const lives = [...SIX_YEARS, { fromMonth: '2026-12', months: 24 }];
    expect(ageOf('2024-06', ageBounds(lives, '2026-11'))).toBe('first');
    expect(ageOf('2024-06', ageBounds(lives, '2026-12'))).toBe('past');
    expect(() => ageBounds([], '2026-11')).toThrow('a class without a life');
  });

  it('is past exactly when all of it was charged in earlier months', () => {
    const property = fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 500 }), (months, ago) => {
      const month = addMonths('2026-11', -ago);
      const band = ageOf(month, ageBounds([{ fromMonth: '1950-01', months }], '2026-11'));
      const elapsed = elapsedMonths({ acquiredOn: `${month}-15`, endedOn: null }, '2026-11');
      expect(band).toBe(elapsed > months ? 'past' : elapsed * 2 > months ? 'second' : 'first');
    });
    fc.assert(property, { numRuns: 300 });
  });
});
