/** A repricing: two people, what it does to stock and books, what it leaves, and its pages and paper. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balance, lot, moneyAccount, repricingEffect } from '../../db/schema/index.ts';
import { openReservations, release, reserve } from '../../src/ledger/reserve.ts';
import { paths } from '../../src/paths.ts';
import { openRepricing, returnRepricing, setRepricingLine, submitRepricing } from '../../src/repricings/commands.ts';
import { approveRepricing } from '../../src/repricings/post-commands.ts';
import { repricingView } from '../../src/repricings/queries.ts';
import { checkApprover, planned } from '../../src/repricings/rules.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { listed, openPriceWorld, type PriceWorld } from '../prices/price-world.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  nextNumber,
  type TestPerson,
} from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: PriceWorld;
let accountant: TestPerson;
let branch: Awaited<ReturnType<typeof addMember>>;
let stores: { head: number; branch: number };
const key = () => `reprice-${nextNumber()}`;

beforeAll(async () => {
  world = await openPriceWorld();
  accountant = await addPerson(world.services, world.head, 'chief_accountant');
  branch = await addMember(world.services, { kind: 'branch', parent: world.head });
  stores = { head: await addStore(world.services, world.head), branch: await addStore(world.services, branch) };
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);
const view = async (number: string) => {
  const found = await repricingView(world.services.db.read, number, '2026-11-23');
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};
const seen = async (number: string) => ({ key: key(), number, seenVersion: (await view(number)).document.version });

async function proposed(itemCode: string, newPrice: number): Promise<string> {
  const input = { reason: '挂网价下调', legalBasis: '省平台公告' };
  const { number } = accepted(await openRepricing(world.services, world.buyer, key(), input));
  accepted(await setRepricingLine(world.services, world.buyer, key(), number, { itemCode, newPrice }));
  accepted(await submitRepricing(world.services, world.buyer, await seen(number)));
  return number;
}

const balanceOf = async (account: string) => {
  const [row] = await world.services.db.read.select().from(moneyAccount).where(eq(moneyAccount.code, account));
  return row === undefined ? 0 : row.debitsPosted - row.creditsPosted;
};

describe('what changes', () => {
  const standing = { lineId: 1, newPrice: 100_000, packSize: 24, lotId: 1, oldPrice: 125_000, locationKind: 'store' };
  it.each([
    [
      { onHand: 48, reserved: 0, valueFen: 2500 },
      { quantityBase: 48, leftBase: 0, oldFen: 2500, newFen: 2000 },
    ],
    [
      { onHand: 48, reserved: 24, valueFen: 2500 },
      { quantityBase: 24, leftBase: 24, oldFen: 1250, newFen: 1000 },
    ],
    [
      { onHand: 48, reserved: 48, valueFen: 2500 },
      { quantityBase: 0, leftBase: 48, oldFen: 0, newFen: 0 },
    ],
    [
      { onHand: 48, reserved: 0, valueFen: 2500, locationKind: 'transit' },
      { quantityBase: 0, leftBase: 48, oldFen: 0, newFen: 0 },
    ],
    [
      { onHand: 48, reserved: 0, valueFen: 2500, oldPrice: 100_000 },
      { quantityBase: 0, leftBase: 0, oldFen: 0, newFen: 0 },
    ],
  ])('of %j is %j', (given, expected) => {
    expect(planned({ ...standing, ...given })).toEqual(expected);
  });

  it('is decided by another person', () => {
    const acts = [
      { act: 'open', actorId: 1 },
      { act: 'submit', actorId: 2 },
      { act: 'return', actorId: 3 },
    ];
    expect([1, 2, 3].map((id) => reasonOf(checkApprover(id, acts)))).toEqual(['repricing_own', 'repricing_own', 'ok']);
  });
});

describe('a repricing', () => {
  it('moves free stock to the new price in every member, and leaves what is promised', async () => {
    const item = await addItem(world.services);
    const at = { item, expiresOn: '2027-12-31', lot: 'B9' };
    await addStock(world.services, stores.head, { ...at, quantityBase: 240, organisationId: world.head.id });
    const oldLot = await addStock(world.services, stores.branch, {
      ...at,
      quantityBase: 48,
      organisationId: branch.id,
    });
    const before = await balanceOf(`PRICE-${branch.id}`);
    const number = await proposed(item.code, 100_000);
    const { document } = await view(number);
    await world.services.db.transaction(async (tx) => {
      const line = { locationId: stores.head, lotId: oldLot, itemId: item.id, quantityBase: 24, lineId: null };
      accepted(await reserve(tx, { documentId: document.id, at: world.clock.now(), lines: [line] }));
    });
    const preview = await view(number);
    const shown = preview.effects.map((effect) => [effect.ownerName, effect.quantityBase, effect.leftBase]);
    expect(shown).toContainEqual([branch.name, 48, 0]);
    expect(shown).toContainEqual([world.head.name, 216, 24]);
    const stock = await balanceOf(`STOCK-${branch.id}`);
    accepted(await approveRepricing(world.services, accountant, await seen(number)));
    // 2 boxes from 12.50 to 10 yuan
    expect((await balanceOf(`PRICE-${branch.id}`)) - before).toBe(500);
    expect((await balanceOf(`STOCK-${branch.id}`)) - stock).toBe(-500);
    const [fresh] = await world.services.db.read
      .select()
      .from(lot)
      .where(and(eq(lot.itemId, item.id), eq(lot.pricePack, 100_000)));
    expect(fresh).toMatchObject({ number: 'B9', expiresOn: '2027-12-31' });
    const held = await world.services.db.read.select().from(balance).where(eq(balance.lotId, oldLot));
    expect(held.filter((row) => row.onHand > 0).map((row) => [row.onHand, row.reserved])).toEqual([[24, 24]]);
    const effects = await world.services.db.read.select().from(repricingEffect);
    expect(effects.reduce((sum, row) => sum + row.newFen - row.oldFen, 0)).toBe(-2750);
    expect((await view(number)).repricing.effectFen).toBe(-2750);
    await world.services.db.transaction(async (tx) => {
      const open = await openReservations(tx, document.id);
      accepted(
        await release(
          tx,
          open.map((row) => row.id),
          world.clock.now(),
        ),
      );
    });
  });

  it('is turned round by another one, and books and ledger agree all the time', async () => {
    const item = await addItem(world.services);
    await addStock(world.services, stores.branch, { item, quantityBase: 31, organisationId: branch.id });
    for (const price of [99_999, 125_000]) {
      const number = await proposed(item.code, price);
      accepted(await approveRepricing(world.services, accountant, await seen(number)));
    }
    const [row] = await world.services.db.read
      .select()
      .from(balance)
      .where(and(eq(balance.itemId, item.id), eq(balance.onHand, 31)));
    expect(row?.valueFen).toBe(1615);
    const checked = await verifyAll(world.services.db.read);
    expect(checked.filter((check) => !check.ok)).toEqual([]);
  });

  it("is refused of one's own, above the listed price, without stock, and stale", async () => {
    const item = await addItem(world.services);
    await listed(world, item.id, 130_000, '2026-01-01');
    // The rules of roles keep these apart: should they ever meet in one person, the timeline still does
    const both: TestPerson = { ...world.buyer, roles: ['buyer', 'chief_accountant'] };
    const { number } = accepted(await openRepricing(world.services, both, key(), { reason: '试', legalBasis: '试' }));
    expect(reasonOf(await submitRepricing(world.services, both, await seen(number)))).toBe('repricing_no_lines');
    const dear = await setRepricingLine(world.services, both, key(), number, {
      itemCode: item.code,
      newPrice: 130_001,
    });
    expect(reasonOf(dear)).toBe('repricing_above_listed');
    accepted(await setRepricingLine(world.services, both, key(), number, { itemCode: item.code, newPrice: 120_000 }));
    const old = await seen(number);
    accepted(await submitRepricing(world.services, both, await seen(number)));
    expect(reasonOf(await approveRepricing(world.services, accountant, old))).toBe('stale');
    expect(reasonOf(await approveRepricing(world.services, both, await seen(number)))).toBe('repricing_own');
    expect(reasonOf(await approveRepricing(world.services, world.buyer, await seen(number)))).toBe('forbidden');
    expect(reasonOf(await approveRepricing(world.services, accountant, await seen(number)))).toBe('repricing_no_stock');
    accepted(await returnRepricing(world.services, accountant, await seen(number), { reason: '没有库存' }));
    expect((await view(number)).document.status).toBe('draft');
  });

  it('has pages that show the effect before it is approved, and a paper', async () => {
    const item = await addItem(world.services, { genericName: '奥美拉唑' });
    await addStock(world.services, stores.branch, { item, quantityBase: 48, organisationId: branch.id });
    const buyer = await signIn(world.app, world.buyer.login);
    const fields = { idempotency_key: key(), reason: '挂网价下调', legalBasis: '公告' };
    const made = await buyer.post(paths.newRepricing(), fields);
    const number = /TJ-\d{8}-\d{4,}/.exec(made.location ?? '')?.[0] ?? '';
    const line = (price: string) =>
      buyer.post(paths.repricingLines(number), { idempotency_key: key(), item: item.code, price });
    const wrong = await line('10.00001');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('10.00001');
    expect((await line('10')).status).toBe(303);
    const page = await buyer.get(paths.repricing(number));
    expect(page.text).toContain('−5.00');
    const version = async () => String((await view(number)).document.version);
    const sent = { idempotency_key: key(), version: await version() };
    expect((await buyer.post(paths.repricingSubmission(number), sent)).status).toBe(303);
    const chief = await signIn(world.app, accountant.login);
    expect((await chief.get(paths.home())).text).toContain(number);
    const approval = { idempotency_key: key(), version: await version() };
    expect((await chief.post(paths.repricingApproval(number), approval)).status).toBe(303);
    expect((await chief.post(paths.repricingApproval(number), approval)).status).toBe(303);
    expect((await chief.get(paths.repricing(number))).text).toContain('过账时的影响');
    const paper = await chief.get(paths.repricingPaper(number));
    expect(paper.text.startsWith('%PDF')).toBe(true);
    expect((await chief.get(paths.repricings({ state: 'posted', q: '奥美拉唑' }))).text).toContain(number);
    expect((await chief.get(paths.repricingsExport('csv'))).text).toContain(number);
  });
});
