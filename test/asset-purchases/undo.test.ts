/** A finished acceptance undone: cards withdrawn, nothing owed, delivered anew; what is in its way; races; pages. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asset } from '../../db/schema/assets.ts';
import { payable } from '../../db/schema/payables.ts';
import { balancesOf } from '../../src/account/queries.ts';
import { owedOf } from '../../src/asset-purchases/owed-queries.ts';
import { acceptanceFor, purchaseFor } from '../../src/asset-purchases/purchase-record.ts';
import { undoAcceptance } from '../../src/asset-purchases/undo-commands.ts';
import { commissionAsset } from '../../src/assets/commands.ts';
import { assetChecks } from '../../src/assets/verify.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { postMonth } from '../../src/depreciation/run-commands.ts';
import { depreciationChecks } from '../../src/depreciation/verify.ts';
import { reportFault } from '../../src/faults/report-commands.ts';
import { addDays, dayOf, lastDayOfMonth, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { addCard, key } from '../assets/asset-world.ts';
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

/** A contract of so many units that all arrived and were accepted by both sides. */
async function finished(quantity = 1) {
  const asked = await road.approvedFor(quantity);
  const { number: contract } = accepted(await road.buy(asked, { quantity, unitFen: 2_000_000 }));
  const units = Array.from({ length: quantity }, () => road.unit());
  const { number: paper } = accepted(await road.arrive(contract, { units }));
  accepted(await road.userSays(paper));
  const { cards } = accepted(await road.officeSays(paper));
  return { contract, paper, units, cards };
}

const undo = (number: string, by = world.officer, why = '型号与合同不符') =>
  undoAcceptance(world.services, by, { key: key(), number }, { why });

async function findings() {
  const checks = [...payableChecks, ...booksChecks, ...assetChecks];
  const found = await Promise.all(checks.map((one) => one.find(world.services.db.read)));
  return [...found.flat(), ...(await road.findings())];
}

async function statusOf(card: string) {
  const [found] = await world.services.db.read.select().from(asset).where(eq(asset.number, card));
  return found?.status;
}

async function payablesOf(contract: string) {
  const purchase = await purchaseFor(world.services.db.read, '/', contract);
  return owedOf(world.services.db.read, purchase?.document.id ?? 0);
}

describe('an undone acceptance', () => {
  it('leaves no card, no debt and a contract that is delivered anew', async () => {
    const codes = [`EQUIPMENT-${world.branch.id}`, `DUE-${world.branch.id}`, `PAYABLE-${world.supplier.id}`];
    const net = async () => {
      const balances = await balancesOf(world.services.db.read, codes);
      return codes.map((code) => balances.get(code)?.balanceFen ?? 0);
    };
    const before = await net();
    const { contract, paper, units, cards } = await finished(2);
    expect(await road.statusOf(contract)).toBe('done');
    expect(reasonOf(await undo(paper, world.custodian))).toBe('forbidden');
    expect(accepted(await undo(paper)).cards).toBe(2);
    expect([await road.statusOf(contract), await road.statusOf(paper)]).toEqual(['ordered', 'undone']);
    for (const card of cards) expect(await statusOf(card)).toBe('withdrawn');
    expect(await net()).toEqual(before);
    expect((await payablesOf(contract)).every((part) => part.paidFen === part.amountFen)).toBe(true);
    expect(await findings()).toEqual([]);
    expect(reasonOf(await undo(paper))).toBe('wrong_state');
    const { number: again } = accepted(await road.arrive(contract, { units }));
    accepted(await road.userSays(again));
    const made = accepted(await road.officeSays(again)).cards;
    expect([made.length, await road.statusOf(contract)]).toEqual([2, 'done']);
    expect(made.some((card) => cards.includes(card))).toBe(false);
    expect(await findings()).toEqual([]);
  });

  it('is refused while it is not finished', async () => {
    const asked = await road.approvedFor(1);
    const { number: contract } = accepted(await road.buy(asked, { quantity: 1, unitFen: 2_000_000 }));
    const { number: paper } = accepted(await road.arrive(contract));
    expect(reasonOf(await undo(paper))).toBe('wrong_state');
    expect(reasonOf(await undo('SY-20260101-9999'))).toBe('not_found');
  });

  it('is refused once a card was put into use, and says which and what', async () => {
    const { paper, cards } = await finished(2);
    const [, second = ''] = cards;
    const day = dayOf(world.services.clock.now());
    accepted(await commissionAsset(world.services, world.officer, { key: key(), number: second }, { day, note: '' }));
    const refused = await undo(paper);
    expect(refused).toMatchObject({ reason: 'asset_acceptance_used', detail: { number: second, what: 'events' } });
    for (const card of cards) expect(await statusOf(card)).not.toBe('withdrawn');
    expect(await findings()).toEqual([]);
  });

  it.each([
    ['owed_paid', { paidFen: 1 }],
    ['owed_invoiced', { invoicedFen: 1 }],
    ['payable_in_run', { heldFen: 1 }],
  ])('is refused as %s, and nothing is half done', async (reason, change) => {
    const { contract, paper, cards } = await finished();
    const [owed] = await payablesOf(contract);
    const { db } = world.services;
    const set = (values: object) =>
      db.transaction((tx) =>
        tx
          .update(payable)
          .set(values)
          .where(eq(payable.id, owed?.payableId ?? 0)),
      );
    await set(change);
    expect(reasonOf(await undo(paper))).toBe(reason);
    expect(await statusOf(cards[0] ?? '')).toBe('idle');
    await set({ paidFen: 0, invoicedFen: 0, heldFen: 0 });
    accepted(await undo(paper));
  });

  it('happens once, and either it or the use of its card, whoever is quicker', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { paper, cards } = await finished();
      const [card = ''] = cards;
      const day = dayOf(world.services.clock.now());
      const use = commissionAsset(world.services, world.officer, { key: key(), number: card }, { day, note: '' });
      const [first, second, used] = await Promise.all([undo(paper), undo(paper), use]);
      const undone = [first, second].filter((one) => one.ok).length;
      expect(undone + (used.ok ? 1 : 0)).toBe(1);
      const said = await acceptanceFor(world.services.db.read, '/', paper);
      expect(said?.document.status).toBe(undone === 1 ? 'undone' : 'accepted');
    }
    expect(await findings()).toEqual([]);
  });
});

