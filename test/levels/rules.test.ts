/** Least and most from use: published examples of each method, and what must hold whatever was used. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  characterOf,
  croston,
  occasionsOf,
  type Smoothing,
  sba,
  serviceFactor,
  tsb,
  usedADay,
} from '../../src/levels/methods.ts';
import { checkLimits, type LevelRules, leadOf, propose, type Supply, seasonPercentOf } from '../../src/levels/rules.ts';
import { type SeriesDay, seriesOf, usableDays } from '../../src/levels/series.ts';

/** Monthly demand of product C in Hyndman and Athanasopoulos, Forecasting: Principles and Practice. */
const PRODUCT_C = [
  0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0,
];
const PUBLISHED: Smoothing = { alpha: 0.1, beta: 0.1, start: 'first' };
const RULES: LevelRules = {
  lookDays: 180,
  leastDays: 14,
  adiCut: 1.32,
  cv2Cut: 0.49,
  alpha: 0.1,
  beta: 0.05,
  fadingTimes: 3,
  seasonPercent: 150,
};
const SUPPLY: Supply = { leadDays: 3, leadSamples: 5, reviewDays: 7, servicePercent: 95 };

const seriesFrom = (uses: readonly number[]): SeriesDay[] =>
  uses.map((useBase, index) => ({ day: `d${index}`, useBase, endBase: 100, out: false }));

describe('methods for use that comes now and then', () => {
  it('takes sizes and intervals apart as the textbook prints them', () => {
    const { sizes, intervals, since } = occasionsOf(PRODUCT_C);
    expect(sizes).toEqual([2, 1, 11, 2, 6, 3, 7, 3, 1, 1, 1]);
    expect(intervals).toEqual([2, 2, 2, 5, 2, 1, 6, 8, 1, 3, 2]);
    expect(since).toBe(2);
  });

  it('gives what the published algorithm gives for them', () => {
    // Smoothed size 2.75025 over smoothed interval 2.79328, each from its first value with a tenth of the newest
    expect(croston(PRODUCT_C, PUBLISHED)).toBeCloseTo(2.75025384 / 2.79328007, 6);
    expect(sba(PRODUCT_C, PUBLISHED)).toBeCloseTo(0.95 * croston(PRODUCT_C, PUBLISHED), 12);
    // 0, 4, 0, 4: a chance of a half at the first use, then 0.45 and 0.505
    expect(tsb([0, 4, 0, 4], PUBLISHED)).toBeCloseTo(0.505 * 4, 12);
  });

  it('agrees with the mean where each day uses the same', () => {
    const steady = Array.from({ length: 40 }, () => 6);
    for (const start of ['first', 'mean'] as const) {
      expect(croston(steady, { ...PUBLISHED, start })).toBeCloseTo(6, 12);
      expect(tsb(steady, { ...PUBLISHED, start })).toBeCloseTo(6, 12);
    }
  });

  it('sorts series by the cut-offs of Syntetos and Boylan', () => {
    const cut = { adi: 1.32, cv2: 0.49 };
    expect(characterOf([5, 5, 5, 5], cut)).toMatchObject({ kind: 'smooth', adi: 1, cv2: 0 });
    expect(characterOf([1, 20, 1, 30], cut)?.kind).toBe('erratic');
    expect(characterOf([5, 0, 0, 5, 0, 5], cut)?.kind).toBe('intermittent');
    expect(characterOf(PRODUCT_C, cut)?.kind).toBe('lumpy');
    expect(characterOf([0, 0, 0], cut)).toBeNull();
    // 33 of 25 days: 1.32 itself is beyond the cut-off
    const onIt = Array.from({ length: 33 }, (_, index) => (index < 25 ? 4 : 0));
    expect(characterOf(onIt, cut)?.kind).toBe('intermittent');
  });

  it('knows the standard deviations of a service level from the tables', () => {
    const tables = [
      [0.5, 0],
      [0.9, 1.2816],
      [0.95, 1.6449],
      [0.975, 1.96],
      [0.99, 2.3263],
      [0.999, 3.0902],
    ] as const;
    for (const [share, factor] of tables) expect(serviceFactor(share)).toBeCloseTo(factor, 3);
  });
});

describe('the days looked at', () => {
  it('tells stock backwards and leaves out the days on which there was none', () => {
    const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
    const rows = [
      { day: '2026-11-01', useBase: 10, cameBase: 0, wentBase: 10 },
      { day: '2026-11-04', useBase: 5, cameBase: 20, wentBase: 5 },
      { day: '2026-11-06', useBase: 3, cameBase: 0, wentBase: 3 },
    ];
    const series = seriesOf(days, rows, 12);
    expect(series.map((one) => one.endBase)).toEqual([0, 0, 0, 15, 15]);
    expect(series.map((one) => one.out)).toEqual([false, true, true, false, false]);
    expect(usableDays(series)).toEqual([10, 5, 0]);
  });

  it('counts a day with a returned issue as a day without use', () => {
    const rows = [{ day: '2026-11-02', useBase: -4, cameBase: 0, wentBase: -4 }];
    expect(seriesOf(['2026-11-01', '2026-11-02'], rows, 9).map((one) => one.useBase)).toEqual([0, 0]);
  });
});

