/** Rules of disposals: what must be recorded before a thing leaves, how long papers are kept, what stays stopped. */
import { describe, expect, it } from 'vitest';
import { checkIncome, checkPrepared, keptStatus, retainUntil } from '../../src/disposals/rules.ts';

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);

describe('what must be recorded', () => {
  const line = {
    number: 'SB',
    reason: 'broken',
    holdsData: false,
    holdsSource: false,
    erasure: null,
    sourceHandling: null,
  };
  it('is the erasure of data and the handling of a source, but no erasure of what is lost', () => {
    expect(checkPrepared([line]).ok).toBe(true);
    expect(reasonOf(checkPrepared([{ ...line, holdsData: true }]))).toBe('disposal_data');
    expect(checkPrepared([{ ...line, holdsData: true, reason: 'lost' }]).ok).toBe(true);
    expect(reasonOf(checkPrepared([{ ...line, holdsSource: true, reason: 'lost' }]))).toBe('disposal_source');
    expect([reasonOf(checkIncome(-1, null)), reasonOf(checkIncome(1, null)), checkIncome(0, null).ok]).toEqual([
      'disposal_income',
      'disposal_receipt',
      true,
    ]);
    expect(retainUntil(['2024-02-29'], '2026-11-23')).toBe('2044-03-01');
    expect(retainUntil(['1990-01-01'], '2026-11-23')).toBe('2031-11-23');
    expect([keptStatus('repair', null), keptStatus('in_use', 4), keptStatus('in_use', null)]).toEqual([
      'stopped',
      'stopped',
      'idle',
    ]);
  });
});
