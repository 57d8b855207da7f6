/** Which price and which supplier the rule chooses, and why; never above the listed price, always the same answer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContractOffer, choosePrice, type PriceWorld, type TermOffer } from '../../src/prices/choose-rules.ts';

const NAMES: Record<number, string> = { 1: '国药', 2: '华润', 3: '本地' };

function offer(given: Partial<ContractOffer> = {}): ContractOffer {
  return {
    contractLineId: 11,
    contract: 'HT-1',
    kind: 'volume',
    pricePack: 50_000,
    partyId: 1,
    backupPartyId: null,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    ...given,
  };
}

function term(given: Partial<TermOffer> = {}): TermOffer {
  return { partyId: 3, leastPacks: 5, stepPacks: 10, leadDays: 2, preference: 1, ...given };
}

function world(given: Partial<Omit<PriceWorld, 'whyNot'>> & { lapsed?: number[] } = {}): PriceWorld {
  const { lapsed = [], ...rest } = given;
  return {
    contracts: [],
    terms: [],
    listed: { pricePack: 80_000, validFrom: '2026-03-01' },
    cataloguePack: 90_000,
    whyNot: (partyId) => (lapsed.includes(partyId) ? 'party_lapsed' : null),
    nameOf: (partyId) => NAMES[partyId] ?? '',
    ...rest,
  };
}

describe('the contract in force', () => {
  it('of a volume-based purchase comes first, at its price and from its supplier', () => {
    const contracts = [
      offer({ contractLineId: 13, contract: 'HT-3', kind: 'negotiated', pricePack: 40_000, partyId: 2 }),
      offer({ contractLineId: 12, contract: 'HT-2', kind: 'national', pricePack: 45_000, partyId: 2 }),
      offer(),
    ];
    const chosen = choosePrice(world({ contracts, terms: [term({ partyId: 1 }), term()] }));
    expect(chosen).toEqual({
      pricePack: 50_000,
      partyId: 1,
      channel: 'volume',
      contractLineId: 11,
      ceilingPack: 80_000,
      leastPacks: 5,
      stepPacks: 10,
      leadDays: 2,
      reason: { code: 'volume_contract', detail: { contract: 'HT-1', endsOn: '2026-12-31', party: '国药' } },
    });
  });

  it('goes to the backup when the selected supplier may not be ordered from, and says so', () => {
    const chosen = choosePrice(world({ contracts: [offer({ backupPartyId: 2 })], lapsed: [1] }));
    expect(chosen).toMatchObject({ partyId: 2, pricePack: 50_000, channel: 'volume', contractLineId: 11 });
    expect(chosen?.reason).toEqual({
      code: 'volume_backup',
      detail: { contract: 'HT-1', endsOn: '2026-12-31', party: '华润', instead: '国药', why: 'party_lapsed' },
    });
  });

  it('is passed over, and that is said, when neither may be ordered from', () => {
    const contracts = [
      offer({ backupPartyId: 2 }),
      offer({ contractLineId: 12, contract: 'HT-2', kind: 'negotiated', partyId: 3 }),
    ];
    const chosen = choosePrice(world({ contracts, lapsed: [1, 2] }));
    expect(chosen).toMatchObject({ partyId: 3, channel: 'negotiated', contractLineId: 12 });
    expect(chosen?.reason.detail).toMatchObject({ passed: 'HT-1', passedWhy: 'party_lapsed' });
  });

  it('of the national negotiation comes before an award of our own', () => {
    const contracts = [
      offer({ contractLineId: 13, kind: 'negotiated', pricePack: 40_000 }),
      offer({ contractLineId: 12, kind: 'national', pricePack: 45_000 }),
    ];
    expect(choosePrice(world({ contracts }))).toMatchObject({ channel: 'national', contractLineId: 12 });
  });

  it('of one kind is the cheapest, then the one that began last', () => {
    const contracts = [
      offer({ contractLineId: 1, kind: 'negotiated', pricePack: 41_000 }),
      offer({ contractLineId: 2, kind: 'negotiated', pricePack: 40_000, startsOn: '2026-01-01' }),
      offer({ contractLineId: 3, kind: 'negotiated', pricePack: 40_000, startsOn: '2026-06-01' }),
    ];
    expect(choosePrice(world({ contracts }))?.contractLineId).toBe(3);
  });

  it('never costs more than is listed', () => {
    const chosen = choosePrice(world({ contracts: [offer({ pricePack: 99_000 })] }));
    expect(chosen).toMatchObject({ pricePack: 80_000, ceilingPack: 80_000 });
    expect(chosen?.reason.detail).toMatchObject({ contractPack: 99_000 });
  });
});

describe('without a contract', () => {
  it('the preferred supplier sells at the listed price in its own steps', () => {
    const terms = [term({ partyId: 2, preference: 2 }), term({ leastPacks: 7 })];
    const chosen = choosePrice(world({ terms }));
    expect(chosen).toMatchObject({
      partyId: 3,
      pricePack: 80_000,
      channel: 'listed',
      contractLineId: null,
      leastPacks: 7,
    });
    expect(chosen?.reason).toEqual({
      code: 'listed_price',
      detail: { party: '本地', preference: 1, sellers: 2, listedFrom: '2026-03-01' },
    });
  });

  it('the next one sells when the preferred may not be ordered from, and that is said', () => {
    const chosen = choosePrice(world({ terms: [term(), term({ partyId: 2, preference: 2 })], lapsed: [3] }));
    expect(chosen?.partyId).toBe(2);
    expect(chosen?.reason.detail).toMatchObject({ passed: '本地', passedWhy: 'party_lapsed' });
  });

  it('the price of the catalogue stands in for a price nobody listed, and that is said', () => {
    const chosen = choosePrice(world({ terms: [term()], listed: null }));
    expect(chosen).toMatchObject({ pricePack: 90_000, ceilingPack: null, reason: { code: 'catalogue_price' } });
  });

  it.each([
    ['nobody sells it', world()],
    ['everyone who sells it has lapsed', world({ terms: [term()], lapsed: [3] })],
    ['nobody knows its price', world({ terms: [term()], listed: null, cataloguePack: 0 })],
  ])('there is none when %s', (_why, given) => {
    expect(choosePrice(given)).toBeNull();
  });
});

describe('asked about one supplier', () => {
  it('tells its contract, also as the backup of another', () => {
    const given = world({ contracts: [offer({ backupPartyId: 2 })], terms: [term()] });
    expect(choosePrice(given, 2)).toMatchObject({ partyId: 2, contractLineId: 11, reason: { code: 'volume_backup' } });
    expect(choosePrice(given, 3)).toMatchObject({ partyId: 3, channel: 'listed' });
  });

  it('tells nothing of what it does not sell', () => {
    expect(choosePrice(world({ terms: [term()] }), 2)).toBeNull();
  });
});

const price = fc.integer({ min: 1, max: 1_000_000_000 });
const partyId = fc.integer({ min: 1, max: 4 });
const anyWorld = fc.record({
  contracts: fc.array(
    fc.record({
      contractLineId: fc.integer({ min: 1, max: 99 }),
      contract: fc.constantFrom('HT-1', 'HT-2'),
      kind: fc.constantFrom('volume' as const, 'national' as const, 'negotiated' as const),
      pricePack: price,
      partyId,
      backupPartyId: fc.option(partyId),
      startsOn: fc.constantFrom('2026-01-01', '2026-06-01'),
      endsOn: fc.constant('2026-12-31'),
    }),
    { maxLength: 5 },
  ),
  terms: fc.uniqueArray(
    fc.record({
      partyId,
      leastPacks: fc.integer({ min: 1, max: 50 }),
      stepPacks: fc.integer({ min: 1, max: 50 }),
      leadDays: fc.integer({ min: 0, max: 9 }),
      preference: fc.integer({ min: 1, max: 3 }),
    }),
    { selector: (each) => each.partyId, maxLength: 4 },
  ),
  listed: fc.option(fc.record({ pricePack: price, validFrom: fc.constant('2026-02-01') })),
  cataloguePack: fc.integer({ min: 0, max: 1_000_000 }),
  lapsed: fc.array(partyId, { maxLength: 3 }),
});

describe('whatever is known', () => {
  it('the price never exceeds the listed one, and its supplier may be ordered from', () => {
    fc.assert(
      fc.property(anyWorld, (given) => {
        const chosen = choosePrice(world(given));
        if (chosen === null) return;
        expect(chosen.pricePack).toBeGreaterThan(0);
        expect(chosen.pricePack).toBeLessThanOrEqual(given.listed?.pricePack ?? Number.MAX_SAFE_INTEGER);
        expect(given.lapsed).not.toContain(chosen.partyId);
      }),
    );
  });

  it('the answer does not depend on the order in which it was read', () => {
    fc.assert(
      fc.property(anyWorld, (given) => {
        const ids = new Set(given.contracts.map((each) => each.contractLineId));
        fc.pre(ids.size === given.contracts.length);
        const turned = { ...given, contracts: [...given.contracts].reverse(), terms: [...given.terms].reverse() };
        expect(choosePrice(world(turned))).toEqual(choosePrice(world(given)));
      }),
    );
  });
});
