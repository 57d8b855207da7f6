/** The proposal and the rounds: pure rules over any numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/kernel/clock.ts';
import { type Calendar, roundOn, weekdayOf } from '../../src/requisitions/calendar-rules.ts';
import { follow, type MirroredNeed, poolBase } from '../../src/requisitions/mirror-rules.ts';
import { isFar, proposalFor, shownState, whyNotRequested } from '../../src/requisitions/rules.ts';

describe('a proposal', () => {
  const facts = { packSize: 24, leastBase: null, mostBase: null, transitBase: 0, pendingBase: 0 };

  it('fills the days of cover by use, less what is there, coming and asked for, in whole packs', () => {
    expect(proposalFor({ ...facts, stockBase: 20, use30Base: 100 }, 21)).toBe(72);
    expect(proposalFor({ ...facts, stockBase: 20, use30Base: 100, transitBase: 24, pendingBase: 24 }, 21)).toBe(24);
    expect(proposalFor({ ...facts, stockBase: 500, use30Base: 100 }, 21)).toBe(0);
  });

  it('asks for nothing above the lower limit and up to the upper below it', () => {
    const limits = { ...facts, leastBase: 48, mostBase: 240, use30Base: 0 };
    expect(proposalFor({ ...limits, stockBase: 48 }, 21)).toBe(0);
    expect(proposalFor({ ...limits, stockBase: 47 }, 21)).toBe(216);
  });

  it('calls a number far when it is more than twice or less than half of it', () => {
    expect(isFar(48, 24, 24)).toBe(false);
    expect(isFar(49, 24, 24)).toBe(true);
    expect(isFar(11, 24, 24)).toBe(true);
    expect(isFar(48, 0, 24)).toBe(false);
  });

  it('leaves out what the member may not ask for', () => {
    const item = {
      active: true,
      countyTier: true,
      townshipTier: true,
      villageTier: false,
      controlClass: 'none' as const,
    };
    expect(whyNotRequested(item, 'branch')).toBeNull();
    expect(whyNotRequested(item, 'clinic')).toBe('requisition_tier');
    expect(whyNotRequested({ ...item, controlClass: 'narcotic' }, 'branch')).toBe('requisition_controlled');
    expect(whyNotRequested({ ...item, active: false }, 'branch')).toBe('requisition_left');
  });
});

describe('a round', () => {
  it('closes on its weekday, every so many weeks, and is open for the days before', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days));
    const calendars = fc.record({
      everyWeeks: fc.integer({ min: 1, max: 8 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      startsOn: day,
      coverDays: fc.constant(21),
    });
    fc.assert(
      fc.property(calendars, day, (calendar: Calendar, today) => {
        const round = roundOn(calendar, today);
        expect(weekdayOf(round.closesOn)).toBe(calendar.weekday);
        expect(round.closesOn >= today && round.closesOn >= calendar.startsOn).toBe(true);
        expect(round.isOpen).toBe(round.opensOn <= today);
        expect(round.days).toBeGreaterThanOrEqual(0);
        if (today >= calendar.startsOn) {
          expect(round.closesOn <= addDays(today, calendar.everyWeeks * 7)).toBe(true);
        }
      }),
    );
  });
});

describe('the state of a requisition', () => {
  it('is what its needs say', () => {
    const sums = { quantityBase: 10, plannedBase: 0, closedBase: 0, receivedBase: 0 };
    expect(shownState('draft', sums)).toBe('draft');
    expect(shownState('submitted', sums)).toBe('submitted');
    expect(shownState('submitted', { ...sums, plannedBase: 3 })).toBe('in_supply');
    expect(shownState('submitted', { ...sums, plannedBase: 7, receivedBase: 7, closedBase: 3 })).toBe('done');
  });
});

describe('the need of a shortage', () => {
  it('keeps step with it whatever is found, sent, lost and given back', () => {
    const step = fc.record({ sent: fc.integer({ min: -50, max: 50 }), arrived: fc.integer({ min: 0, max: 50 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.array(step, { maxLength: 30 }), (quantityBase, steps) => {
        const none = { plannedBase: 0, closedBase: 0, dispatchedBase: 0, deliveredBase: 0, receivedBase: 0 };
        let need: MirroredNeed = { quantityBase, ...none };
        for (const { sent, arrived } of steps) {
          const onTheWay = need.dispatchedBase - need.receivedBase;
          const answeredBase = Math.max(-onTheWay, Math.min(sent, quantityBase - need.dispatchedBase));
          const arrivedBase = Math.min(arrived, onTheWay + Math.min(0, answeredBase));
          const before = need.dispatchedBase;
          need = follow(need, { answeredBase, arrivedBase, givenUpBase: 0, way: 'direct' });
          expect(need.dispatchedBase).toBe(before + answeredBase);
          expect(need.plannedBase).toBe(need.dispatchedBase);
          expect(poolBase(need)).toBe(quantityBase - need.dispatchedBase);
          expect(need.receivedBase).toBeLessThanOrEqual(need.dispatchedBase);
        }
      }),
    );
  });
});
