/** How strengths convert, how one item stands to another, and what may be recorded and ended: accepted and refused. */
import { describe, expect, it } from 'vitest';
import { conversion } from '../../src/catalogue/strength-rules.ts';
import { mayOffer, nearestFirst, standingOf } from '../../src/substitutes/offer-rules.ts';
import { checkEnding, checkSubstitute, sameAllowance, stateOf } from '../../src/substitutes/rules.ts';

describe('strengths', () => {
  it.each([
    ['0.25g', '250mg', 1, true],
    ['0.5g', '0.25g', 2, true],
    ['5mg', '10mg', 0.5, true],
    ['20mg', '30mg', 0.666666666667, false],
    ['100万单位', '80万单位', 1.25, false],
    ['50μg', '0.1mg', 0.5, true],
    ['5ml:50mg', '10ml:100mg', 0.5, true],
  ])('convert %s into %s', (from, to, factor, whole) => {
    expect(conversion(from, to)).toEqual({ factor, whole });
  });

  it.each([
    ['复方', '0.25g'],
    ['0.2g+28.5mg', '0.4g+57mg'],
    ['80万单位', '0.48g'],
    ['', '0.25g'],
    ['5%', '10%'],
    ["0.25g'; drop table item;--", 'x'],
  ])('do not convert %s into %s', (from, to) => {
    expect(conversion(from, to)).toBeNull();
  });
});

const tablet = { productId: 1, strength: '0.25g', baseUnit: '片', scale: 1 };

describe('what stands in for an item', () => {
  it.each([
    [{ productId: 1 }, { relation: 'pack', factor: 1, whole: true }],
    [{ productId: 2 }, { relation: 'maker', factor: 1, whole: true }],
    [
      { productId: 2, strength: '250mg' },
      { relation: 'maker', factor: 1, whole: true },
    ],
    [
      { productId: 2, strength: '0.125g' },
      { relation: 'strength', factor: 2, whole: true },
    ],
    [
      { productId: 2, strength: '复方' },
      { relation: 'strength', factor: null, whole: false },
    ],
    [
      { productId: 2, strength: '0.5g', baseUnit: '袋' },
      { relation: 'strength', factor: null, whole: false },
    ],
  ])('is judged by product, strength and unit: %j', (other, standing) => {
    expect(standingOf(tablet, { ...tablet, ...other })).toEqual(standing);
  });

  it('takes the same words for the same strength, also of compounds', () => {
    const compound = { ...tablet, strength: '0.2g+28.5mg' };
    expect(standingOf(compound, { ...compound, productId: 2 }).relation).toBe('maker');
  });

  it('is in use, and listed or still lying somewhere', () => {
    expect(mayOffer({ active: true, listed: true }, 0)).toBe(true);
    expect(mayOffer({ active: true, listed: false }, 10)).toBe(true);
    expect(mayOffer({ active: true, listed: false }, 0)).toBe(false);
    expect(mayOffer({ active: false, listed: true }, 10)).toBe(false);
  });

  it('comes nearest first, and of the same nearness what is there', () => {
    const offer = (code: string, relation: 'pack' | 'maker' | 'strength' | 'approved', availableBase: number) => ({
      code,
      relation,
      factor: 1,
      whole: true,
      availableBase,
    });
    const offers = [offer('D', 'approved', 99), offer('B', 'maker', 0), offer('C', 'maker', 5), offer('A', 'pack', 0)];
    expect(offers.sort(nearestFirst).map((one) => one.code)).toEqual(['A', 'C', 'B', 'D']);
  });
});

const DECIDED = Date.parse('2026-11-20T02:00:00Z');
const input = {
  fromConceptId: 1,
  toConceptId: 2,
  bothWays: false,
  guidance: '5mg相当于30mg',
  matterId: 1,
  validFrom: '2026-11-23',
  validTo: null,
};

describe('a therapeutic substitute', () => {
  it('may begin on the day of the decision', () => {
    expect(checkSubstitute(input, DECIDED).ok).toBe(true);
    expect(checkSubstitute({ ...input, validFrom: '2026-11-20' }, DECIDED).ok).toBe(true);
  });

  it.each([
    ['substitute_same', { toConceptId: 1 }],
    ['substitute_guidance', { guidance: ' 略 ' }],
    ['substitute_span', { validTo: '2026-11-22' }],
    ['substitute_before_decision', { validFrom: '2026-11-19' }],
  ])('is refused: %s', (reason, wrong) => {
    expect(checkSubstitute({ ...input, ...wrong }, DECIDED)).toMatchObject({ ok: false, reason });
  });

  it('allows what another one allows on the same days, also the other way round', () => {
    const other = { ...input, validTo: '2026-12-31' };
    expect(sameAllowance(input, other)).toBe(true);
    expect(sameAllowance({ ...input, validFrom: '2027-01-01' }, other)).toBe(false);
    const crossed = { ...input, fromConceptId: 2, toConceptId: 1 };
    expect(sameAllowance(crossed, other)).toBe(false);
    expect(sameAllowance({ ...crossed, bothWays: true }, other)).toBe(true);
  });

  it('ends today, yesterday or later, never longer than it was', () => {
    const span = { validFrom: '2026-11-01', validTo: '2026-12-31' };
    const today = '2026-11-23';
    expect(checkEnding(span, today, today).ok).toBe(true);
    expect(checkEnding(span, '2026-11-22', today).ok).toBe(true);
    const refused = (lastDay: string, of = span) => checkEnding(of, lastDay, today);
    expect(refused('2026-11-21')).toMatchObject({ reason: 'substitute_end_past' });
    expect(refused('2026-12-31')).toMatchObject({ reason: 'substitute_end_later' });
    expect(refused('2026-10-01')).toMatchObject({ reason: 'substitute_end_before_start' });
    expect(refused(today, { ...span, validTo: '2026-11-22' })).toMatchObject({ reason: 'substitute_ended' });
  });

  it('is coming, valid or ended', () => {
    const span = { validFrom: '2026-11-01', validTo: '2026-12-31' };
    expect(stateOf(span, '2026-10-31')).toBe('coming');
    expect(stateOf(span, '2026-12-31')).toBe('valid');
    expect(stateOf(span, '2027-01-01')).toBe('ended');
    expect(stateOf({ ...span, validTo: null }, '2099-01-01')).toBe('valid');
  });
});
