/** Rounds of maintenance: cycles, next days, which outcome a checklist allows, which round stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/kernel/clock.ts';
import {
  bestOutcome,
  CHECKLISTS,
  type Check,
  checkRound,
  chosenItems,
  cycleOf,
  type EnteredRound,
  FOUND,
  nextDue,
  planState,
  standing,
} from '../../src/maintenance/rules.ts';
import { reasonOf } from '../counts/count-world.ts';

const cycles = { high: 3, medium: 6, low: 12, selfTest: 1 };
const items = chosenItems('pm', null);
const good: Check[] = items.map(({ code, measured }) => ({
  item: code,
  found: 'pass',
  value: measured ? '0.1mA' : '',
}));
const fail = (code: string) => good.map((one) => (one.item === code ? { ...one, found: 'fail' as const } : one));
const round = { doneOn: '2026-11-20', checks: good, outcome: 'pass' as const, limits: '', note: '' };
const days = { today: '2026-11-23', last: '2026-08-20' };

describe('cycles and days', () => {
  it('follow the risk, or the class where that is shorter; self-tests have their own', () => {
    expect(cycleOf('pm', { risk: 'high', upkeepMonths: 6 }, cycles)).toBe(3);
    expect(cycleOf('pm', { risk: 'medium', upkeepMonths: 3 }, cycles)).toBe(3);
    expect(cycleOf('pm', { risk: 'low', upkeepMonths: null }, cycles)).toBe(12);
    expect(cycleOf('self_test', { risk: 'high', upkeepMonths: 3 }, cycles)).toBe(1);
  });

  it('lead to the same day of the month, or the last; what was stopped is due at once', () => {
    expect(nextDue('2026-11-23', 3, 'pass')).toBe('2027-02-23');
    expect(nextDue('2026-08-31', 6, 'downgraded')).toBe('2027-02-28');
    expect(nextDue('2026-11-23', 3, 'stopped')).toBe('2026-11-23');
  });

  it.each([
    ['stopped', { outcome: 'stopped' as const, dueOn: '2026-11-23' }],
    ['late', { outcome: null, dueOn: '2026-11-22' }],
    ['soon', { outcome: 'pass' as const, dueOn: '2026-12-23' }],
    ['current', { outcome: 'pass' as const, dueOn: '2026-12-24' }],
  ])('make a plan %s', (state, plan) => {
    expect(planState(plan, { today: '2026-11-23', soon: '2026-12-23' })).toBe(state);
  });
});

describe('a round', () => {
  it('passes whole, and with a failure that is no danger and explained', () => {
    expect(checkRound(round, items, days)).toMatchObject({ ok: true, value: good });
    const dirty = { ...round, checks: fail('cleaning'), note: '已清洁' };
    expect(reasonOf(checkRound(dirty, items, days))).toBe('ok');
    const loud = { ...round, checks: fail('alarm'), outcome: 'downgraded' as const, limits: '仅有人值守时使用' };
    expect(reasonOf(checkRound(loud, items, days))).toBe('ok');
  });

  it.each([
    ['maintenance_day_future', { doneOn: '2026-11-24' }],
    ['maintenance_before_last', { doneOn: '2026-08-19' }],
    ['maintenance_check_missing', { checks: good.slice(1) }],
    ['maintenance_value_missing', { checks: good.map((one) => ({ ...one, value: '' })) }],
    ['maintenance_unsafe_pass', { checks: fail('alarm') }],
    ['maintenance_note_missing', { checks: fail('cleaning') }],
    ['maintenance_limits_missing', { outcome: 'downgraded' as const }],
  ])('is refused: %s', (reason, more) => {
    expect(reasonOf(checkRound({ ...round, ...more }, items, days))).toBe(reason);
  });

  it('never passes with a failed safety item, whatever else was found', () => {
    const answers = fc.array(fc.constantFrom(...FOUND), { minLength: items.length, maxLength: items.length });
    fc.assert(
      fc.property(answers, (found) => {
        const checks = items.map(({ code }, nth) => ({ item: code, found: found[nth] ?? 'none', value: '1' }));
        const unsafe = items.some(({ safety }, nth) => safety && found[nth] === 'fail');
        expect(bestOutcome(items, checks) === 'pass').toBe(!unsafe);
        expect(checkRound({ ...round, checks, note: '已处理' }, items, days).ok).toBe(!unsafe);
      }),
    );
  });

  it('keeps to the items that were chosen, in the order of the template', () => {
    expect(chosenItems('self_test', ['output', 'place', 'cleaning']).map(({ code }) => code)).toEqual([
      'place',
      'output',
    ]);
    expect(chosenItems('self_test', null)).toEqual(CHECKLISTS.self_test);
  });

  it('stands until it is taken back, the last first', () => {
    const days = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 11 }), (ago, taken) => {
        const entries: EnteredRound[] = ago.map((day, nth) => {
          return { id: nth + 1, doneOn: addDays('2025-01-01', day), reversalOf: null };
        });
        const back = entries[taken];
        const all = back === undefined ? entries : [...entries, { ...back, id: 99, reversalOf: back.id }];
        const left = entries.filter((one) => one !== back).map(({ doneOn }) => doneOn);
        expect(standing(all).map(({ doneOn }) => doneOn)).toEqual(left.sort().reverse());
      }),
    );
  });
});
