/** What may be quoted and awarded, and who approves it: accepted and refused. */
import { describe, expect, it } from 'vitest';
import {
  awardOf,
  checkApprover,
  checkBeginning,
  checkQuote,
  checkTakesPart,
  lastQuotes,
} from '../../src/negotiations/rules.ts';

const reasonOf = (result: { ok: true } | { ok: false; reason: string }) => (result.ok ? 'ok' : result.reason);
const quotes = [
  { partyId: 1, round: 1, pricePack: 90_000 },
  { partyId: 2, round: 1, pricePack: 95_000 },
  { partyId: 1, round: 2, pricePack: 80_000 },
  { partyId: 2, round: 2, pricePack: 70_000 },
];

describe('a quote', () => {
  it.each([
    [{ partyId: 1, round: 3, pricePack: 80_000 }, 100_000, 'ok'],
    [{ partyId: 1, round: 3, pricePack: 80_001 }, 100_000, 'negotiation_quote_rises'],
    [{ partyId: 3, round: 3, pricePack: 100_000 }, 100_000, 'ok'],
    [{ partyId: 3, round: 3, pricePack: 100_001 }, 100_000, 'negotiation_above_listed'],
    [{ partyId: 3, round: 3, pricePack: 500_000 }, null, 'ok'],
    [{ partyId: 1, round: 2, pricePack: 90_000 }, 100_000, 'ok'],
  ])('%j under %s is %s', (quote, listedPack, reason) => {
    expect(reasonOf(checkQuote(quote, quotes, listedPack))).toBe(reason);
  });

  it('of the last round counts, the lowest first', () => {
    expect(lastQuotes(quotes).map((quote) => quote.pricePack)).toEqual([70_000, 80_000]);
  });
});

describe('an award', () => {
  const choice = { itemName: '阿莫西林', quotes, listedPack: 100_000, reason: '', field: 'line.1' };
  it.each([
    [{ partyId: 2 }, 'ok'],
    [{ partyId: 1 }, 'negotiation_reason_missing'],
    [{ partyId: 1, reason: '质量层次高' }, 'ok'],
    [{ partyId: 9 }, 'negotiation_no_quote'],
    [{ partyId: null }, 'negotiation_none_reason'],
    [{ partyId: null, reason: '都太贵' }, 'ok'],
    [{ partyId: 2, listedPack: 60_000 }, 'negotiation_above_listed'],
  ])('to %j is %s', (given, reason) => {
    expect(reasonOf(awardOf({ ...choice, ...given }))).toBe(reason);
  });
});

describe('people', () => {
  it('are two at least, with something to bargain for', () => {
    const two = [{ stance: 'takes_part' as const }, { stance: 'takes_part' as const }];
    expect(reasonOf(checkBeginning(1, two))).toBe('ok');
    expect(reasonOf(checkBeginning(0, two))).toBe('negotiation_no_lines');
    expect(reasonOf(checkBeginning(1, [...two.slice(1), { stance: 'recused' }]))).toBe('negotiation_few_people');
  });

  it('act when they take part, and approve when they had no part', () => {
    expect(reasonOf(checkTakesPart('takes_part'))).toBe('ok');
    expect(reasonOf(checkTakesPart('recused'))).toBe('negotiation_recused');
    expect(reasonOf(checkTakesPart(undefined))).toBe('negotiation_not_member');
    const acts = ['open', 'state', 'quote'].map((act, index) => ({ act, actorId: index + 1 }));
    expect(reasonOf(checkApprover(9, [...acts, { act: 'return', actorId: 9 }]))).toBe('ok');
    for (const actorId of [1, 2, 3]) expect(reasonOf(checkApprover(actorId, acts))).toBe('negotiation_own');
  });
});
