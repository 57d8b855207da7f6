/** What a contract must be, when it may bind and stop, and how a volume is spread: accepted and refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ContractInput,
  checkActivation,
  checkContract,
  checkEnding,
  checkWithdrawal,
  type LineToCheck,
  spreadByUse,
} from '../../src/contracts/rules.ts';

const reasonOf = (result: { ok: true } | { ok: false; reason: string }) => (result.ok ? 'ok' : result.reason);

const contract: ContractInput = {
  kind: 'volume',
  title: '第十批',
  batch: '国家第十批',
  partyId: 1,
  backupPartyId: 2,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
};

describe('a contract', () => {
  it.each([
    [{}, 'ok'],
    [{ endsOn: '2025-12-31' }, 'contract_span'],
    [{ backupPartyId: 1 }, 'contract_backup_same'],
    [{ batch: '' }, 'contract_batch_missing'],
    [{ kind: 'national' as const, batch: '' }, 'contract_backup_kind'],
    [{ kind: 'national' as const, batch: '', backupPartyId: null }, 'ok'],
  ])('with %j is %s', (given, reason) => {
    expect(reasonOf(checkContract({ ...contract, ...given }))).toBe(reason);
  });
});

describe('letting it bind', () => {
  const line: LineToCheck = {
    itemName: '阿莫西林',
    pricePack: 50_000,
    agreedUnits: 100,
    sharesUnits: 100,
    listedPack: 60_000,
    overlaps: null,
  };
  const term = { kind: 'volume' as const, endsOn: '2026-12-31' };

  it.each([
    [{}, 'ok'],
    [{ listedPack: null }, 'ok'],
    [{ listedPack: 49_999 }, 'contract_above_listed'],
    [{ overlaps: 'HT-1' }, 'contract_overlaps'],
    [{ agreedUnits: 0, sharesUnits: 0 }, 'contract_no_volume'],
    [{ sharesUnits: 99 }, 'contract_shares_differ'],
  ])('a line with %j: %s', (given, reason) => {
    expect(reasonOf(checkActivation(term, [{ ...line, ...given }], '2026-11-23'))).toBe(reason);
  });

  it('needs items and time, and asks no volume of other kinds', () => {
    expect(reasonOf(checkActivation(term, [], '2026-11-23'))).toBe('contract_no_lines');
    expect(reasonOf(checkActivation(term, [line], '2027-01-01'))).toBe('contract_over');
    const national = { kind: 'national' as const, endsOn: '2026-12-31' };
    expect(reasonOf(checkActivation(national, [{ ...line, agreedUnits: 0, overlaps: 'HT-1' }], '2026-11-23'))).toBe(
      'ok',
    );
  });
});

describe('stopping it', () => {
  const span = { startsOn: '2026-11-01', endsOn: '2026-12-31' };
  it.each([
    ['2026-11-22', 'ok'],
    ['2026-11-23', 'ok'],
    ['2026-11-21', 'contract_end_past'],
    ['2026-12-31', 'contract_end_later'],
    ['2027-02-01', 'contract_end_later'],
  ])('on %s: %s', (day, reason) => {
    expect(reasonOf(checkEnding(span, day, '2026-11-23'))).toBe(reason);
  });

  it('before it began is a withdrawal, and afterwards is none', () => {
    expect(reasonOf(checkEnding({ ...span, startsOn: '2026-12-01' }, '2026-11-24', '2026-11-23'))).toBe(
      'contract_end_before_start',
    );
    expect(reasonOf(checkWithdrawal({ status: 'active', startsOn: '2026-12-01' }, '2026-11-23'))).toBe('ok');
    expect(reasonOf(checkWithdrawal({ status: 'active', startsOn: '2026-11-23' }, '2026-11-23'))).toBe(
      'contract_binds',
    );
    expect(reasonOf(checkWithdrawal({ status: 'draft', startsOn: '2026-01-01' }, '2026-11-23'))).toBe('ok');
  });
});

describe('an agreed volume', () => {
  it('is spread by use, the largest remainders first', () => {
    const use = [
      { organisationId: 1, quantityBase: 1 },
      { organisationId: 2, quantityBase: 1 },
      { organisationId: 3, quantityBase: 1 },
    ];
    expect(spreadByUse(10, use)).toEqual({
      ok: true,
      value: [
        { organisationId: 1, units: 4 },
        { organisationId: 2, units: 3 },
        { organisationId: 3, units: 3 },
      ],
    });
    expect(reasonOf(spreadByUse(10, []))).toBe('contract_no_use');
  });

  it('adds up to itself whatever was used, and gives nobody nothing', () => {
    const use = fc.uniqueArray(
      fc.record({ organisationId: fc.integer({ min: 1, max: 400 }), quantityBase: fc.integer({ min: 0, max: 1e12 }) }),
      { selector: (one) => one.organisationId, minLength: 1, maxLength: 340 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), use, (agreed, given) => {
        const spread = spreadByUse(agreed, given);
        expect(spread.ok).toBe(given.some((one) => one.quantityBase > 0));
        if (!spread.ok) return;
        expect(spread.value.reduce((sum, share) => sum + share.units, 0)).toBe(agreed);
        expect(spread.value.every((share) => share.units > 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
