/** Quorum, majority and votes: what passes, what does not, and whose vote is refused. */
import { describe, expect, it } from 'vitest';
import { type Choice, checkVote, judge } from '../../src/committee/rules.ts';

const RULE = { present: { of: 2, outOf: 3 }, inFavour: { of: 2, outOf: 3 } };
const votes = (given: Partial<Record<Choice, number>>): Choice[] =>
  Object.entries(given).flatMap(([choice, times]) => Array<Choice>(times).fill(choice as Choice));

describe('a count', () => {
  it.each([
    ['passes with two thirds', { for: 4, against: 2 }, { seats: 9, present: 6 }, 'passed', 6, 4],
    ['fails one short', { for: 3, against: 3 }, { seats: 9, present: 6 }, 'rejected', 6, 4],
    ['needs the quorum first', { for: 5 }, { seats: 9, present: 5 }, 'no_quorum', 6, 4],
    ['counts who is silent as not in favour', { for: 3 }, { seats: 6, present: 6 }, 'rejected', 4, 4],
    ['leaves the recused out of the share', { for: 4, recused: 2 }, { seats: 9, present: 8 }, 'passed', 6, 4],
    ['never passes without a vote for it', { recused: 6 }, { seats: 9, present: 6 }, 'rejected', 6, 1],
    ['counts abstentions as not in favour', { for: 3, abstain: 3 }, { seats: 6, present: 6 }, 'rejected', 4, 4],
  ] as const)('%s', (_name, given, room, outcome, quorum, needed) => {
    const count = judge(votes(given), room, RULE);
    expect([count.outcome, count.quorum, count.needed]).toEqual([outcome, quorum, needed]);
  });

  it('keeps every number', () => {
    const count = judge(votes({ for: 3, against: 1, abstain: 1, recused: 1 }), { seats: 6, present: 6 }, RULE);
    expect(count).toMatchObject({ votesFor: 3, votesAgainst: 1, abstentions: 1, recusals: 1 });
  });
});

describe('a vote', () => {
  it('against a conflict is refused unless it is a recusal', () => {
    expect(checkVote('for', '', 'declared')).toMatchObject({ reason: 'vote_conflict' });
    expect(checkVote('recused', '持股', 'declared').ok).toBe(true);
  });

  it('other than for it needs a reason', () => {
    expect(checkVote('for', '', undefined).ok).toBe(true);
    for (const choice of ['against', 'abstain', 'recused'] as const) {
      expect(checkVote(choice, ' ', undefined)).toMatchObject({ reason: 'vote_reason_missing' });
      expect(checkVote(choice, '证据不足', undefined).ok).toBe(true);
    }
  });
});
