/** How supply is judged: periods, rates that may be unknown, days without stock. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfNumber, numberOfDay, outagesOf, periodOf, rateOf, sharedDays } from '../../src/figures/rules.ts';
import { addDays, daysBetween } from '../../src/kernel/clock.ts';

const TODAY = '2026-11-23';

describe('the period', () => {
  it('is thirty days up to today where nothing sensible was said', () => {
    expect(periodOf({}, TODAY)).toEqual({ from: '2026-10-25', to: TODAY });
    expect(periodOf({ from: '2026-02-30', to: 'x' }, TODAY)).toEqual({ from: '2026-10-25', to: TODAY });
    expect(periodOf({ to: '2026-09-30' }, TODAY)).toEqual({ from: '2026-09-01', to: '2026-09-30' });
  });
  it('is turned round, ends today and is of three years at most', () => {
    expect(periodOf({ from: '2026-11-20', to: '2026-11-01' }, TODAY)).toEqual({ from: '2026-11-01', to: '2026-11-20' });
    expect(periodOf({ from: '2027-01-01', to: '2027-02-01' }, TODAY)).toEqual({ from: TODAY, to: TODAY });
    expect(periodOf({ from: '1999-01-01', to: TODAY }, TODAY).from).toBe(addDays(TODAY, -1095));
  });
  it('holds for whatever is said', () => {
    const text = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(text, text, (from, to) => {
        const period = periodOf({ from, to }, TODAY);
        return period.from <= period.to && period.to <= TODAY && daysBetween(period.from, period.to) < 1096;
      }),
    );
  });
});

describe('a rate', () => {
  it('is unknown where there is nothing to judge, never all', () => {
    expect(rateOf(0, 0)).toBeNull();
    expect(rateOf(0, 3)).toBe(0);
    expect(rateOf(2, 3)).toBe(667);
    expect(rateOf(3, 3)).toBe(1000);
  });
});

const day = (index: number) => addDays('2026-10-01', index);
const seriesOf = (outs: readonly boolean[]) => outs.map((out, index) => ({ day: day(index), out }));

describe('days without stock', () => {
  it('are told as spans, from the day the member first had any', () => {
    const series = seriesOf([true, true, false, true, true, true, false, true]);
    const at = (index: number) => numberOfDay(day(index));
    expect(outagesOf(series, day(0))).toEqual([
      { fromDay: at(0), untilDay: at(1) },
      { fromDay: at(3), untilDay: at(5) },
      { fromDay: at(7), untilDay: at(7) },
    ]);
    expect(outagesOf(series, day(4))).toEqual([
      { fromDay: at(4), untilDay: at(5) },
      { fromDay: at(7), untilDay: at(7) },
    ]);
    expect(outagesOf(series, undefined)).toEqual([]);
    expect(outagesOf([], day(0))).toEqual([]);
  });
  it('add up over any period to the days that were without', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.nat(70), fc.nat(70), (outs, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const spans = outagesOf(seriesOf(outs), day(0));
        const period = { fromDay: numberOfDay(day(from)), untilDay: numberOfDay(day(to)) };
        const sum = spans.reduce((total, span) => total + sharedDays(span, period), 0);
        return sum === outs.filter((out, index) => out && index >= from && index <= to).length;
      }),
    );
  });
  it('are numbered from 1970 and back', () => {
    expect(numberOfDay('1970-01-01')).toBe(0);
    expect(dayOfNumber(numberOfDay('2026-02-28') + 1)).toBe('2026-03-01');
  });
});
