/** Terms of supply by date: changing them closes a row and opens one, and every question is answered as of its day. */
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { supplyTerm } from '../../db/schema/prices.ts';
import { soldBy } from '../../src/parties/page-queries.ts';
import { paths } from '../../src/paths.ts';
import { priceOn } from '../../src/prices/applicable-queries.ts';
import { setSupplyTerm } from '../../src/prices/commands.ts';
import { listPrices } from '../../src/prices/list-queries.ts';
import { accepted, addItem, addPerson, type TestItem } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { addSupplier, listed, openPriceWorld, type PriceWorld } from './price-world.ts';

let world: PriceWorld;
let item: TestItem;
let seller: { id: number; code: string; shortName: string };
const TERMS = { leastPacks: 10, stepPacks: 5, leadDays: 2, preference: 1, active: true };

beforeAll(async () => {
  world = await openPriceWorld();
  item = await addItem(world.services, { genericName: '氨氯地平' });
  seller = await addSupplier(world);
  await listed(world, item.id, 90_000, '2026-01-01');
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function setOn(day: string, change: Partial<typeof TERMS>) {
  world.clock.set(Date.parse(`${day}T02:00:00Z`));
  const input = { ...TERMS, ...change, itemCode: item.code, partyId: seller.id };
  return setSupplyTerm(world.services, world.buyer, null, input);
}

const rows = () =>
  world.services.db.read
    .select()
    .from(supplyTerm)
    .where(and(eq(supplyTerm.itemId, item.id), eq(supplyTerm.partyId, seller.id)))
    .orderBy(asc(supplyTerm.validFrom));
const answer = (day: string) => priceOn(world.services.db.read, { itemId: item.id, day });

it('close the old row and open a new one; each day keeps its answer', async () => {
  accepted(await setOn('2026-11-23', {}));
  accepted(await setOn('2026-11-25', { leastPacks: 20, leadDays: 7 }));
  expect(await rows()).toMatchObject([
    { leastPacks: 10, validFrom: '2026-11-23', validTo: '2026-11-24', recordedBy: world.buyer.userId },
    { leastPacks: 20, validFrom: '2026-11-25', validTo: null },
  ]);
  expect(await answer('2026-11-22')).toBeNull();
  expect(await answer('2026-11-24')).toMatchObject({ leastPacks: 10, leadDays: 2 });
  expect(await answer('2026-11-25')).toMatchObject({ leastPacks: 20, leadDays: 7 });
});

it('replace what was set the same day, and write nothing when nothing changes', async () => {
  accepted(await setOn('2026-11-25', { leastPacks: 15, leadDays: 7 }));
  accepted(await setOn('2026-11-26', { leastPacks: 15, leadDays: 7 }));
  expect(await rows()).toMatchObject([{ leastPacks: 10 }, { leastPacks: 15, validFrom: '2026-11-25', validTo: null }]);
});

it('end from a day on: past days still know who sold it', async () => {
  accepted(await setOn('2026-11-27', { leastPacks: 15, leadDays: 7, active: false }));
  const db = world.services.db.read;
  expect(await answer('2026-11-27')).toBeNull();
  expect(await answer('2026-11-26')).toMatchObject({ leastPacks: 15 });
  const sold = async (day: string) => (await soldBy(db, { partyId: seller.id, day, limit: 5 })).total;
  expect([await sold('2026-11-22'), await sold('2026-11-26'), await sold('2026-11-27')]).toEqual([0, 1, 0]);
  const found = async (q: string) =>
    (await soldBy(db, { partyId: seller.id, day: '2026-11-26', q, limit: 5 })).items.map((row) => row.code);
  expect([await found(item.code), await found('没有这个药')]).toEqual([[item.code], []]);
  const rest = { partyId: seller.id, day: '2026-11-26', after: item.code, limit: 5 };
  expect(await soldBy(db, rest)).toMatchObject({ items: [], total: 1 });
  const sellers = async (day: string) => (await listPrices(db, { q: item.code, day })).lines[0]?.sellers;
  expect([await sellers('2026-11-26'), await sellers('2026-11-27')]).toEqual([1, 0]);
});

it('are refused with a least order between two steps, and leave what was', async () => {
  expect(await setOn('2026-11-28', { leastPacks: 7 })).toMatchObject({ ok: false, reason: 'term_steps' });
  expect(await rows()).toHaveLength(3);
});

it('are shown as of a day with their history, on the page of the item and of the supplier', async () => {
  const reader = await signIn(world.app, (await addPerson(world.services, world.head, 'auditor')).login);
  const past = await reader.get(paths.itemPrices(item.code, { on: '2026-11-24' }));
  expect(past.text).toContain('2026-11-24的供货条件');
  expect(past.text).toContain('供货条件记录');
  expect(past.text).toContain('10起，步长5，2天');
  const party = await reader.get(paths.party(seller.code, { on: '2026-11-26' }));
  expect(party.text).toContain(paths.itemPrices(item.code, { on: '2026-11-26' }));
  expect((await reader.get(paths.party(seller.code, { on: '2026-11-27' }))).text).toContain('2026-11-27没有登记');
});
