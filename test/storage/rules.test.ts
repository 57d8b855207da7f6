/** What suits what, what a reading may say, how devices write numbers and moments, and what a file holds. */
import { describe, expect, it } from 'vitest';
import { startOfDay } from '../../src/kernel/clock.ts';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';
import { thin } from '../../src/storage/curve.ts';
import { gapsOf, packReadings, readFile, readMoment, unpackReadings } from '../../src/storage/file-readings.ts';
import { checkClosing, checkReading, isSilent, readTenths, suits } from '../../src/storage/rules.ts';
import { gbk } from '../support/gbk.ts';

const NOW = Date.parse('2026-11-23T01:40:00Z');
const said = (answer: { ok: true; value?: unknown } | { ok: false; reason: string }) =>
  answer.ok ? answer.value : answer.reason;

describe('a place', () => {
  it.each([
    ['cold', 'cold', true],
    ['cold', 'room', false],
    ['room', 'cool', true],
    ['room', 'cold', false],
    ['frozen', 'cold', false],
    ['cool', 'room', false],
    ['cold', 'rejected', true],
  ] as const)('for what needs %s suits %s: %s', (item, place, expected) => {
    expect(suits(item, place)).toBe(expected);
  });
});

describe('a reading', () => {
  it.each([
    ['5.2', 52],
    ['-18', -180],
    ['−18.5 ℃', -185],
    ['５．２', 52],
    ['5,2', 52],
    ['4.26°C', 43],
    ['48%RH', 480],
    ['-0.04', 0],
    ['', 'reading_unreadable'],
    ['abc', 'reading_unreadable'],
    ['NaN', 'reading_unreadable'],
    ['1e3', 'reading_unreadable'],
  ])('%j is %s', (text, expected) => {
    expect(said(readTenths(text))).toBe(expected);
  });

  it('is refused from the future, the far past and a broken sensor', () => {
    const of = (at: number, degrees: number, humidity: number | null = null) =>
      said(checkReading({ at, temperatureTenths: degrees, humidityTenths: humidity }, NOW, 'push'));
    expect(of(NOW + 4 * 60_000, 50)).toBeUndefined();
    expect(of(NOW + 6 * 60_000, 50)).toBe('reading_future');
    expect(of(NOW - 32 * 86_400_000, 50)).toBe('reading_old');
    expect(of(NOW, 850)).toBe('reading_nonsense');
    expect(of(NOW, -1270)).toBe('reading_nonsense');
    expect(of(NOW, 50, 1001)).toBe('reading_nonsense');
  });

  it.each([
    ['2026-11-20 08:30:15', '2026-11-20', 8.5 * 3600 + 15],
    ['2026/11/2 8:05', '2026-11-02', 8 * 3600 + 300],
    ['2026年11月20日 08时30分', '2026-11-20', 8.5 * 3600],
    ['20261120083000', '2026-11-20', 8.5 * 3600],
    ['2026-11-20 下午2:30', '2026-11-20', 14.5 * 3600],
    ['2026-11-20 2:30:00 PM', '2026-11-20', 14.5 * 3600],
    ['2026-11-20T00:30:00Z', '2026-11-20', 8.5 * 3600],
    ['2026-11-20T08:30:00+08:00', '2026-11-20', 8.5 * 3600],
    ['11/11/2026 08:30', '2026-11-11', 8.5 * 3600],
  ])('of %s is of %s', (text, day, seconds) => {
    expect(said(readMoment(text))).toBe(startOfDay(day) + seconds * 1000);
  });

  it.each([
    ['2026-02-30 08:00', 'reading_time_unreadable'],
    ['2026-11-20 25:00', 'reading_time_unreadable'],
    ['2026-11-20', 'reading_time_unreadable'],
    ['11/12/2026 08:30', 'reading_time_ambiguous'],
    ['昨天', 'reading_time_unreadable'],
  ])('of %s is refused', (text, reason) => {
    expect(said(readMoment(text))).toBe(reason);
  });
});

