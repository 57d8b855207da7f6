/** Line breaking: nothing lost, nothing too wide, numbers whole, punctuation where it belongs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TypeStyle, widthOf, wrapText } from '../../src/print/wrap.ts';

const style: TypeStyle = { size: 9, weight: 'regular' };

describe('wrapText', () => {
  it('keeps what fits on one line', () => {
    expect(wrapText('盐酸二甲双胍缓释片', 60, style)).toEqual(['盐酸二甲双胍缓释片']);
    expect(wrapText('  ', 60, style)).toEqual([]);
  });

  it('breaks between 汉字, not inside a strength', () => {
    expect(wrapText('硫酸沙丁胺醇吸入气雾剂 100μg×200揿', 42, style)).toEqual([
      '硫酸沙丁胺醇吸入气雾剂',
      '100μg×200揿',
    ]);
  });

  it('begins no line with a closing mark and ends none with an opening one', () => {
    for (let width = 18; width < 60; width += 1) {
      for (const line of wrapText('注射用重组人促红素（CHO细胞）【冷藏】，供肾性贫血患者使用。', width, style)) {
        expect(line).not.toMatch(/^[）】，。]|[（【]$/u);
      }
    }
  });

  it('cuts a lot number that no line can hold, and loses none of it', () => {
    const lines = wrapText('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 20, style);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
  });

  it('keeps every character, on lines no wider than asked', () => {
    const character = fc.constantFrom(...'盐酸片（）【】，。Aa09-./ ×μ℃');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 60 }), fc.integer({ min: 12, max: 80 }), (text, width) => {
        const lines = wrapText(text, width, style);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(widthOf(line, style)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
