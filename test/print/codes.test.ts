/** Codes: the shapes have their quiet zones, and text that no reader could take is refused. */
import { describe, expect, it } from 'vitest';
import { code128, qrCode } from '../../src/print/codes.ts';

function bars(path: string): number[][] {
  return path.split('\n').map((line) => line.split(' ').slice(0, 4).map(Number));
}

describe('code128', () => {
  it('keeps ten modules free on either side', () => {
    const shape = code128('PS-20261123-0031');
    const all = bars(shape.path);
    expect(Math.min(...all.map(([x = 0]) => x))).toBe(10);
    expect(Math.max(...all.map(([x = 0, , width = 0]) => x + width))).toBe(shape.width - 10);
  });

  it('is made once for a number', () => {
    expect(code128('PS-20261123-0031')).toBe(code128('PS-20261123-0031'));
  });

  it.each(['', '配送单', 'x'.repeat(49)])('refuses %s', (text) => {
    expect(() => code128(text)).toThrow('print_code_text');
  });
});

describe('qrCode', () => {
  it('is square, with four modules free all round', () => {
    const shape = qrCode('https://example.cn/slips/PS-20261123-0031');
    expect(shape.width).toBe(shape.height);
    const edges = bars(shape.path).flatMap(([x = 0, y = 0, width = 0]) => [x, y, shape.width - x - width]);
    expect(Math.min(...edges)).toBe(4);
  });

  it('refuses an address too long to be read from a slip', () => {
    expect(() => qrCode(`https://example.cn/${'x'.repeat(300)}`)).toThrow('print_code_text');
    expect(() => qrCode('')).toThrow('print_code_text');
  });
});