describe('a file', () => {
  const parse = async (text: string, content: Uint8Array = Buffer.from(text)) => {
    const sheet = await readSpreadsheet(content);
    if (!sheet.ok) throw new Error(sheet.reason);
    return readFile(sheet.value, { code: 'TP-1', now: NOW });
  };

  it('is read as devices write it, with what is wrong told row by row', async () => {
    const rows = [
      '冷链温湿度记录;;;',
      '探头编号;记录时间;温度(℃);湿度(%RH)',
      'TP-1;2026-11-20 08:00;5.1;48',
      'tp-1;2026/11/20 8:30;5,3;',
      'TP-2;2026/11/20 8:30;9.9;',
      'TP-1;2026-11-20 08:00;5.1;48',
      'TP-1;2026-11-20 08:00;6.0;48',
      'TP-1;2026-11-20 09:00;---;48',
      'TP-1;2027-11-20 09:00;5.0;48',
      'TP-1;2026-11-20 12:30;5.0;48',
      ';;;',
    ];
    const read = await parse(rows.join('\n'));
    if (!read.ok) throw new Error(read.reason);
    const { readings, problems, others, twice } = read.value;
    expect(readings.map((one) => one.temperatureTenths)).toEqual([51, 53, 50]);
    expect([others, twice]).toEqual([1, 1]);
    expect(problems.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '7 reading_twice',
      '8 reading_unreadable',
      '9 reading_future',
    ]);
    expect(gapsOf(readings, 30)).toHaveLength(1);
    expect(said(unpackReadings(packReadings(readings)))).toEqual(readings);
    expect(said(unpackReadings('nonsense'))).toBe('readings_packed');
  });

  it('is read in GBK, with day and time apart and months told from days', async () => {
    const text = '日期,时间,温度,湿度\r\n11/20/2026,08:00,5.1,48\r\n11/05/2026,08:30,5.2,48\r\n';
    const read = await parse('', gbk(text));
    if (!read.ok) throw new Error(read.reason);
    expect(read.value.readings.map((one) => one.at)).toEqual([
      startOfDay('2026-11-05') + 8.5 * 3_600_000,
      startOfDay('2026-11-20') + 8 * 3_600_000,
    ]);
  });

  it('without its columns is refused', async () => {
    expect(said(await parse('a,b\n1,2\n'))).toBe('spreadsheet_columns_missing');
  });
});

describe('the rest', () => {
  it('keeps the extremes of a long series', () => {
    const points = Array.from({ length: 5000 }, (_each, index) => ({ at: index, value: index === 2501 ? 900 : 50 }));
    const drawn = thin(points, 0, 5000, 100);
    expect(drawn.length).toBeLessThanOrEqual(200);
    expect(drawn.some((point) => point.value === 900)).toBe(true);
  });

  it('tells silence, and what must be there before closing', () => {
    expect(isSilent({ everyMinutes: 5, lastReadingAt: NOW - 29 * 60_000 }, NOW)).toBe(false);
    expect(isSilent({ everyMinutes: 5, lastReadingAt: NOW - 31 * 60_000 }, NOW)).toBe(true);
    expect(isSilent({ everyMinutes: 720, lastReadingAt: NOW - 31 * 3_600_000 }, NOW)).toBe(false);
    expect(isSilent({ everyMinutes: 5, lastReadingAt: null }, NOW)).toBe(true);
    const over = { endedAt: NOW, cause: '停电', measures: '移库' };
    expect(said(checkClosing({ ...over, endedAt: null }, 0))).toBe('excursion_lasts');
    expect(said(checkClosing(over, 2))).toBe('excursion_undecided');
    expect(said(checkClosing({ ...over, cause: '' }, 0))).toBe('excursion_unexplained');
    expect(said(checkClosing(over, 0))).toBeUndefined();
  });
});