describe('a proposal', () => {
  it('lasts over lead time and round, with safety, in whole packs', () => {
    const uses = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 8 : 12));
    const made = propose(seriesFrom(uses), 24, SUPPLY, RULES);
    // 10 a day over 10 days, and 1.645 deviations of 2.0169 over the root of 10 days: 110.49, so 5 packs of 24
    expect(made).toMatchObject({ method: 'mean', why: 'smooth', dailyMilli: 10_000, safetyBase: 11 });
    expect(made).toMatchObject({ leastBase: 120, mostBase: 120 + 72 });
  });

  it('chooses by class, by fading, and says when there is nothing to choose by', () => {
    const intermittent = Array.from({ length: 90 }, (_, index) => (index % 5 === 0 ? 6 : 0));
    expect(propose(seriesFrom(intermittent), 1, SUPPLY, RULES)).toMatchObject({
      method: 'croston',
      why: 'intermittent',
    });
    expect(propose(seriesFrom([...PRODUCT_C, ...PRODUCT_C]), 1, SUPPLY, RULES)).toMatchObject({ method: 'sba' });
    const faded = [...intermittent, ...Array.from({ length: 40 }, () => 0)];
    expect(propose(seriesFrom(faded), 1, SUPPLY, RULES)).toMatchObject({ method: 'tsb', why: 'fading' });
    expect(propose(seriesFrom([0, 0, 0]), 1, SUPPLY, RULES)).toMatchObject({
      method: 'none',
      why: 'no_use',
      mostBase: 0,
    });
    expect(propose(seriesFrom([5, 5, 5]), 1, SUPPLY, RULES)).toMatchObject({ method: 'none', why: 'few_days' });
  });

  it('trusts a member’s own lead time from the third delivery on', () => {
    const day = 86_400_000;
    expect(leadOf([day, day], 4)).toEqual({ days: 4, samples: 0 });
    expect(leadOf([day, 2 * day, 2.5 * day, -day], 4)).toEqual({ days: 2, samples: 3 });
    expect(leadOf([0, 0, 0], 4)).toEqual({ days: 1, samples: 3 });
  });

  it('calls a season what last year used more of', () => {
    expect(seasonPercentOf(60, 30, 180, 180)).toBe(200);
    expect(seasonPercentOf(60, 30, 0, 180)).toBeNull();
  });
});

describe('what a person sets', () => {
  it('takes a least alone for both and nothing for none', () => {
    expect(checkLimits({ leastBase: 5, mostBase: null })).toMatchObject({ value: { leastBase: 5, mostBase: 5 } });
    expect(checkLimits({ leastBase: null, mostBase: 5 })).toMatchObject({ value: { leastBase: 0, mostBase: 5 } });
    expect(checkLimits({ leastBase: null, mostBase: null })).toMatchObject({ ok: true });
  });

  it('refuses most below least, fractions and what no column holds', () => {
    for (const [leastBase, mostBase] of [
      [6, 5],
      [-1, 5],
      [0.5, 5],
      [0, 1e15],
      [Number.NaN, 5],
    ] as const) {
      expect(checkLimits({ leastBase, mostBase })).toMatchObject({ ok: false, reason: 'target_span' });
    }
  });
});

const anySeries = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5000 })), { maxLength: 200 });
const anySupply = fc.record({
  leadDays: fc.integer({ min: 0, max: 60 }),
  leadSamples: fc.integer({ min: 0, max: 50 }),
  reviewDays: fc.integer({ min: 0, max: 56 }),
  servicePercent: fc.integer({ min: 50, max: 99 }),
});

describe('whatever was used', () => {
  it('least is not below nothing, most not below least, both whole packs, and nothing is NaN', () => {
    fc.assert(
      fc.property(anySeries, anySupply, fc.integer({ min: 1, max: 1000 }), (uses, supply, packSize) => {
        const made = propose(seriesFrom(uses), packSize, supply, RULES);
        expect(
          Object.values(made)
            .filter((value) => typeof value === 'number')
            .every(Number.isSafeInteger),
        ).toBe(true);
        expect(made.leastBase).toBeGreaterThanOrEqual(0);
        expect(made.mostBase).toBeGreaterThanOrEqual(made.leastBase);
        expect(made.leastBase % packSize).toBe(0);
        expect(made.mostBase % packSize).toBe(0);
        expect(made.method === 'none').toBe(made.mostBase === 0);
      }),
    );
  });

  it('days without use after the last leave Croston as it was, wear TSB down evenly and thin the mean', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 60 }), (uses, more) => {
        const longer = [...uses, ...Array.from({ length: more }, () => 0)];
        const first: Smoothing = { alpha: 0.2, beta: 0.1, start: 'first' };
        const before = { croston: croston(uses, first), tsb: tsb(uses, first), mean: usedADay('mean', uses, first) };
        expect(croston(longer, first)).toBeCloseTo(before.croston, 9);
        expect(sba(longer, first)).toBeCloseTo(0.9 * before.croston, 9);
        expect(tsb(longer, first)).toBeCloseTo(before.tsb * 0.9 ** more, 6);
        expect(usedADay('mean', longer, first)).toBeLessThanOrEqual(before.mean);
      }),
    );
  });

  it('days without stock change nothing of the proposal', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 0, max: 90 }), (uses, gap) => {
        const at = Math.floor(uses.length / 2);
        const out = Array.from({ length: gap }, (): SeriesDay => ({ day: 'x', useBase: 0, endBase: 0, out: true }));
        const whole = seriesFrom(uses);
        const broken = [...whole.slice(0, at), ...out, ...whole.slice(at)];
        const { days: _days, outDays: _out, ...made } = propose(broken, 10, SUPPLY, RULES);
        expect(propose(whole, 10, SUPPLY, RULES)).toMatchObject(made);
      }),
    );
  });
});
