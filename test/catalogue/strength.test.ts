/** Strengths as labels write them, and how one stands for another. */
import { describe, expect, it } from 'vitest';
import { conversion, readStrength } from '../../src/catalogue/strength.ts';

describe('reading', () => {
  it.each([
    ['0.25g', 'mg', 250, null],
    ['250mg', 'mg', 250, null],
    ['５０μg', 'mg', 0.05, null],
    ['100ug', 'mg', 0.1, null],
    ['5ml:50mg', 'mg', 50, 5],
    ['5ml∶50mg', 'mg', 50, 5],
    ['50mg/5ml', 'mg', 50, 5],
    ['80万单位', 'IU', 800_000, null],
    ['10ml：400IU', 'IU', 400, 10],
    ['每片0.5g', 'mg', 500, null],
    ['0.1g(10万单位)', 'mg', 100, null],
    ['500ml', 'ml', 500, null],
    ['10mg/片', 'mg', 10, null],
  ])('%s', (text, unit, amount, volumeMl) => {
    expect(readStrength(text)).toEqual({ unit, amount, volumeMl });
  });

  it.each(['', '0.2g+28.5mg', '0.9%', '复方', '大号', '0mg', '-5mg', '5ml:10ml', '1.2.3g', 'mg', 'a:b:c'])(
    'tells nothing of "%s"',
    (text) => {
      expect(readStrength(text)).toBeNull();
    },
  );
});

describe('conversion', () => {
  it('compares what can be compared', () => {
    expect(conversion('0.5g', '250mg')).toEqual({ factor: 2, whole: true });
    expect(conversion('250mg', '0.5g')).toEqual({ factor: 0.5, whole: true });
    expect(conversion('0.1g', '0.3g')).toMatchObject({ whole: true });
    expect(conversion('20mg', '30mg')).toMatchObject({ whole: false });
    expect(conversion('5ml:50mg', '2ml:100mg')).toEqual({ factor: 0.5, whole: true });
  });

  it('refuses what cannot', () => {
    expect(conversion('0.5g', '80万单位')).toBeNull();
    expect(conversion('0.5g', '0.2g+28.5mg')).toBeNull();
    expect(conversion('?', '1g')).toBeNull();
  });
});