describe('a card that stands in for another', () => {
  const standIn = async (loaner: string, broken: string) =>
    reportFault(world.services, world.custodian, key(), {
      ...{ asset: broken, what: '开机无图像', urgency: 'urgent', usable: 'no', loaner, photo: null },
    });

  it('stays', async () => {
    const { paper, cards } = await finished();
    const [card = ''] = cards;
    accepted(await standIn(card, await addCard(world, { classCode: 'laboratory' })));
    const refused = await undo(paper);
    expect(refused).toMatchObject({ reason: 'asset_acceptance_used', detail: { number: card, what: 'standsIn' } });
    expect(await statusOf(card)).toBe('idle');
  });

  it('stands in or is withdrawn, whoever is quicker, and for one only', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { paper, cards } = await finished();
      const [card = ''] = cards;
      const broken = [
        await addCard(world, { classCode: 'laboratory' }),
        await addCard(world, { classCode: 'laboratory' }),
      ];
      const [undone, ...lent] = await Promise.all([undo(paper), ...broken.map((one) => standIn(card, one))]);
      expect([undone, ...lent].filter((one) => one.ok)).toHaveLength(1);
      expect(await statusOf(card)).toBe(undone.ok ? 'withdrawn' : 'idle');
    }
    expect(await findings()).toEqual([]);
  });
});

describe('the pages', () => {
  it('list acceptances, and undo one of them', async () => {
    const { paper, units, contract } = await finished();
    const office = await signIn(world.app, world.officer.login);
    const user = await signIn(world.app, world.custodian.login);
    const list = await user.get(paths.assetAcceptances({ q: 'bzdsh' }));
    expect([list.text.includes(paper), list.text.includes(contract)]).toEqual([true, true]);
    expect((await user.get(paths.assetAcceptances({ q: units[0]?.serialNumber ?? '' }))).text).toContain(paper);
    expect((await user.get(paths.assetAcceptances({ state: 'returned' }))).text).not.toContain(paper);
    expect((await office.get(paths.assetAcceptancesExport('csv'))).text).toContain('20000');
    const page = paths.assetAcceptance(paper);
    expect((await user.get(page)).text).not.toContain('undoing');
    expect((await office.get(page)).text).toContain('undoing');
    const version = String((await acceptanceFor(world.services.db.read, '/', paper))?.document.version);
    const form = { idempotency_key: key(), version, why: '型号与合同不符' };
    const bare = await office.post(paths.assetAcceptanceAct(paper, 'undoing'), { ...form, why: '' });
    expect(bare.status).toBe(422);
    expect((await user.post(paths.assetAcceptanceAct(paper, 'undoing'), form)).status).toBe(403);
    expect((await office.post(paths.assetAcceptanceAct(paper, 'undoing'), form)).status).toBe(303);
    expect((await user.get(paths.assetAcceptances({ state: 'undone' }))).text).toContain(paper);
    expect((await user.get(page)).text).toContain('型号与合同不符');
  });
});

describe('a month', () => {
  it('that was charged to a card keeps it, whoever is quicker', async () => {
    const money = await addPerson(world.services, world.head, 'chief_accountant');
    const [first, second] = [await finished(), await finished()];
    const month = dayOf(world.clock.now()).slice(0, 7);
    world.clock.set(startOfDay(addDays(lastDayOfMonth(month), 2)));
    const charge = () => postMonth(world.services, money, key(), { month });
    const [undone, charged] = await Promise.all([undo(first.paper), charge()]);
    expect([undone.ok, charged.ok]).toContain(true);
    expect(reasonOf(charged)).toBe('ok');
    expect(['ok', 'asset_acceptance_used']).toContain(reasonOf(undone));
    expect(await undo(second.paper)).toMatchObject({ reason: 'asset_acceptance_used', detail: { what: 'charges' } });
    const found = await Promise.all(depreciationChecks.map((check) => check.find(world.services.db.read)));
    expect([...found.flat(), ...(await findings())]).toEqual([]);
  });
});
