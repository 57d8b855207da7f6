/** Prices that people set: proposed, decided by another, withdrawn; taken over; and what the database refuses. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sellingPrice } from '../../db/schema/prices.ts';
import { statement } from '../../db/statement.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { decideSellingPrice, proposeSellingPrice, withdrawSellingPrice } from '../../src/selling/commands.ts';
import { takeOverPrices } from '../../src/selling/follow-commands.ts';
import { countWithoutPrice, listSelling } from '../../src/selling/list-queries.ts';
import { sellingHistory, sellingOn } from '../../src/selling/queries.ts';
import { sellingChecks } from '../../src/selling/verify.ts';
import { addRuleValue } from '../../src/settings/commands.ts';
import { openPriceWorld, type PriceWorld } from '../prices/price-world.ts';
import { accepted, addItem, addPerson, addStock, addStore, type TestItem, type TestPerson } from '../support/build.ts';

let world: PriceWorld;
let accountant: TestPerson;
let store: number;
let pieces: TestItem;
const TODAY = '2026-11-23';

beforeAll(async () => {
  world = await openPriceWorld();
  accountant = await addPerson(world.services, world.head, 'chief_accountant');
  store = await addStore(world.services, world.head);
  pieces = await addItem(world.services, { kind: 'decoction_piece', genericName: '黄芪', packSize: 1 });
  await stock(pieces, 100_000);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const stock = (item: TestItem, pricePack: number) =>
  addStock(world.services, store, { item, quantityBase: 24, organisationId: world.head.id, pricePack });
const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);
const propose = (item: TestItem, pricePack: number, validFrom = TODAY, actor: TestPerson = world.buyer) =>
  proposeSellingPrice(world.services, actor, null, { itemCode: item.code, pricePack, validFrom, reason: '成本核算' });
const decide = (item: TestItem, id: number, approve: boolean, note = '', actor: TestPerson = accountant) =>
  decideSellingPrice(world.services, actor, null, { itemCode: item.code, id, approve, note });
const priceOf = async (item: TestItem, day = TODAY) =>
  (await sellingOn(world.services.db.read, [item.id], day)).get(item.id)?.pricePack ?? null;

describe('a price under a limit', () => {
  it('is proposed by one person and approved by another', async () => {
    expect(reasonOf(await propose(pieces, 125_001))).toBe('selling_above_limit');
    expect(reasonOf(await propose(pieces, 120_000, TODAY, accountant))).toBe('forbidden');
    const { id } = accepted(await propose(pieces, 120_000));
    expect(await priceOf(pieces)).toBeNull();
    expect(reasonOf(await propose(pieces, 110_000))).toBe('selling_waits');
    expect(reasonOf(await decide(pieces, id, true, '', world.buyer))).toBe('forbidden');
    const both = { ...world.buyer, roles: ['buyer', 'chief_accountant'] } as TestPerson;
    expect(reasonOf(await decide(pieces, id, true, '', both))).toBe('selling_own');
    const answers = await Promise.all([decide(pieces, id, true), decide(pieces, id, true)]);
    expect(answers.map(reasonOf).sort()).toEqual(['ok', 'selling_decided']);
    expect(await priceOf(pieces)).toBe(120_000);
    const [said] = await sellingHistory(world.services.db.read, pieces.id);
    expect(said).toMatchObject({ paidPack: 100_000, recordedByName: world.buyer.name, status: 'in_force' });
    expect(said?.approvedByName).toBe(accountant.name);
  });

  it('is refused with a reason, or withdrawn, and leaves what was', async () => {
    const first = accepted(await propose(pieces, 110_000));
    expect(reasonOf(await decide(pieces, first.id, false))).toBe('reason_missing');
    accepted(await decide(pieces, first.id, false, '太低'));
    const second = accepted(await propose(pieces, 115_000));
    const named = { itemCode: pieces.code, id: second.id };
    expect(reasonOf(await withdrawSellingPrice(world.services, accountant, null, named))).toBe('forbidden');
    accepted(await withdrawSellingPrice(world.services, world.buyer, null, named));
    expect(reasonOf(await withdrawSellingPrice(world.services, world.buyer, null, named))).toBe('selling_decided');
    expect(reasonOf(await decide(pieces, second.id, true))).toBe('selling_decided');
    expect(reasonOf(await decide(pieces, 999_999, true))).toBe('not_found');
    expect(await priceOf(pieces)).toBe(120_000);
  });

  it('that begins later leaves today as it is, and one decided late begins when it is decided', async () => {
    const { id } = accepted(await propose(pieces, 124_000, '2026-11-24'));
    world.clock.set(world.clock.now() + 3 * DAY_MS);
    expect(accepted(await decide(pieces, id, true))).toEqual({ validFrom: '2026-11-26' });
    expect(await priceOf(pieces, '2026-11-25')).toBe(120_000);
    expect(await priceOf(pieces, '2026-11-26')).toBe(124_000);
    world.clock.set(world.clock.now() - 3 * DAY_MS);
  });

  it('is judged again when it is approved: by then the newest stock may cost less', async () => {
    const cheaper = await addItem(world.services, { kind: 'decoction_piece', packSize: 1 });
    await stock(cheaper, 100_000);
    const { id } = accepted(await propose(cheaper, 125_000));
    await stock(cheaper, 90_000);
    expect(reasonOf(await decide(cheaper, id, true))).toBe('selling_above_limit');
    accepted(await decide(cheaper, id, false, '进价已降'));
  });
});

describe('a price of another kind', () => {
  it('of a medicine is never set, of an own preparation without a price paid', async () => {
    const drug = await addItem(world.services);
    expect(reasonOf(await propose(drug, 125_000))).toBe('selling_follows');
    const own = await addItem(world.services, { kind: 'preparation' });
    const { id } = accepted(await propose(own, 300_000));
    accepted(await decide(own, id, true));
    expect(await priceOf(own)).toBe(300_000);
  });

  it('is taken over from what was paid, once, for everything at zero markup', async () => {
    const db = world.services.db.read;
    const drug = await addItem(world.services);
    await stock(drug, 125_000);
    await stock(drug, 130_000);
    await stock(await addItem(world.services, { kind: 'decoction_piece' }), 50_000);
    const before = await countWithoutPrice(db, TODAY);
    expect(reasonOf(await takeOverPrices(world.services, accountant, null))).toBe('forbidden');
    expect(accepted(await takeOverPrices(world.services, world.buyer, null))).toBe(1);
    expect(reasonOf(await takeOverPrices(world.services, world.buyer, null))).toBe('selling_nothing');
    expect(await priceOf(drug)).toBe(130_000);
    expect(await countWithoutPrice(db, TODAY)).toBe(before - 1);
    const [line] = await listSelling(db, { q: drug.code, day: TODAY });
    expect(line).toMatchObject({ states: ['differs'], stock: { leastPack: 125_000, mostPack: 130_000 } });
  });
});

describe('what is promised', () => {
  const change = (text: string) => world.services.db.transaction(async (tx) => tx.run(statement(text), {}));
  it.each([
    "update selling_price set price_pack = 1 where status = 'in_force'",
    "update selling_price set status = 'in_force' where status = 'refused'",
    'update selling_price set reason = reason || 1',
    'delete from selling_price',
  ])('is kept by the database itself: %s', async (text) => {
    await expect(change(text)).rejects.toThrow();
  });

  it('cannot be written with one person, without a document or without a reason', async () => {
    const row = { itemId: pieces.id, pricePack: 1, validFrom: TODAY, recordedBy: 1, recordedAt: 1 };
    const add = (more: object) =>
      world.services.db.transaction(async (tx) =>
        tx.insert(sellingPrice).values({ ...row, origin: 'set', status: 'in_force', reason: 'x', ...more }),
      );
    await expect(add({ approvedBy: 1, approvedAt: 1 })).rejects.toThrow();
    await expect(add({})).rejects.toThrow();
    await expect(add({ origin: 'acceptance', reason: '' })).rejects.toThrow();
    await expect(add({ approvedBy: 2, approvedAt: 1, reason: '' })).rejects.toThrow();
    const rows = await world.services.db.read.select().from(sellingPrice).where(eq(sellingPrice.recordedAt, 1));
    expect(rows).toEqual([]);
  });

  it('is found broken by verification when a price is over its limit', async () => {
    const db = world.services.db;
    const found = async () => (await Promise.all(sellingChecks.map((check) => check.find(db.read)))).flat();
    expect(await found()).toEqual([]);
    const wrong = { itemId: pieces.id, pricePack: 200_000, paidPack: 100_000, validFrom: '2026-11-01' };
    const people = { recordedBy: world.buyer.userId, recordedAt: 1, approvedBy: accountant.userId, approvedAt: 1 };
    await db.transaction(async (tx) => {
      await tx.insert(sellingPrice).values({ ...wrong, ...people, origin: 'set', status: 'in_force', reason: '错' });
    });
    expect((await found()).map((row) => [row.rule, row.subject])).toEqual([['selling_limit', pieces.code]]);
  });

  it('follows the limit of its day: a later rule binds later prices', async () => {
    const administrator = await addPerson(world.services, world.head, 'administrator');
    const value = { drug: 0, decoctionPiece: 10, consumable: 0, reagent: 0, device: 0 };
    const rule = { code: 'markup_limit' as const, value, legalBasis: '本县规定', effectiveFrom: '2026-12-01' };
    accepted(await addRuleValue(world.services, administrator, null, rule));
    expect(reasonOf(await propose(pieces, 120_000, '2026-12-01'))).toBe('selling_above_limit');
    accepted(await propose(pieces, 120_000, '2026-11-30'));
  });
});
