/** What may ride, when a vehicle may leave, what may be told of a stop, and what time it was: accepted and refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStops, readTimeOfDay, writeStops } from '../../src/rounds/route-rules.ts';
import {
  checkDeparture,
  checkLoad,
  checkStops,
  checkTold,
  isOutside,
  maskOf,
  momentOf,
  weekdayOf,
  weekdaysOf,
} from '../../src/rounds/rules.ts';

const reasonOf = (result: { ok: true } | { ok: false; reason: string }) => (result.ok ? 'ok' : result.reason);

describe('a route', () => {
  it.each([
    ['长岗分院 40', [{ line: 1, name: '长岗分院', afterMinutes: 40 }]],
    [
      'XG17，15分\n\n ＸＧ１８：３０ ',
      [
        { line: 1, name: 'XG17', afterMinutes: 15 },
        { line: 3, name: 'XG18', afterMinutes: 30 },
      ],
    ],
  ])('reads %j', (text, stops) => {
    expect(readStops(text)).toEqual({ ok: true, value: stops });
  });

  it('refuses a line without minutes, and writes what it reads', () => {
    expect(readStops('长岗分院 40\n江背分院')).toMatchObject({ reason: 'route_line', detail: { line: 2 } });
    expect(writeStops([{ name: '长岗分院', afterMinutes: 40 }])).toBe('长岗分院 40');
  });

  it.each([
    ['07:30', 450],
    ['7：05', 425],
    ['23:59', 1439],
    ['24:00', 'route_time'],
    ['7', 'route_time'],
  ])('leaves at %s: %s', (text, expected) => {
    const read = readTimeOfDay(text);
    expect(read.ok ? read.value : read.reason).toBe(expected);
  });

  const stop = (organisationId: number, afterMinutes: number) => ({
    organisationId,
    afterMinutes,
    name: `M${organisationId}`,
  });
  it.each([
    [[stop(2, 10), stop(3, 10)], 'ok'],
    [[], 'route_no_stop'],
    [[stop(1, 10)], 'route_home'],
    [[stop(2, 10), stop(2, 20)], 'route_twice'],
    [[stop(2, 30), stop(3, 20)], 'route_backwards'],
    [Array.from({ length: 41 }, (_, index) => stop(index + 2, index)), 'route_long'],
  ])('with stops %j is %s', (stops, expected) => {
    expect(reasonOf(checkStops(stops, 1))).toBe(expected);
  });

  it('knows its days, and needs one', () => {
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(reasonOf(maskOf([]))).toBe('route_no_day');
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (days) => {
        const mask = maskOf(days);
        expect(mask.ok && weekdaysOf(mask.value)).toEqual(days.toSorted());
      }),
    );
  });
});

describe('a load', () => {
  const load = {
    number: 'PS-1',
    status: 'in_transit',
    fromId: 1,
    toId: 2,
    receiver: '甲',
    aboard: null,
    handedBy: null,
  };
  it.each([
    [{}, 'ok'],
    [{ status: 'picking' }, 'ok'],
    [{ fromId: 9 }, 'load_not_here'],
    [{ toId: 9 }, 'load_off_way'],
    [{ aboard: 'PC-1' }, 'load_aboard'],
    [{ handedBy: 'PC-1' }, 'load_handed'],
    [{ status: 'received' }, 'load_gone'],
    [{ status: 'reversed' }, 'load_gone'],
  ])('with %j is %s', (given, expected) => {
    expect(reasonOf(checkLoad({ ...load, ...given }, 1, new Set([2, 3])))).toBe(expected);
  });
});

describe('leaving', () => {
  const aboard = (zone: 'cold' | 'frozen' | null, status = 'in_transit') => ({ number: 'PS-1', status, zone });
  const box = (tenths: number | null) => ({ carrierId: 7, code: 'B1', tenths });
  it.each([
    [[aboard(null)], [], 'ok'],
    [[], [], 'round_empty'],
    [[aboard(null, 'picking')], [], 'load_not_sent'],
    [[aboard(null, 'cancelled')], [], 'load_gone'],
    [[aboard(null)], [box(null)], 'chill_unmeasured'],
    [[aboard('cold')], [], 'chill_missing_cold'],
    [[aboard('cold')], [box(95)], 'chill_missing_cold'],
    [[aboard('cold')], [box(20)], 'ok'],
    [[aboard('cold')], [box(81)], 'chill_missing_cold'],
    [[aboard('frozen')], [box(50)], 'chill_missing_frozen'],
    [[aboard('cold'), aboard('frozen')], [box(50), box(-180)], 'ok'],
  ])('with %j and %j is %s', (loads, chills, expected) => {
    expect(reasonOf(checkDeparture(loads, chills))).toBe(expected);
  });
});

describe('a stop', () => {
  const told = { outcome: 'handed' as const, receiver: '孙医生', reason: '', tenths: null };
  it.each([
    [told, [null], 'ok'],
    [{ ...told, receiver: '' }, [null], 'stop_no_receiver'],
    [told, ['cold' as const], 'stop_unmeasured'],
    [{ ...told, tenths: 50 }, ['cold' as const], 'ok'],
    [{ ...told, outcome: 'refused' as const }, [null], 'reason_missing'],
    [{ ...told, outcome: 'refused' as const, receiver: '', reason: '没订' }, [null], 'stop_no_receiver'],
    [{ ...told, outcome: 'refused' as const, reason: '没订' }, [null], 'ok'],
    [{ ...told, outcome: 'missed' as const, receiver: '', reason: '' }, [null], 'reason_missing'],
    [{ ...told, outcome: 'missed' as const, receiver: '', reason: '路断' }, ['cold' as const], 'ok'],
  ])('told as %j with %j is %s', (given, zones, expected) => {
    expect(reasonOf(checkTold(given, zones))).toBe(expected);
  });

  it('is outside only where goods need the cold', () => {
    expect(isOutside(120, [null])).toBe(false);
    expect(isOutside(120, ['cold', null])).toBe(true);
    expect(isOutside(-150, ['cold', 'frozen'])).toBe(false);
    expect(isOutside(null, ['cold'])).toBe(false);
  });
});

describe('the moment', () => {
  const left = 1_000_000;
  it('is what the phone says has passed, whatever its clock shows', () => {
    const day = 86_400_000;
    const clocks = { receivedAt: left + 9_000_000, departedAt: left };
    for (const wrong of [0, day, -day]) {
      const deviceAt = left + 1_000_000 + wrong;
      expect(momentOf({ ...clocks, deviceAt, deviceSentAt: deviceAt + 5_000_000 })).toBe(left + 4_000_000);
    }
    expect(momentOf({ ...clocks, deviceAt: null, deviceSentAt: null })).toBe(clocks.receivedAt);
  });

  it('never lies before the vehicle left or after it was told', () => {
    const at = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(at, at, fc.integer({ min: 0, max: 1e9 }), (deviceAt, deviceSentAt, waited) => {
        const moment = momentOf({ deviceAt, deviceSentAt, departedAt: left, receivedAt: left + waited });
        expect(moment).toBeGreaterThanOrEqual(left);
        expect(moment).toBeLessThanOrEqual(left + waited);
      }),
    );
  });
});
