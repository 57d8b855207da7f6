/** The form, what a review must hold, what reviews amount to, and where bands and months end. */
import { describe, expect, it } from 'vitest';
import { applicationProblems, draftProblems } from '../../src/selection/application-rules.ts';
import { choicesOf, criterionOf, halfByFact } from '../../src/selection/criteria.ts';
import { dailyFen } from '../../src/selection/daily-cost.ts';
import * as rules from '../../src/selection/rules.ts';
import { application, scoresWorth } from './world.ts';

describe('the 100-point form', () => {
  it('adds up as the guide says', () => {
    const sums = rules.DIMENSIONS.map((dimension) =>
      rules.criteriaOf(dimension).reduce((sum, each) => sum + each.maxHalf, 0),
    );
    expect(sums).toEqual([56, 54, 50, 20, 20]);
    expect(new Set(rules.CRITERIA.map((each) => each.id)).size).toBe(rules.CRITERIA.length);
  });

  it('gives steps where the guide does, and half points elsewhere', () => {
    const insurance = criterionOf('insurance');
    expect(insurance && choicesOf(insurance)).toEqual([6, 5, 4, 3, 2]);
    const lactation = criterionOf('lactation');
    expect(lactation && choicesOf(lactation)).toEqual([2, 1, 0]);
    for (const criterion of rules.CRITERIA) expect(choicesOf(criterion)[0]).toBe(criterion.maxHalf);
  });

  it('reads scores from dated facts', () => {
    expect(['a', 'a_limited', 'b', 'b_limited', 'none'].map((value) => halfByFact('insurance', value))).toEqual([
      6, 5, 4, 3, 2,
    ]);
    expect(['2026', '2018△', 'no'].map((value) => halfByFact('essential', value))).toEqual([6, 4, 2]);
    expect(['selected:第10批', 'unselected:第10批', 'none'].map((value) => halfByFact('vbp', value))).toEqual([
      2, 0, 0,
    ]);
    expect(halfByFact('insurance', 'c')).toBeUndefined();
  });
});

describe('a review', () => {
  it('is whole with a score and evidence for every criterion', () => {
    const scores = scoresWorth(150);
    expect(rules.totalOf(scores)).toBe(150);
    expect([...rules.scoreProblems(scores)]).toEqual([]);
    expect([...rules.missingIn(scores, {})]).toEqual([]);
  });

  it('names every criterion that lacks a score or evidence', () => {
    const scores = scoresWorth(150).slice(1);
    scores[0] = { criterion: 'kinetics', half: 4, evidence: ' ' };
    const reasons = [...rules.missingIn(scores, {})].map(({ reason, field }) => [reason, field]);
    expect(reasons).toEqual([
      ['score_missing', 'score.pharmacology'],
      ['evidence_missing', 'evidence.kinetics'],
    ]);
  });

  it('wants a reason against a dated fact', () => {
    const scores = scoresWorth(150).map((score) => (score.criterion === 'vbp' ? { ...score, evidence: '' } : score));
    expect([...rules.missingIn(scores, { vbp: 2 })].map((each) => each.reason)).toEqual(['score_reason_missing']);
  });

  it.each([
    ['pharmacology', 11],
    ['pharmacology', -1],
    ['insurance', 1],
    ['nothing', 1],
  ])('refuses %s %i', (criterion, half) => {
    expect([...rules.scoreProblems([{ criterion, half, evidence: '有' }])]).toHaveLength(1);
  });
});

describe('what reviews amount to', () => {
  it('rounds the mean to the nearest half point, the middle upwards', () => {
    expect(rules.meanHalf([150, 150, 151])).toBe(150);
    expect(rules.meanHalf([150, 151])).toBe(151);
    expect(rules.meanHalf([140, 141, 141])).toBe(141);
    expect(rules.outcomeOf([120, 150])).toEqual({ scoreHalf: 135, spreadHalf: 30 });
    expect(rules.pointsText(143)).toBe('71.5');
  });

  it('puts the mean into the band of the rule', () => {
    const rule = { recommended: 140, weak: 120 };
    expect([140, 139, 120, 119].map((half) => rules.bandOf(half, rule))).toEqual([
      'recommended',
      'weak',
      'weak',
      'refused',
    ]);
  });

  it('is open only when every assigned review is in and enough hold scores', () => {
    const given = { interest: 'none' as const, submittedAt: 1, totalHalf: 100 };
    const waiting = { interest: null, submittedAt: null, totalHalf: null };
    const declared = { interest: 'declared' as const, submittedAt: 1, totalHalf: null };
    expect(rules.allIn([given, given, given], 3)).toBe(true);
    expect(rules.allIn([given, given, waiting], 2)).toBe(false);
    expect(rules.allIn([given, given, declared], 3)).toBe(false);
    expect(rules.allIn([given, given, declared], 2)).toBe(true);
  });

  it('takes up a weak band only with a reason, and never what lies below', () => {
    expect(rules.checkAdoption('recommended', '').ok).toBe(true);
    expect(rules.checkAdoption('weak', '临时').ok).toBe(false);
    expect(rules.checkAdoption('weak', '替代药品少').ok).toBe(true);
    expect(rules.checkAdoption('refused', '替代药品少').ok).toBe(false);
    expect(rules.checkAdoption(null, '').ok).toBe(false);
  });

  it('never lets the applicant or a stranger review', () => {
    const dossier = { applicants: [1], members: [1, 2, 3], assigned: [3] };
    expect([1, 2, 3, 4].map((id) => rules.checkReviewer(id, dossier).ok)).toEqual([false, true, false, false]);
  });
});

describe('days and costs', () => {
  it('moves by whole months', () => {
    expect(rules.addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(rules.addMonths('2026-11-23', 6)).toBe('2027-05-23');
    expect(rules.addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it('reckons a day from price, strength and DDD where they can be read', () => {
    const item = { strength: '0.5g', packSize: 30, scale: 1, pricePack: 120_000 };
    expect(dailyFen(item, '2 g oral 2025')).toBe(160);
    expect(dailyFen({ ...item, strength: '500mg' }, '2 g oral 2025')).toBe(160);
    expect(dailyFen({ ...item, strength: '5ml:0.1g' }, '2 g oral 2025')).toBeUndefined();
    expect(dailyFen(item, 'none')).toBeUndefined();
    expect(dailyFen({ ...item, pricePack: 0 }, '2 g oral 2025')).toBeUndefined();
  });
});

describe('an application', () => {
  const item = { id: 1, code: 'A', genericName: '达格列净', packSize: 14 };

  it('is whole', () => {
    expect([...applicationProblems(application(item))]).toEqual([]);
  });

  it('names everything it lacks, and a draft may lack most of it', () => {
    const empty = application(null, {
      indication: '',
      reason: ' ',
      comparison: '',
      evidence: '',
      interests: '',
      tiers: [],
    });
    expect([...applicationProblems(empty)].map((each) => each.field)).toEqual([
      'itemCode',
      'tiers',
      'indication',
      'reason',
      'evidence',
      'interests',
      'comparison',
    ]);
    expect([...draftProblems(application(item, { reason: '' }))]).toEqual([]);
  });

  it('holds no identity numbers', () => {
    const given = application(item, { reason: '患者362132199001011234需要' });
    expect([...applicationProblems(given)].map((each) => each.reason)).toEqual(['personal_data']);
  });
});
