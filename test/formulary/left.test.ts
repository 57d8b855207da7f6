/** What left the formulary: its stock is used up to the last day and no longer, in postings and in every count. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { item } from '../../db/schema/catalogue.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { whyNotListed } from '../../src/formulary/left-queries.ts';
import { organisationsUnder, outsideLocation } from '../../src/organisations/queries.ts';
import { stockOfItems } from '../../src/stock/matrix-stock-queries.ts';
import { stockAndUse } from '../../src/stock/supply-queries.ts';
import { addItem, addStock, nextNumber } from '../support/build.ts';
import { type FormularyWorld, formularyWorld } from './formulary-world.ts';

const TODAY = '2026-11-23';
let world: FormularyWorld;
let lotId: number;
beforeAll(async () => {
  world = await formularyWorld();
  const stock = { item: world.amoxicillin, quantityBase: 48, organisationId: world.branch.id };
  lotId = await addStock(world.services, world.branchStore, stock);
});
afterAll(() => world.drop());

async function leave(useUntil: string | null): Promise<void> {
  const none = { countyTier: false, townshipTier: false, villageTier: false, useUntil };
  await world.services.db.transaction(async (tx) => {
    await tx.update(item).set(none).where(eq(item.id, world.amoxicillin.id));
  });
}

function issue() {
  const at = world.clock.now();
  return world.services.db.transaction(async (tx) => {
    const toId = await outsideLocation(tx, 'consumed');
    const line = { lotId, fromId: world.branchStore, toId, quantityBase: 1 };
    const header = { kind: 'issue' as const, documentId: null, occurredAt: at, postedAt: at, lines: [line] };
    const actor = { userId: world.doctor.userId, organisationId: world.branch.id };
    return postGoods(tx, { ...header, actor, key: `left-${process.pid}-${nextNumber()}` });
  });
}

async function counted() {
  const db = world.services.db.read;
  const scope = await organisationsUnder(db, '/');
  const matrix = await stockOfItems(db, { itemIds: [world.amoxicillin.id], scope, day: TODAY });
  const { usableBase } = await stockAndUse(db, world.branch.id, world.amoxicillin.id, TODAY);
  return [usableBase, matrix.totals.get(world.amoxicillin.id)?.onHandBase ?? 0];
}

it('is used up to its last day, and without one until it expires', async () => {
  await leave(TODAY);
  expect(await issue()).toMatchObject({ ok: true });
  expect(await counted()).toEqual([47, 47]);
  await leave(null);
  expect(await issue()).toMatchObject({ ok: true });
});

it('is not used the day after', async () => {
  await leave('2026-11-22');
  expect(await issue()).toMatchObject({ ok: false, reason: 'lot_left_formulary', detail: { useUntil: '2026-11-22' } });
  expect(await counted()).toEqual([0, 0]);
});

it('says what there is instead', async () => {
  const other = await addItem(world.services, { genericName: '阿莫西林', strength: '0.5g', manufacturer: '石药' });
  const [row] = await world.services.db.read.select().from(item).where(eq(item.id, world.amoxicillin.id));
  if (row === undefined) throw new Error('the item is gone');
  const why = await whyNotListed(world.services.db.read, row, TODAY, 'itemCode');
  expect(why).toMatchObject({ reason: 'item_not_listed', detail: { alternatives: `${other.code} 0.5g 石药` } });
});
