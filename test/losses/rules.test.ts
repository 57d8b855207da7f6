/** Which reason belongs to which paper, who may decide, and what part of a value goes with what is destroyed. */
import { describe, expect, it } from 'vitest';
import { checkApprover, checkReason, partOf } from '../../src/losses/rules.ts';

const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);

describe('losses', () => {
  it.each([
    ['write_off', 'expired', '', 'ok'],
    ['write_off', 'entry_error', '', 'loss_reason_kind'],
    ['adjustment', 'entry_error', '', 'ok'],
    ['adjustment', 'expired', '', 'loss_reason_kind'],
    ['write_off', 'other', '', 'loss_reason_text'],
    ['write_off', 'other', '鼠咬', 'ok'],
  ] as const)('of kind %s because of %s (%s) are %s', (kind, code, text, expected) => {
    expect(reasonOf(checkReason(kind, code, text))).toBe(expected);
  });

  it('are decided by another person', () => {
    const acts = [
      { act: 'open', actorId: 1 },
      { act: 'change', actorId: 2 },
      { act: 'submit', actorId: 3 },
      { act: 'return', actorId: 4 },
    ];
    expect([1, 2, 3, 4].map((id) => reasonOf(checkApprover(id, acts)))).toEqual([
      'loss_own',
      'loss_own',
      'loss_own',
      'ok',
    ]);
  });

  it('give what is destroyed its part of their value', () => {
    expect(partOf({ quantityBase: 3, amountFen: 100 }, 1)).toBe(33);
    expect(partOf({ quantityBase: 3, amountFen: 100 }, 3)).toBe(100);
  });
});
