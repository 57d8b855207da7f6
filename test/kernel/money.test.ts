/** Money: exact amounts, printed forms, and the capital numerals, read back by an independent reader. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountFen, capitalAmount, formatFen, formatPrice, readPrice, readYuan } from '../../src/kernel/money.ts';

describe('amountFen', () => {
  it.each([
    [360, 30, 54_000, 6480],
    [366, 30, 54_000, 6588],
    [1, 3, 10_000, 33],
    [2, 3, 10_000, 67],
    [1, 2, 300, 2],
    [1, 2, 299, 1],
    [-1, 2, 300, -2],
    [0, 30, 54_000, 0],
    [12_500, 1_000_000, 385_000, 48],
  ])('%d base units, %d a pack, at %d: %d fen', (quantityBase, packSize, pricePack, fen) => {
    expect(amountFen(quantityBase, packSize, pricePack)).toBe(fen);
  });

  it('stays exact where floats would not', () => {
    expect(amountFen(900_000_007, 7, 99_999_999)).toBe(128_571_428_285_714);
    expect(() => amountFen(1_000_000_000, 1, 1_000_000_000_000)).toThrow(RangeError);
  });

  it('is never more than half a fen from the true value, and mirrors reversals', () => {
    const anyQuantity = fc.integer({ min: 0, max: 1e9 });
    const anyPrice = fc.integer({ min: 0, max: 1e8 });
    fc.assert(
      fc.property(anyQuantity, fc.integer({ min: 1, max: 1e6 }), anyPrice, (quantity, packSize, price) => {
        fc.pre((quantity / packSize) * price < 8e17);
        const fen = amountFen(quantity, packSize, price);
        const error = BigInt(fen) * BigInt(packSize) * 100n - BigInt(quantity) * BigInt(price);
        expect(2n * error <= BigInt(packSize) * 100n && 2n * error > -BigInt(packSize) * 100n).toBe(true);
        expect(amountFen(-quantity, packSize, price) + fen).toBe(0);
      }),
    );
  });

  it('throws on fractions and on an empty pack', () => {
    expect(() => amountFen(1.5, 30, 54_000)).toThrow(RangeError);
    expect(() => amountFen(30, 0, 54_000)).toThrow(RangeError);
  });
});

describe('printed forms', () => {
  it('writes fen as yuan', () => {
    expect([0, 5, 123_456, 100_000_000, -123_456].map(formatFen)).toEqual([
      '0.00',
      '0.05',
      '1,234.56',
      '1,000,000.00',
      '−1,234.56',
    ]);
  });

  it('writes prices with four decimals', () => {
    expect([54_000, 1, 12_345_678].map(formatPrice)).toEqual(['5.4000', '0.0001', '1,234.5678']);
  });

  it('reads what was typed, and refuses a third decimal of a yuan', () => {
    expect(readYuan('1,234.5')).toEqual({ ok: true, value: 123_450 });
    expect(readPrice('5.4')).toEqual({ ok: true, value: 54_000 });
    expect(readYuan('0.005')).toMatchObject({ ok: false, reason: 'number_too_fine' });
    expect(readYuan('-1')).toMatchObject({ ok: false, reason: 'number_negative' });
    expect(readYuan('1,23')).toMatchObject({ ok: false, reason: 'number_unreadable' });
  });
});

describe('capitalAmount', () => {
  it.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [15, '壹角伍分'],
    [100, '壹元整'],
    [105, '壹元零伍分'],
    [1_000, '壹拾元整'],
    [1_050, '壹拾元伍角整'],
    [1_005, '壹拾元零伍分'],
    [11_000, '壹佰壹拾元整'],
    [10_100, '壹佰零壹元整'],
    [100_100, '壹仟零壹元整'],
    [1_000_100, '壹万零壹元整'],
    [1_010_000, '壹万零壹佰元整'],
    [1_100_000, '壹万壹仟元整'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [168_032, '壹仟陆佰捌拾元叁角贰分'],
    [252_360, '贰仟伍佰贰拾叁元陆角整'],
    [1_000_000_000, '壹仟万元整'],
    [10_000_000_000, '壹亿元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [10_001_000_000, '壹亿零壹万元整'],
    [1_000_000_000_000, '壹佰亿元整'],
    [100_000_000_000_000, '壹万亿元整'],
    [100_000_000_000_100, '壹万亿零壹元整'],
    [100_010_000_000_000, '壹万零壹亿元整'],
    [-252_360, '负贰仟伍佰贰拾叁元陆角整'],
  ])('%d fen is %s', (fen, words) => {
    expect(capitalAmount(fen)).toBe(words);
  });

  it('can be read back, has no doubled 零, and ends in 整 or 分', () => {
    const anyFen = fc.oneof(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.maxSafeInteger(),
      fc.array(fc.constantFrom(0, 0, 0, 1, 9), { maxLength: 15 }).map((digits) => Number(digits.join('') || '0')),
    );
    fc.assert(
      fc.property(anyFen, (fen) => {
        const words = capitalAmount(fen);
        expect(readCapital(words)).toBe(BigInt(fen));
        if (fen !== 0) expect(words).not.toMatch(/零零|零[元万亿角分整]|^负?零/);
        expect(words).toMatch(/[整分]$/);
      }),
      { numRuns: 500 },
    );
  });

  it('throws on half a fen', () => {
    expect(() => capitalAmount(0.5)).toThrow(RangeError);
  });
});

const DIGIT_OF = new Map([...'零壹贰叁肆伍陆柒捌玖'].map((sign, value) => [sign, BigInt(value)]));
const PLACE_OF = new Map([...'拾佰仟'].map((sign, index) => [sign, 10n ** BigInt(index + 1)]));

/** Reads capital numerals the way a cashier does, one sign after the other. */
function readCapital(words: string): bigint {
  let [yi, group, digit, fen] = [0n, 0n, 0n, 0n];
  let wan = 0n;
  for (const sign of words.replace('负', '')) {
    const place = PLACE_OF.get(sign);
    if (DIGIT_OF.has(sign)) digit = DIGIT_OF.get(sign) ?? 0n;
    else if (place !== undefined) [group, digit] = [group + digit * place, 0n];
    else if (sign === '万') [wan, group, digit] = [(group + digit) * 10_000n, 0n, 0n];
    else if (sign === '亿') [yi, wan, group, digit] = [(wan + group + digit) * 100_000_000n, 0n, 0n, 0n];
    else if (sign === '元') [fen, digit] = [(yi + wan + group + digit) * 100n, 0n];
    else if (sign === '角') [fen, digit] = [fen + digit * 10n, 0n];
    else if (sign === '分') fen += digit;
  }
  return words.startsWith('负') ? -fen : fen;
}
