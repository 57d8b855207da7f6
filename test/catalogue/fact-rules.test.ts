/** How a dated fact may change, decided without a database. */
import { describe, expect, it } from 'vitest';
import {
  checkCabinet,
  checkCorrection,
  checkFactDay,
  checkFactKind,
  type FactSpan,
  placeFact,
  settleFact,
  takeBack,
} from '../../src/catalogue/fact-rules.ts';
import { editionOn, FACT_TYPES, type FactType, readFact, UNRECORDED } from '../../src/catalogue/facts.ts';

const TODAY = '2026-11-23';
const span = (id: number, value: string, effectiveFrom: string, effectiveTo: string | null = null): FactSpan => ({
  id,
  value,
  effectiveFrom,
  effectiveTo,
});
const HISTORY = [span(1, '2018', '2018-11-01', '2026-08-31'), span(2, '2026', '2026-09-01', '2026-12-31')];
const AHEAD = [...HISTORY, span(3, 'no', '2027-01-01')];

describe('what a fact may say', () => {
  const good: [FactType, string, string][] = [
    ['essential', '2026△', '2026△'],
    ['insurance', ' b_limited ', 'b_limited'],
    ['vbp', 'selected:第10批', 'selected:第10批'],
    ['chronic', 'copd, hypertension,copd', 'hypertension,copd'],
    ['ddd', '1.5 g oral 2025', '1.5 g oral 2025'],
    ['high_alert', 'A', 'A'],
  ];
  it.each(good)('%s takes %s', (type, text, value) => {
    expect(readFact(type, text)).toEqual({ ok: true, value });
  });

  const bad: [FactType, string][] = [
    ['essential', 'yes'],
    ['essential', '2026x'],
    ['insurance', 'c'],
    ['vbp', 'selected:'],
    ['chronic', 'hypertension,gout'],
    ['ddd', '-1 g oral 2025'],
    ['ddd', 'none 2025'],
    ['antimicrobial', '__proto__'],
    ['control_class', ''],
  ];
  it.each(bad)('%s refuses "%s"', (type, text) => {
    expect(readFact(type, text)).toMatchObject({ ok: false, reason: 'fact_value' });
  });

  it('takes what stands for none of every type', () => {
    for (const type of FACT_TYPES) expect(readFact(type, UNRECORDED[type]).ok).toBe(true);
  });

  it('knows the edition of a day', () => {
    expect(['2015-01-01', '2026-08-31', '2026-09-01'].map((day) => editionOn(day).year)).toEqual([
      '2018',
      '2018',
      '2026',
    ]);
  });
});

describe('recording', () => {
  it('closes the open row, or begins when there is none', () => {
    expect(placeFact(HISTORY, { value: 'no', effectiveFrom: '2027-01-01' })).toMatchObject({ value: { id: 2 } });
    expect(placeFact([], { value: 'no', effectiveFrom: '2001-01-01' })).toEqual({ ok: true, value: null });
  });

  it('refuses what overlaps a row that is there, and the same again', () => {
    expect(placeFact(HISTORY, { value: 'no', effectiveFrom: '2026-09-01' })).toMatchObject({ reason: 'fact_overlaps' });
    expect(placeFact(AHEAD, { value: '2027', effectiveFrom: '2026-12-01' })).toMatchObject({ reason: 'fact_overlaps' });
    expect(placeFact(HISTORY, { value: '2026', effectiveFrom: '2027-01-01' })).toMatchObject({ reason: 'fact_same' });
  });

  it('refuses days that are none or far', () => {
    expect(checkFactDay('2026-11-23', TODAY).ok).toBe(true);
    for (const day of ['2026-02-30', '1999-12-31', '2029-01-01', 'soon', '']) {
      expect(checkFactDay(day, TODAY)).toMatchObject({ reason: 'fact_day' });
    }
  });

  it('knows which facts a kind can have', () => {
    expect(checkFactKind('chronic', 'drug').ok).toBe(true);
    expect(checkFactKind('chronic', 'consumable')).toMatchObject({ reason: 'fact_not_of_kind' });
  });

  it('keeps narcotics in a cabinet', () => {
    expect(checkCabinet({ control_class: 'narcotic', storage_zone: 'controlled' }).ok).toBe(true);
    expect(checkCabinet({ control_class: 'psychotropic_2', storage_zone: 'room' }).ok).toBe(true);
    expect(checkCabinet({ control_class: 'narcotic', storage_zone: 'cold' })).toMatchObject({
      reason: 'fact_needs_cabinet',
    });
  });
});

describe('taking back and correcting', () => {
  it('takes back only the last row, and only ahead of its day', () => {
    expect(takeBack(AHEAD, 3, TODAY)).toMatchObject({ value: { id: 2 } });
    expect(takeBack(AHEAD, 2, TODAY)).toMatchObject({ reason: 'fact_in_force' });
    expect(takeBack([...AHEAD, span(4, '2028', '2028-01-01')], 3, TODAY)).toMatchObject({ reason: 'fact_followed' });
    expect(takeBack(AHEAD, 9, TODAY)).toMatchObject({ reason: 'not_found' });
    expect(takeBack([span(5, '2026', '2026-11-24')], 5, TODAY)).toEqual({ ok: true, value: null });
  });

  it('corrects a row, but not into what it or its neighbour says', () => {
    expect(checkCorrection(AHEAD, 1, '2018△')).toMatchObject({ value: { id: 1 } });
    expect(checkCorrection(AHEAD, 1, '2018')).toMatchObject({ reason: 'fact_same' });
    expect(checkCorrection(AHEAD, 1, '2026')).toMatchObject({ reason: 'fact_same' });
    expect(checkCorrection(AHEAD, 9, 'no')).toMatchObject({ reason: 'not_found' });
  });
});

describe('settling what a list says', () => {
  it('follows, overwrites what began today, begins, or leaves', () => {
    expect(settleFact(HISTORY, '2026', TODAY, '2020-01-01')).toEqual({ act: 'none' });
    expect(settleFact(AHEAD, 'no', TODAY, '2020-01-01')).toEqual({
      act: 'follow',
      closes: 2,
      effectiveFrom: TODAY,
      effectiveTo: '2026-12-31',
    });
    expect(settleFact([span(4, 'no', TODAY)], '2026', TODAY, '2020-01-01')).toEqual({ act: 'overwrite', id: 4 });
    expect(settleFact([], '2026', TODAY, '2020-01-01')).toMatchObject({ act: 'begin', effectiveFrom: '2020-01-01' });
    expect(settleFact([span(4, 'no', '2027-01-01')], '2026', TODAY, '2020-01-01')).toEqual({
      act: 'begin',
      effectiveFrom: '2020-01-01',
      effectiveTo: '2026-12-31',
    });
  });
});
