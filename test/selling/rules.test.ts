/** The rules of selling prices: who follows what was paid, how far others may go, and who decides. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDecider,
  checkProposal,
  firstDay,
  type GoodsKind,
  type MarkupLimits,
  markupBasisPoints,
  markupRule,
  maySellAt,
  mostPack,
} from '../../src/selling/rules.ts';

const LIMITS: MarkupLimits = { drug: 0, decoctionPiece: 25, consumable: 0, reagent: 0, device: 0 };
const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);

describe('the rule of a kind', () => {
  it.each<[GoodsKind, object]>([
    ['drug', { code: 'zero' }],
    ['consumable', { code: 'zero' }],
    ['reagent', { code: 'zero' }],
    ['device', { code: 'zero' }],
    ['decoction_piece', { code: 'limited', percent: 25 }],
    ['preparation', { code: 'own' }],
  ])('%s is %j', (kind, rule) => {
    expect(markupRule(kind, LIMITS)).toEqual(rule);
  });

  it('follows the dated limits: decoction pieces at 0 percent are at zero markup', () => {
    expect(markupRule('decoction_piece', { ...LIMITS, decoctionPiece: 0 })).toEqual({ code: 'zero' });
  });
});

describe('what goods may be sold at', () => {
  const limited = { code: 'limited', percent: 25 } as const;
  it.each([
    [{ code: 'zero' } as const, 100_000, 100_000, true],
    [{ code: 'zero' } as const, 100_001, 100_000, false],
    [{ code: 'zero' } as const, 99_999, 100_000, false],
    [limited, 125_000, 100_000, true],
    [limited, 125_001, 100_000, false],
    [limited, 90_000, 100_000, true],
    [limited, 4, 3, false],
    [{ code: 'own' } as const, 9_999_999, 100_000, true],
    [{ code: 'zero' } as const, 100_000, 0, true],
  ])('%j at %d, paid %d: %s', (rule, price, paid, may) => {
    expect(maySellAt(rule, price, paid)).toBe(may);
  });

  it('never passes the limit by a part of a price, up to the largest price', () => {
    const packs = fc.integer({ min: 1, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(packs, fc.integer({ min: 1, max: 100 }), (paid, percent) => {
        const most = mostPack({ code: 'limited', percent }, paid) ?? 0;
        const exact = BigInt(paid) * BigInt(100 + percent);
        return BigInt(most) * 100n <= exact && BigInt(most + 1) * 100n > exact;
      }),
    );
  });

  it('is said as a markup', () => {
    expect([markupBasisPoints(125_000, 100_000), markupBasisPoints(1, null), markupBasisPoints(1, 0)]).toEqual([
      2500,
      null,
      null,
    ]);
  });
});

describe('a proposal', () => {
  const base = { pricePack: 100, paidPack: 80, validFrom: '2026-11-23', today: '2026-11-23' };
  const limited = { code: 'limited', percent: 25 } as const;
  it.each([
    [{ ...base, rule: limited }, 'ok'],
    [{ ...base, rule: limited, pricePack: 101 }, 'selling_above_limit'],
    [{ ...base, rule: limited, paidPack: null }, 'selling_unpaid'],
    [{ ...base, rule: limited, validFrom: '2026-11-22' }, 'selling_past'],
    [{ ...base, rule: limited, validFrom: '2028-01-01' }, 'price_too_far'],
    [{ ...base, rule: { code: 'zero' } as const }, 'selling_follows'],
    [{ ...base, rule: { code: 'own' } as const, paidPack: null }, 'ok'],
  ])('%j: %s', (given, said) => {
    expect(reasonOf(checkProposal(given))).toBe(said);
  });

  it('is decided by another person, and begins no earlier than it is decided', () => {
    expect([reasonOf(checkDecider(1, 1)), reasonOf(checkDecider(2, 1))]).toEqual(['selling_own', 'ok']);
    expect(firstDay('2026-11-20', '2026-11-23')).toBe('2026-11-23');
    expect(firstDay('2026-12-01', '2026-11-23')).toBe('2026-12-01');
  });
});
