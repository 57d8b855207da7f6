/** How days, quantities and money are written in both languages, and that neither dictionary lags behind. */
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/kernel/clock.ts';
import type { NearExpiryBands } from '../../src/kernel/near-expiry.ts';
import { refusalText, wordsOf } from '../../views/i18n/index.ts';
import * as format from '../../views/ui/format.ts';
import { pagesToShow } from '../../views/ui/pager.tsx';

const zh = wordsOf('zh');
const en = wordsOf('en');
const TODAY = '2026-11-23';
const NOW = Date.parse('2026-11-23T01:40:00Z');
const BANDS = { danger: 31, warn: 92, caution: 182 };
const EXPIRY = { today: TODAY, bands: BANDS };
const TABLETS = { packSize: 30, packUnit: '盒', baseUnit: '片', scale: 1 };
const PIECES = { packSize: 1_000_000, packUnit: '袋', baseUnit: 'g', scale: 1000 };

describe('days and times', () => {
  it('leave out the year that is now', () => {
    expect(format.dayText(zh, '2026-11-26', TODAY)).toBe('11-26');
    expect(format.dayText(en, '2026-11-26', TODAY)).toBe('26 Nov');
    expect(format.dayText(zh, '2027-01-31', TODAY)).toBe('2027-01-31');
    expect(format.planDay(zh, '2026-11-26', TODAY)).toBe('11-26 周四');
    expect(format.planDay(en, '2026-11-26', TODAY)).toBe('Thu 26 Nov');
    expect(format.headingDay(zh, TODAY)).toBe('11月23日 周一');
  });

  it('are of Shanghai', () => {
    expect(format.momentText(zh, NOW, NOW)).toBe('09:40');
    expect(format.momentText(zh, Date.parse('2026-11-22T16:30:00Z'), NOW)).toBe('00:30');
    expect(format.momentText(zh, Date.parse('2026-11-22T07:00:00Z'), NOW)).toBe('11-22 15:00');
    expect(format.momentText(en, Date.parse('2025-11-22T07:00:00Z'), NOW)).toBe('2025-11-22 15:00');
  });

  it('say what is left in words', () => {
    const in5h20 = NOW + 320 * 60_000;
    expect(format.deadline(zh, in5h20, NOW)).toEqual({ text: '剩5小时20分', icon: 's-todo' });
    expect(format.deadline(en, in5h20, NOW).text).toBe('5 h 20 min left');
    expect(format.deadline(zh, NOW + 18 * 60_000, NOW)).toMatchObject({ text: '剩18分', tone: 'warn' });
    expect(format.deadline(zh, NOW - 12 * 60_000, NOW)).toMatchObject({ text: '超时12分', tone: 'danger' });
    expect(format.durationText(zh, 26 * 3_600_000)).toBe('1天2小时');
    expect(format.durationText(zh, 20_000)).toBe('1分');
  });

  it('judge an expiry by the days left', () => {
    const tone = (day: string) => format.expirySignal(zh, day, EXPIRY);
    expect(tone('2027-11-23')).toBeUndefined();
    expect(tone('2027-04-30')).toMatchObject({ tone: 'caution', text: '剩158天' });
    expect(tone('2027-01-31')).toMatchObject({ tone: 'warn', text: '剩69天' });
    expect(tone('2026-12-15')).toMatchObject({ tone: 'danger', icon: 's-late' });
    expect(tone(TODAY)).toMatchObject({ text: '剩0天', icon: 's-late' });
    expect(tone('2026-11-22')).toMatchObject({ text: '已过期', icon: 's-stop' });
    expect(format.expirySignal(en, '2026-11-24', EXPIRY)?.text).toBe('1 day');
  });

  it('change the mark on the exact day, and with the rule', () => {
    const tones = (bands: NearExpiryBands, days: number[]) =>
      days.map((left) => format.expirySignal(zh, addDays(TODAY, left), { today: TODAY, bands })?.tone);
    expect(tones(BANDS, [0, 31, 32, 92, 93, 182, 183])).toEqual([
      'danger',
      'danger',
      'warn',
      'warn',
      'caution',
      'caution',
      undefined,
    ]);
    expect(tones({ danger: 0, warn: 1, caution: 2 }, [0, 1, 2, 3])).toEqual(['danger', 'warn', 'caution', undefined]);
  });
});

describe('quantities', () => {
  it('are packs and units', () => {
    expect(format.quantityText(zh, 224, TABLETS)).toBe('7盒14片');
    expect(format.quantityText(en, 224, TABLETS)).toBe('7 boxes 14 tabs');
    expect(format.quantityText(en, 31, TABLETS)).toBe('1 box 1 tab');
    expect(format.quantityText(zh, 14, TABLETS)).toBe('14片');
    expect(format.quantityText(zh, 0, TABLETS)).toBe('0盒');
    expect(format.quantityText(zh, -28, TABLETS)).toBe('−28片');
    expect(format.quantityText(zh, 36_000, TABLETS)).toBe('1,200盒');
    expect(format.baseText(zh, 224, TABLETS)).toBe('224片');
    expect(format.packText(zh, TABLETS)).toBe('1盒=30片');
  });

  it('of weighed goods are their weight', () => {
    expect(format.quantityText(zh, 12_500, PIECES)).toBe('12.5g');
    expect(format.quantityText(zh, 0, PIECES)).toBe('0g');
  });
});

describe('money', () => {
  it('has two places, prices four, key figures 万元', () => {
    expect(format.moneyText(123_456)).toBe('1,234.56');
    expect(format.moneyText(-504)).toBe('−5.04');
    expect(format.priceText(54_000)).toBe('5.4000');
    expect(format.wanText(684_370_000)).toBe('684.37');
    expect(format.percentText(zh, 176, 187)).toBe('94.1%');
    expect(format.percentText(zh, 0, 0)).toBe('暂无');
    expect(format.percentText(en, 0, 0)).toBe('n/a');
  });
});

describe('dictionaries', () => {
  const keysOf = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
      : [`${path}:${typeof value}`];

  it('have the same keys in both languages', () => {
    const shape = (words: unknown) => keysOf(words).map((key) => key.replace(/:.*/, ''));
    expect(shape(en).sort()).toEqual(shape(zh).sort());
  });

  it('have words for every refusal and a sentence for an unknown one', () => {
    expect(refusalText(zh, { reason: 'field_too_large', detail: { maximum: 29 } })).toBe('不能大于29。');
    expect(refusalText(en, { reason: 'made_up', detail: {} })).toContain('made_up');
    expect(refusalText(en, { reason: 'constructor', detail: {} })).toContain('constructor');
  });
});

describe('pages to show', () => {
  it('are the ends and the neighbours, with gaps between', () => {
    expect(pagesToShow(1, 1)).toEqual([1]);
    expect(pagesToShow(5, 61)).toEqual([1, 0, 4, 5, 6, 0, 61]);
    expect(pagesToShow(2, 4)).toEqual([1, 2, 3, 4]);
  });
});
