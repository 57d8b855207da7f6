/** Buying approved equipment: contract, delivery in parts, acceptance by both sides, cards; refusals and races. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBack, takeBackWord } from '../../src/asset-purchases/accept-commands.ts';
import { warrantyUntil } from '../../src/asset-purchases/card-inputs.ts';
import { closePurchase } from '../../src/asset-purchases/purchase-commands.ts';
import { shareOf } from '../../src/asset-purchases/rules.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { key } from '../assets/asset-world.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type BuyingWorld, openBuyingWorld, reasonOf, roadOf } from './buying-world.ts';

let world: BuyingWorld;
let buyer: TestPerson;
let road: ReturnType<typeof roadOf>;
beforeAll(async () => {
  world = await openBuyingWorld();
  buyer = world.buyer;
  road = roadOf(world);
});
afterAll(() => endWhole(world));

describe('the parts of a price', () => {
  it('are the price of each unit, and of all units each source has its share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000_000_000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 100, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 30 }),
        (amounts, unitFen, count) => {
          const sources = ['fiscal', 'science', 'own', 'donated'] as const;
          const funds = amounts.map((amountFen, nth) => ({ source: sources[nth] ?? 'own', amountFen }));
          const total = amounts.reduce((sum, fen) => sum + fen, 0);
          const got = new Map<string, number>();
          for (let nth = 0; nth < count; nth += 1) {
            const parts = Object.entries(shareOf(funds, unitFen, nth));
            expect(parts.reduce((sum, [, fen]) => sum + fen, 0)).toBe(unitFen);
            for (const [source, fen] of parts) {
              expect(fen).toBeGreaterThan(0);
              got.set(source, (got.get(source) ?? 0) + fen);
            }
          }
          for (const { source, amountFen } of funds) {
            const share = (unitFen * count * amountFen) / total;
            expect(Math.abs((got.get(source) ?? 0) - share)).toBeLessThan(funds.length + 1);
          }
        },
      ),
    );
  });

  it('have a warranty that ends on the day before', () => {
    expect(warrantyUntil('2026-03-10', 24)).toBe('2028-03-09');
    expect(warrantyUntil('2026-01-31', 1)).toBe('2026-02-28');
    expect(warrantyUntil('2026-03-10', 0)).toBeNull();
  });
});

describe('a contract', () => {
  it('stays within what was approved, which a closed one gives back', async () => {
    const asked = await road.approvedFor(3);
    expect(reasonOf(await road.buy(asked, {}, world.custodian))).toBe('forbidden');
    expect(reasonOf(await road.buy(asked, { quantity: 4 }))).toBe('asset_purchase_units');
    const dear = await road.buy(asked, { unitFen: 3_000_001 });
    expect(dear).toMatchObject({
      reason: 'asset_purchase_amount',
      detail: { leftFen: 6_000_000, amountFen: 6_000_002 },
    });
    expect(reasonOf(await road.buy(asked, { method: 'single_source' }))).toBe('asset_purchase_single');
    expect(reasonOf(await road.buy(asked, { supplier: '没有的' }))).toBe('asset_supplier_unknown');
    expect(reasonOf(await road.buy('SG-20200101-0001'))).toBe('asset_purchase_unknown');
    const first = accepted(await road.buy(asked));
    expect(reasonOf(await road.buy(asked))).toBe('asset_purchase_units');
    const given = () => ({ key: key(), number: first.number });
    accepted(await closePurchase(world.services, buyer, given(), { why: '供应商违约' }));
    expect(reasonOf(await closePurchase(world.services, buyer, given(), { why: '再' }))).toBe('wrong_state');
    const both = await Promise.all([road.buy(asked), road.buy(asked)]);
    expect(both.map(reasonOf).sort()).toEqual(['asset_purchase_units', 'ok']);
    expect(await road.findings()).toEqual([]);
  });
});

describe('what arrives', () => {
  it('comes in parts, is judged as its card will be, and is sent back with the reason', async () => {
    const { number } = accepted(await road.buy(await road.approvedFor(2)));
    expect(reasonOf(await road.arrive(number, {}, world.stranger))).toBe('not_found');
    expect(reasonOf(await road.arrive(number, { units: [] }))).toBe('asset_purchase_no_units');
    expect(reasonOf(await road.arrive(number, { units: [road.unit(), road.unit(), road.unit()] }))).toBe(
      'asset_purchase_too_many',
    );
    const serialNumber = 'SAME1';
    expect(
      reasonOf(await road.arrive(number, { units: [road.unit({ serialNumber }), road.unit({ serialNumber })] })),
    ).toBe('asset_purchase_serial_twice');
    expect(reasonOf(await road.arrive(number, { categoryCode: '07' }))).toBe('asset_registration_category');
    expect(await road.arrive(number, { units: [road.unit(), road.unit({ udi: '123' })] })).toMatchObject({
      field: 'unit.1.udi',
    });
    const first = accepted(await road.arrive(number));
    expect(reasonOf(await road.arrive(number, { units: [road.unit(), road.unit()] }))).toBe('asset_purchase_too_many');
    const closing = await closePurchase(world.services, buyer, { key: key(), number }, { why: '不' });
    expect(reasonOf(closing)).toBe('asset_purchase_waits');
    accepted(await sendBack(world.services, world.officer, { key: key(), number: first.number }, { why: '外壳破损' }));
    expect(reasonOf(await road.userSays(first.number))).toBe('wrong_state');
    accepted(await road.arrive(number, { units: [road.unit(), road.unit()] }));
  });
});

describe('an acceptance', () => {
  it('needs two people of two sides, neither of whom ordered; then each unit has its card', async () => {
    const { services } = world;
    const asked = await road.approvedFor(2);
    const { number } = accepted(await road.buy(asked));
    const paper = accepted(await road.arrive(number, { units: [road.unit(), road.unit()] })).number;
    expect(reasonOf(await road.officeSays(paper, world.custodian))).toBe('asset_acceptance_side');
    accepted(await road.userSays(paper));
    expect(reasonOf(await road.userSays(paper))).toBe('asset_acceptance_said');
    expect(reasonOf(await takeBackWord(services, world.officer, { key: key(), number: paper }))).toBe(
      'asset_acceptance_not_own',
    );
    accepted(await takeBackWord(services, world.custodian, { key: key(), number: paper }));
    accepted(await road.officeSays(paper));
    const done = accepted(await road.userSays(paper));
    expect([done.status, done.cards.length, await road.statusOf(number)]).toEqual(['accepted', 2, 'done']);
    const card = await assetByNumber(services.db.read, '/', done.cards[0] ?? '');
    expect(card?.asset).toMatchObject({ priceFen: 1_900_001, status: 'idle', contractNumber: 'HT-2026-17' });
    expect([card?.owner.id, card?.keeper.id]).toEqual([world.branch.id, world.branch.id]);
    expect(reasonOf(await sendBack(services, world.officer, { key: key(), number: paper }, { why: '晚' }))).toBe(
      'wrong_state',
    );
    const own = accepted(await road.buy(await road.approvedFor(1), { quantity: 1 }, world.officer));
    const ordered = accepted(await road.arrive(own.number)).number;
    expect(reasonOf(await road.officeSays(ordered))).toBe('asset_acceptance_ordered');
    expect(await road.findings()).toEqual([]);
  });

  it('makes its cards once when both speak at once, and when one speaks twice', async () => {
    for (const says of ['user', 'office'] as const) {
      const { number } = accepted(await road.buy(await road.approvedFor(1), { quantity: 1 }));
      const paper = accepted(await road.arrive(number)).number;
      const { userSays, officeSays } = road;
      const other = says === 'user' ? officeSays : userSays;
      const answers = await Promise.all([(says === 'user' ? userSays : officeSays)(paper), other(paper), other(paper)]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
      expect(await road.statusOf(paper)).toBe('accepted');
      const made = answers.flatMap((answer) => (answer.ok ? answer.value.cards : []));
      expect(made).toHaveLength(1);
    }
    expect(await road.findings()).toEqual([]);
  });
});
