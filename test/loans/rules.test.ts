/** Rules of loans: days, what can be lent, who is reminded, and where a thing goes when it comes back. */
import { describe, expect, it } from 'vitest';
import { checkDue, checkLendable, isReminded, statusBack } from '../../src/loans/rules.ts';

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);

describe('a loan', () => {
  it('ends today at the earliest and within a year', () => {
    const due = (dueOn: string) => reasonOf(checkDue(dueOn, '2026-11-23'));
    expect(['2026-11-22', '2026-11-23', '2027-11-23', '2027-11-24'].map(due)).toEqual([
      'loan_due_past',
      'ok',
      'ok',
      'loan_due_far',
    ]);
  });

  it('is of something used or idle where it is kept', () => {
    const card = (status: string, userId = 1) => reasonOf(checkLendable({ number: 'SB', status, userId, keeperId: 1 }));
    expect([card('idle'), card('in_use'), card('in_use', 2)]).toEqual(['ok', 'ok', 'loan_used_elsewhere']);
    for (const status of ['shared', 'repair', 'stopped', 'moving', 'to_scrap', 'scrapped']) {
      expect(card(status)).toBe('loan_not_lendable');
    }
  });

  it('reminds from three days before its last day on', () => {
    expect(['2026-11-27', '2026-11-26', '2026-11-20'].map((day) => isReminded(day, '2026-11-23'))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('leads back to what it was, and to a stop where it came back damaged', () => {
    expect([statusBack(false, 'in_use'), statusBack(false, 'idle'), statusBack(true, 'in_use')]).toEqual([
      'in_use',
      'idle',
      'stopped',
    ]);
  });
});
