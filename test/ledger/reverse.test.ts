/** Corrections and closed months: the past is undone by a red movement, never changed. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dailyUse, movement, movementLine, period, periodBalance } from '../../db/schema/index.ts';
import { DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { closePeriod } from '../../src/ledger/periods.ts';
import { reverse } from '../../src/ledger/reverse.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import * as support from '../support/ledger-world.ts';
import {
  accepted,
  balanceOf,
  type LedgerWorld,
  NOW,
  newLot,
  postIn,
  reasonOf,
  stockUp,
} from '../support/ledger-world.ts';

let world: LedgerWorld;
beforeAll(async () => {
  world = await support.openLedgerWorld();
});
afterAll(async () => {
  expect(await verifyLedger(world.db.read)).toEqual([]);
  await world.drop();
});

function undo(movementId: number, reason = 'wrong lot') {
  const request = { movementId, actor: world.actor, at: NOW, key: support.nextOf('red'), reason };
  return world.db.transaction((tx) => reverse(tx, request));
}

function close(endsOn: string) {
  return world.db.transaction((tx) => closePeriod(tx, { endsOn, at: NOW, personId: 1 }));
}

function dispatchOf(lotId: number, quantityBase: number, occurredAt = NOW) {
  const line = { lotId, fromId: world.places.headStore, toId: world.places.branchTransit, quantityBase };
  return postIn(world, { kind: 'dispatch', lines: [line], occurredAt });
}

describe('reverse', () => {
  it('brings everything back, use included, and links to what it undoes', async () => {
    const lotId = await newLot(world, { itemId: world.capsules });
    await stockUp(world, lotId, 100);
    const { movementId } = accepted(await dispatchOf(lotId, 40));
    const red = accepted(await undo(movementId)).movementId;
    expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(100);
    expect((await balanceOf(world, world.places.branchTransit, lotId)).onHand).toBe(0);
    const row = (await world.db.read.select().from(movement)).find((one) => one.id === red);
    expect(row).toMatchObject({ kind: 'reversal', reversalOf: movementId, reason: 'wrong lot' });
    const used = (await world.db.read.select().from(dailyUse)).filter((use) => use.itemId === world.capsules);
    expect(used.map((use) => use.quantityBase)).toEqual([0]);
  });

  it('refuses a second time, also when two ask at once', async () => {
    const lotId = await newLot(world);
    const movementId = await stockUp(world, lotId, 10);
    const answers = await Promise.all([undo(movementId), undo(movementId)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(reasonOf(await undo(movementId))).toBe('already_reversed');
    expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(0);
  });

  it('refuses to reverse a reversal, an unknown movement, and to act without a reason', async () => {
    const lotId = await newLot(world);
    const red = accepted(await undo(await stockUp(world, lotId, 10))).movementId;
    expect(reasonOf(await undo(red))).toBe('reversal_final');
    expect(reasonOf(await undo(999_999))).toBe('not_found');
    expect(reasonOf(await undo(red, '  '))).toBe('reason_missing');
  });

  it('refuses when the goods have gone', async () => {
    const lotId = await newLot(world);
    const receipt = await stockUp(world, lotId, 10);
    accepted(await dispatchOf(lotId, 4));
    expect(await undo(receipt)).toMatchObject({ reason: 'insufficient_stock', detail: { available: 6, asked: 10 } });
  });
});

describe('closePeriod', () => {
  const day = (back: number) => dayOf(NOW - back * DAY_MS);
  const at = (back: number) => NOW - back * DAY_MS;

  async function kept(endsOn: string, lotId: number): Promise<Map<number, number>> {
    const rows = await world.db.read
      .select({ locationId: periodBalance.locationId, onHand: periodBalance.onHand })
      .from(periodBalance)
      .innerJoin(period, sql`${period.id} = ${periodBalance.periodId}`)
      .where(sql`${period.endsOn} = ${endsOn} and ${periodBalance.lotId} = ${lotId}`);
    return new Map(rows.map((row) => [row.locationId, row.onHand]));
  }

  it('keeps what stood at the end of each period, the second built on the first', async () => {
    const lotId = await newLot(world);
    const { headStore, branchTransit } = world.places;
    await stockUp(world, lotId, 100, { at: at(40) });
    accepted(await dispatchOf(lotId, 30, at(35)));
    accepted(await close(day(33)));
    accepted(await dispatchOf(lotId, 70, at(20)));
    await stockUp(world, lotId, 5, { at: at(2) });
    accepted(await close(day(10)));
    expect(await kept(day(33), lotId)).toEqual(
      new Map([
        [headStore, 70],
        [branchTransit, 30],
      ]),
    );
    expect(await kept(day(10), lotId)).toEqual(new Map([[branchTransit, 100]]));
    expect((await balanceOf(world, headStore, lotId)).onHand).toBe(5);
  });

  it('refuses a movement dated into it, and accepts one on the day after', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 1, { at: at(9) });
    const line = { lotId, fromId: world.places.supplier, toId: world.places.headStore, quantityBase: 1 };
    const refused = await postIn(world, { lines: [line], occurredAt: at(10) });
    expect(refused).toMatchObject({ reason: 'period_closed', detail: { endsOn: day(10) } });
  });

  it('refuses a day that is not over, and one that is already closed', async () => {
    expect(reasonOf(await close(day(0)))).toBe('period_not_past');
    expect(reasonOf(await close(day(10)))).toBe('period_closed');
    expect(reasonOf(await close(day(50)))).toBe('period_closed');
  });

  it('lets no movement slip into a month while it is being closed', async () => {
    const lotId = await newLot(world);
    const line = { lotId, fromId: world.places.supplier, toId: world.places.headStore, quantityBase: 1 };
    const backdated = () => postIn(world, { lines: [line], occurredAt: at(7) });
    await Promise.all([
      ...Array.from({ length: 8 }, backdated),
      close(day(6)),
      ...Array.from({ length: 8 }, backdated),
    ]);
    const stands = (await kept(day(6), lotId)).get(world.places.headStore) ?? 0;
    expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(stands);
  });
});

describe('history', () => {
  it('refuses to be removed, whoever asks', async () => {
    for (const table of [movement, movementLine, period, periodBalance]) {
      expect((await world.db.read.select().from(table)).length).toBeGreaterThan(0);
      expect(await support.databaseRefusal(world.db, (tx) => tx.delete(table))).toContain('append-only');
    }
  });

  it('refuses to be changed, whoever asks', async () => {
    expect(await support.databaseRefusal(world.db, (tx) => tx.update(movement).set({ reason: 'other' }))).toContain(
      'append-only',
    );
    expect(await support.databaseRefusal(world.db, (tx) => tx.update(movementLine).set({ quantityBase: 1 }))).toContain(
      'append-only',
    );
    expect(await support.databaseRefusal(world.db, (tx) => tx.update(period).set({ closedBy: 2 }))).toContain(
      'append-only',
    );
    expect(await support.databaseRefusal(world.db, (tx) => tx.update(periodBalance).set({ onHand: 1 }))).toContain(
      'append-only',
    );
  });
});
