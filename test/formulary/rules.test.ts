/** The pure rules of the formulary: what a proposal means, 一品两规, publication, revision. */
import { describe, expect, it } from 'vitest';
import { judgeProducts, NO_TIER, publicationProblems, revisionDue, settleProposal } from '../../src/formulary/rules.ts';

const COUNTY = { county: true, township: false, village: false };
const now = { base: NO_TIER, proposed: false, active: true, item: '阿莫西林', today: '2026-11-23' };

describe('settling a proposal', () => {
  it('reads the act from the base', () => {
    expect(settleProposal({ act: 'tiers', ...COUNTY }, now)).toMatchObject({ ok: true, value: { act: 'add' } });
    const all = { county: true, township: true, village: true };
    const listed = { ...now, base: COUNTY };
    expect(settleProposal({ act: 'add', ...all }, listed)).toMatchObject({ value: { act: 'tiers', village: true } });
    expect(settleProposal({ act: 'add', ...COUNTY }, listed)).toEqual({ ok: true, value: { act: 'none' } });
    const removal = { act: 'remove' as const, ...NO_TIER, useUntil: '2027-01-31' };
    expect(settleProposal(removal, listed)).toMatchObject({ value: { act: 'remove', useUntil: '2027-01-31' } });
    expect(settleProposal(removal, { ...now, proposed: true })).toEqual({ ok: true, value: { act: 'none' } });
  });

  it('refuses no tier, a removal of nothing, a past last day, retired items', () => {
    expect(settleProposal({ act: 'add', ...NO_TIER }, now)).toMatchObject({ reason: 'formulary_no_tier' });
    expect(settleProposal({ act: 'remove', ...NO_TIER }, now)).toMatchObject({ reason: 'formulary_not_listed' });
    const past = { act: 'remove' as const, ...NO_TIER, useUntil: '2026-11-22' };
    expect(settleProposal(past, { ...now, base: COUNTY })).toMatchObject({ reason: 'formulary_use_until_past' });
    expect(settleProposal({ act: 'add', ...COUNTY }, { ...now, active: false })).toMatchObject({
      reason: 'formulary_item_retired',
    });
  });
});

describe('一品两规', () => {
  const limits = { injection: 2, oral: 2 };
  const drug = (itemId: number, productId: number, more = {}) => ({
    itemId,
    productId,
    genericName: '氨氯地平',
    route: 'oral',
    chronic: false,
    ...more,
  });

  it('counts products, not packs, by name and route', () => {
    expect(judgeProducts([drug(1, 1), drug(2, 1), drug(3, 2)], limits, []).conflicts).toEqual([]);
    expect(judgeProducts([drug(1, 1), drug(2, 2), drug(3, 3, { route: 'injection' })], limits, []).conflicts).toEqual(
      [],
    );
    expect(judgeProducts([drug(1, 1), drug(2, 2), drug(3, 3)], limits, []).conflicts).toMatchObject([
      { genericName: '氨氯地平', route: 'oral', products: 3, most: 2, itemIds: [1, 2, 3] },
    ]);
  });

  it('exempts chronic items and routes it does not count, and takes exceptions', () => {
    expect(judgeProducts([drug(1, 1), drug(2, 2), drug(3, 3, { chronic: true })], limits, []).conflicts).toEqual([]);
    const inhaled = [1, 2, 3].map((id) => drug(id, id, { route: 'inhalation' }));
    expect(judgeProducts(inhaled, limits, []).conflicts).toEqual([]);
    const exception = { id: 7, genericName: '氨氯地平', route: 'oral' as const, most: 3 };
    const excused = judgeProducts([drug(1, 1), drug(2, 2), drug(3, 3)], limits, [exception]);
    expect(excused.conflicts).toEqual([]);
    expect(excused.excused.get(2)).toBe(7);
    const four = [1, 2, 3, 4].map((id) => drug(id, id));
    expect(judgeProducts(four, limits, [exception]).conflicts).toMatchObject([{ products: 4, most: 3 }]);
  });
});

describe('publication and revision', () => {
  const ready = {
    effectiveOn: '2026-12-01',
    today: '2026-11-23',
    latestEffectiveOn: '2026-01-01',
    changes: 3,
    documentVersion: 5,
    decided: { documentVersion: 5 },
    conflicts: [],
  };

  it('finds nothing against a decided draft, and everything against an unready one', () => {
    expect(publicationProblems(ready)).toEqual([]);
    const conflict = { genericName: '氨氯地平', route: 'oral' as const, products: 3, most: 2, itemIds: [1, 2, 3] };
    const given = { ...ready, changes: 0, effectiveOn: null, decided: undefined, conflicts: [conflict] };
    expect(publicationProblems(given).map((each) => each.reason)).toEqual([
      'formulary_nothing_changed',
      'formulary_no_effective_day',
      'formulary_conflicts',
      'formulary_not_decided',
    ]);
    expect(publicationProblems({ ...ready, effectiveOn: '2026-01-01', today: '2026-01-01' })).toMatchObject([
      { reason: 'formulary_effective_order' },
    ]);
    expect(publicationProblems({ ...ready, documentVersion: 6 })).toMatchObject([
      { reason: 'formulary_changed_since_vote' },
    ]);
  });

  it('says when the next revision is due', () => {
    const rule = { months: 12, warnDays: 60 };
    expect(revisionDue('2026-01-31', rule, '2026-11-23')).toEqual({ dueOn: '2027-01-31', state: 'fine' });
    expect(revisionDue('2026-01-15', rule, '2026-11-23')).toEqual({ dueOn: '2027-01-15', state: 'soon' });
    expect(revisionDue('2024-02-29', rule, '2026-11-23')).toEqual({ dueOn: '2025-02-28', state: 'overdue' });
  });
});
