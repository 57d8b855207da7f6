/** What a notice must say, which serial numbers it lists, and when it may end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDone,
  checkEnd,
  checkNotice,
  isNamed,
  MOST_SERIALS,
  NOTHING,
  serialsIn,
} from '../../src/device-recalls/rules.ts';

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const DAY = '2026-11-23';
const DAYS = { receivedOn: DAY, dueOn: '2026-11-30' };
const NAMED = { ...NOTHING, model: 'Resona 7' };

describe('the serial numbers of a notice', () => {
  it('are read apart by lines, commas and blanks, in capitals and of one width, each once', () => {
    expect(serialsIn(' ab-1，AB-2\nab-1、ＡＢ-3;  ')).toEqual(['AB-1', 'AB-2', 'AB-3']);
    expect(serialsIn(' \n ，')).toEqual([]);
  });

  it('are the same when they are read again', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = serialsIn(text);
        expect(serialsIn(once.join('\n'))).toEqual(once);
      }),
    );
  });
});

describe('a notice', () => {
  it('names a device by registration, model or identifier; serial numbers alone name none', () => {
    expect(isNamed(NOTHING)).toBe(false);
    expect(isNamed({ ...NOTHING, serials: ['A1'] })).toBe(false);
    expect(isNamed({ ...NOTHING, udiDi: '06901234567892' })).toBe(true);
    expect(reasonOf(checkNotice({ ...NOTHING, serials: ['A1'] }, DAYS, DAY))).toBe('device_recall_unnamed');
    expect(reasonOf(checkNotice(NAMED, DAYS, DAY))).toBe('ok');
  });

  it('lists as many serial numbers as one holds, and came on a day that has been', () => {
    const many = Array.from({ length: MOST_SERIALS + 1 }, (_, nth) => `S${nth}`);
    expect(reasonOf(checkNotice({ ...NAMED, serials: many }, DAYS, DAY))).toBe('device_recall_serials');
    expect(reasonOf(checkNotice({ ...NAMED, serials: many.slice(1) }, DAYS, DAY))).toBe('ok');
    expect(reasonOf(checkNotice(NAMED, { ...DAYS, receivedOn: '2026-11-24' }, DAY))).toBe('device_recall_future');
    expect(reasonOf(checkNotice(NAMED, { ...DAYS, dueOn: '2026-11-22' }, DAY))).toBe('device_recall_due');
    expect(reasonOf(checkNotice(NAMED, { ...DAYS, dueOn: DAY }, DAY))).toBe('ok');
  });
});

describe('what was done', () => {
  it('was done between the notice and today', () => {
    const done = (day: string) => reasonOf(checkDone(day, '2026-11-20', DAY));
    expect(['2026-11-19', '2026-11-20', DAY, '2026-11-24'].map(done)).toEqual([
      'device_recall_done_day',
      'ok',
      'ok',
      'device_recall_done_day',
    ]);
  });

  it('is done for all before the recall ends', () => {
    expect([reasonOf(checkEnd(0)), reasonOf(checkEnd(1))]).toEqual(['ok', 'device_recall_waiting']);
  });
});
