/** What accepted equipment costs: owed once, in the parts of its contract, by the centre and by its owner. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balancesOf } from '../../src/account/queries.ts';
import { owedOf } from '../../src/asset-purchases/owed-queries.ts';
import { purchaseFor } from '../../src/asset-purchases/purchase-record.ts';
import { checkPayment, owedParts } from '../../src/asset-purchases/rules.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { addDays, dayOf, monthsAfter } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { payableById } from '../../src/payables/record-queries.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { accepted, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { type BuyingWorld, openBuyingWorld, reasonOf, roadOf } from './buying-world.ts';

let world: BuyingWorld;
let road: ReturnType<typeof roadOf>;
beforeAll(async () => {
  world = await openBuyingWorld();
  road = roadOf(world);
});
afterAll(() => endWhole(world));

const today = () => dayOf(world.services.clock.now());
const TERMS = { paymentDays: 30, retentionPercent: 5, retentionMonths: 12 };

/** A contract for one unit of which one arrived and its user has accepted it. */
async function half(donatedFen = 0, more: object = {}): Promise<{ contract: string; paper: string }> {
  const asked = await road.approvedFor(1, donatedFen);
  const { number: contract } = accepted(await road.buy(asked, { quantity: 1, unitFen: 2_000_000, ...more }));
  const { number: paper } = accepted(await road.arrive(contract));
  accepted(await road.userSays(paper));
  return { contract, paper };
}

async function owedFor(contract: string) {
  const { db } = world.services;
  const purchase = await purchaseFor(db.read, '/', contract);
  return owedOf(db.read, purchase?.document.id ?? 0);
}

async function findings() {
  const checks = [...payableChecks, ...booksChecks];
  const found = await Promise.all(checks.map((one) => one.find(world.services.db.read)));
  return [...found.flat(), ...(await road.findings())];
}

describe('terms of payment', () => {
  it('cut an amount into parts that add up to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e12 }),
        fc.nat({ max: 10 }),
        fc.integer({ min: 2, max: 60 }),
        (fen, p, m) => {
          const parts = owedParts(fen, '2026-11-23', { paymentDays: 30, retentionPercent: p, retentionMonths: m });
          expect(parts.reduce((sum, part) => sum + part.amountFen, 0)).toBe(fen);
          expect(parts.every((part) => part.amountFen > 0)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['ok', TERMS],
    ['ok', { ...TERMS, retentionPercent: 0, retentionMonths: 0 }],
    ['asset_purchase_retention', { ...TERMS, retentionPercent: 11 }],
    ['asset_purchase_retention_months', { ...TERMS, retentionMonths: 0 }],
    ['asset_purchase_retention_early', { ...TERMS, paymentDays: 90, retentionMonths: 3 }],
  ])('are %s', (reason, terms) => {
    expect(reasonOf(checkPayment(terms))).toBe(reason);
  });
});

describe('accepted equipment', () => {
  it('is owed when the second side has spoken, what is kept back later', async () => {
    const { contract, paper } = await half();
    expect(await owedFor(contract)).toEqual([]);
    accepted(await road.officeSays(paper));
    const parts = (await owedFor(contract)).map(({ part, amountFen, dueOn }) => [part, amountFen, dueOn]);
    expect(parts).toEqual([
      [1, 1_900_000, addDays(today(), 30)],
      [2, 100_000, monthsAfter(today(), 12)],
    ]);
    expect(await findings()).toEqual([]);
  });

  it('costs its owner what it costs the centre, without what donors paid', async () => {
    const codes = [`EQUIPMENT-${world.branch.id}`, `DUE-${world.branch.id}`, `PAYABLE-${world.supplier.id}`];
    const net = async () => {
      const balances = await balancesOf(world.services.db.read, codes);
      return codes.map((code) => balances.get(code)?.balanceFen ?? 0);
    };
    const before = await net();
    const { paper } = await half(500_000);
    accepted(await road.officeSays(paper));
    const moved = (await net()).map((fen, nth) => fen - (before[nth] ?? 0));
    expect(moved).toEqual([1_500_000, -1_500_000, -1_500_000]);
    expect(await findings()).toEqual([]);
  });

  it('is owed once, whoever of many says yes first', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { contract, paper } = await half();
      const officers = [world.officer];
      for (let more = 0; more < 3; more += 1) {
        officers.push(await addPerson(world.services, world.head, 'equipment_officer'));
      }
      const said = await Promise.all([...officers, ...officers].map((one) => road.officeSays(paper, one)));
      expect(said.filter((one) => one.ok).length).toBe(1);
      expect((await owedFor(contract)).map(({ part }) => part)).toEqual([1, 2]);
    }
    expect(await findings()).toEqual([]);
  });

  it('opens from its contract into the payable, which names the acceptance', async () => {
    const { contract, paper } = await half(0, { retentionPercent: 0, retentionMonths: 0 });
    accepted(await road.officeSays(paper));
    const [owed] = await owedFor(contract);
    const record = await payableById(world.services.db.read, owed?.payableId ?? 0);
    expect([record?.kind, record?.receipt, record?.channel]).toEqual(['asset_acceptance', paper, 'equipment']);
    const money = await addPerson(world.services, world.head, 'chief_accountant');
    const reader = await signIn(world.app, money.login);
    const page = await reader.get(paths.payable(owed?.payableId ?? 0));
    expect([page.status, page.text.includes(paths.assetAcceptance(paper)), page.text.includes('20,000.00')]).toEqual([
      200,
      true,
      true,
    ]);
    const shown = (await reader.get(paths.assetPurchase(contract))).text;
    expect(shown).toContain(paths.payable(owed?.payableId ?? 0));
  });
});
