/** Random walks over orders with odd prices: accepted, rejected, given up in any order, every fen is accounted for. */

import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/database.ts';
import { budgetHold } from '../../db/schema/budgets.ts';
import { demand } from '../../db/schema/demand.ts';
import { orderDemand, orderLine, orderShare } from '../../db/schema/orders.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { budgetChecks } from '../../src/budgets/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { allotAccepted } from '../../src/orders/need-commands.ts';
import { giveUpRest, progressOrder } from '../../src/orders/progress-commands.ts';
import { openOf } from '../../src/orders/rules.ts';
import { orderChecks } from '../../src/orders/verify.ts';
import { asks, planned } from '../plans/plan-world.ts';
import { listed, sells } from '../prices/price-world.ts';
import { accepted, addItem, nextNumber, type TestItem } from '../support/build.ts';
import { approve, key, needOf, type OrderWorld, openOrderWorld, orderRows } from './order-world.ts';

const WALKS = 500;
const ORDERS = 10;

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.drop());

/** The same walk each time: what fails can be walked again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** An item whose packs and price divide nothing evenly. */
async function oddItem(roll: (below: number) => number): Promise<TestItem> {
  const packSize = [1, 3, 7, 12, 24, 100][roll(6)] ?? 7;
  const item = await addItem(world.services, { genericName: `零头药${nextNumber()}`, packSize });
  await sells(world, world.supplier.id, item.id, {});
  await listed(world, item.id, 1 + roll(999_999), '2026-01-01');
  return item;
}

/** An order of three odd items that two members and the hub's rounding share; gives its number and its needs. */
async function oddOrder(roll: (below: number) => number): Promise<{ number: string; needs: number[] }> {
  const needs: number[] = [];
  for (let line = 0; line < 3; line += 1) {
    const item = await oddItem(roll);
    needs.push(await asks(world, world.north, item, 1 + roll(90)), await asks(world, world.south, item, 1 + roll(90)));
  }
  const planNumber = await planned(world);
  await approve(world, planNumber);
  const placed = accepted(await placeOrders(world.services, world.buyer, { key: key(), planNumber }));
  return { number: placed.orders[0]?.number ?? '', needs };
}

async function heldFor(orderId: number): Promise<number> {
  const rows = await world.services.db.read.select().from(budgetHold).where(eq(budgetHold.documentId, orderId));
  return rows.reduce((sum, row) => sum + row.openFen, 0);
}

async function readAll(db: Db, orderId: number) {
  const lines = await db.select().from(orderLine).where(eq(orderLine.orderId, orderId)).orderBy(orderLine.id);
  const ids = lines.map((line) => line.id);
  const shares = await db.select().from(orderShare).where(inArray(orderShare.orderLineId, ids));
  const served = await db.select().from(orderDemand).where(inArray(orderDemand.orderLineId, ids));
  return { lines, shares, served };
}

/** What must hold after each step: lines, shares, holds and the account say the same. */
async function agree(db: Db, orderId: number, amountFen: number): Promise<void> {
  const { lines, shares } = await readAll(db, orderId);
  for (const line of lines) {
    const own = shares.filter((share) => share.orderLineId === line.id);
    const open = own.reduce((sum, share) => sum + share.openFen, 0);
    const used = own.reduce((sum, share) => sum + share.usedFen, 0);
    expect(line.acceptedFen + line.cancelledFen + open).toBe(line.amountFen);
    expect(used).toBe(line.acceptedFen);
    if (openOf(line) === 0) expect(open).toBe(0);
  }
  const holds = await db.select().from(budgetHold).where(eq(budgetHold.documentId, orderId));
  const sum = (rows: readonly { openFen: number; usedFen: number }[], of: 'openFen' | 'usedFen') =>
    rows.reduce((total, row) => total + row[of], 0);
  for (const hold of holds) {
    const own = shares.filter((share) => share.budgetId === hold.budgetId);
    expect([hold.openFen, hold.usedFen]).toEqual([sum(own, 'openFen'), sum(own, 'usedFen')]);
  }
  const cancelled = lines.reduce((total, line) => total + line.cancelledFen, 0);
  expect(sum(holds, 'openFen') + sum(holds, 'usedFen') + cancelled).toBe(amountFen);
}

const done = Symbol('rolled back');

/** One walk over the order in a transaction that is rolled back, so that the next begins where this one did. */
async function walk(number: string, needs: readonly number[], roll: (below: number) => number): Promise<void> {
  const start = await orderRows(world, number);
  const planned0 = await Promise.all(needs.map(async (id) => (await needOf(world, id)).plannedBase));
  const work = world.services.db.transaction(async (tx) => {
    const rows = () => readAll(tx, start.document.id);
    for (let step = 0; step < 12; step += 1) {
      const { lines, served } = await rows();
      const open = lines.filter((line) => openOf(line) > 0);
      const line = open[roll(Math.max(1, open.length))];
      if (line === undefined) break;
      const header = { actor: world.buyerTwo, at: world.clock.now(), key: `walk-${nextNumber()}` };
      if (roll(4) === 0) {
        accepted(await giveUpRest(tx, header, { orderId: start.document.id, lineIds: [line.id], reason: '不再供货' }));
      } else {
        const acceptedBase = roll(3) === 0 ? openOf(line) : 1 + roll(openOf(line));
        const parts = [{ orderLineId: line.id, acceptedBase, rejectedBase: roll(3) }];
        accepted(await progressOrder(tx, header, start.document.id, parts));
        const own = served.filter((need) => need.orderLineId === line.id);
        const need = own[roll(Math.max(1, own.length))];
        const room = need === undefined ? 0 : need.quantityBase - need.allottedBase - need.returnedBase;
        const allotted = own.reduce((sum, one) => sum + one.allottedBase, 0);
        const free = line.acceptedBase + acceptedBase - allotted;
        const quantityBase = Math.min(room, free);
        if (need !== undefined && quantityBase > 0) {
          accepted(await allotAccepted(tx, [{ orderLineId: line.id, demandId: need.demandId, quantityBase }]));
        }
      }
      await agree(tx, start.document.id, start.order.amountFen);
    }
    expect(await findAll([...orderChecks, ...budgetChecks], tx)).toEqual([]);
    const { served } = await rows();
    for (const [index, id] of needs.entries()) {
      const back = served.filter((need) => need.demandId === id).reduce((sum, need) => sum + need.returnedBase, 0);
      const [row] = await tx.select().from(demand).where(eq(demand.id, id));
      expect(row?.plannedBase).toBe((planned0[index] ?? 0) - back);
    }
    throw done;
  });
  await work.catch((error: unknown) => {
    if (error !== done) throw error;
  });
}

describe('five hundred walks over orders with odd prices', () => {
  it('keep order, budgets and pool agreed to the fen, at every step', { timeout: 300_000 }, async () => {
    const roll = dice(20_261_123);
    for (let order = 0; order < ORDERS; order += 1) {
      const { number, needs } = await oddOrder(roll);
      const { document, order: row } = await orderRows(world, number);
      expect(await heldFor(document.id)).toBe(row.amountFen);
      for (let turn = 0; turn < WALKS / ORDERS; turn += 1) await walk(number, needs, roll);
      expect(await heldFor(document.id)).toBe(row.amountFen);
    }
    const db = world.services.db.read;
    expect([...(await findAll([...orderChecks, ...budgetChecks], db)), ...(await verifyAccount(db))]).toEqual([]);
  });
});
