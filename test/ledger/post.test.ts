/** The one door of stock: what it moves, and every reason for which it moves nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dailyUse, movementLine } from '../../db/schema/index.ts';
import { DAY_MS, dayOf, HOUR_MS } from '../../src/kernel/clock.ts';
import { freezeLots } from '../../src/ledger/lots.ts';
import { post } from '../../src/ledger/post.ts';
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

function dispatchOf(lotId: number, quantityBase: number, fromId = world.places.headStore) {
  return { kind: 'dispatch' as const, lines: [{ lotId, fromId, toId: world.places.branchTransit, quantityBase }] };
}

describe('post', () => {
  it('moves stock from place to place and values each line at what the lot cost', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 120);
    const { movementId } = accepted(await postIn(world, dispatchOf(lotId, 50)));
    expect(await balanceOf(world, world.places.headStore, lotId)).toEqual({ onHand: 70, reserved: 0 });
    expect(await balanceOf(world, world.places.branchTransit, lotId)).toEqual({ onHand: 50, reserved: 0 });
    const lines = await world.db.read.select().from(movementLine);
    const line = lines.find((one) => one.movementId === movementId);
    // 50 of 12 tablets at 5.40 yuan a box
    expect(line).toMatchObject({
      itemId: world.tablets,
      quantityBase: 50,
      amountFen: 2250,
      occurredAt: NOW,
      lineNumber: 1,
    });
  });

  it('counts as use of the sender what leaves its stores, and nothing that moves inside', async () => {
    const lotId = await newLot(world, { itemId: world.capsules });
    await stockUp(world, lotId, 100);
    accepted(await postIn(world, dispatchOf(lotId, 30)));
    const { headStore, headRejected, consumed } = world.places;
    accepted(
      await postIn(world, { kind: 'issue', lines: [{ lotId, fromId: headStore, toId: consumed, quantityBase: 5 }] }),
    );
    accepted(
      await postIn(world, {
        kind: 'shelve',
        lines: [{ lotId, fromId: headStore, toId: headRejected, quantityBase: 7 }],
      }),
    );
    const uses = (await world.db.read.select().from(dailyUse)).filter((use) => use.itemId === world.capsules);
    const totals = { quantityBase: 35, cameBase: 107, wentBase: 42, lines: 4 };
    expect(uses).toEqual([{ itemId: world.capsules, organisationId: world.head, day: dayOf(NOW), ...totals }]);
  });

  it('takes the last base unit and not one more', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 10);
    accepted(await postIn(world, dispatchOf(lotId, 10)));
    const refused = await postIn(world, dispatchOf(lotId, 1));
    expect(refused).toMatchObject({
      reason: 'insufficient_stock',
      detail: { lotId, available: 0, asked: 1, item: 'tablets' },
    });
  });

  it('adds up lines of one lot before it judges them', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 10);
    const [line] = dispatchOf(lotId, 6).lines;
    if (line === undefined) throw new Error('no line');
    expect(reasonOf(await postIn(world, { kind: 'dispatch', lines: [line, line] }))).toBe('insufficient_stock');
    expect(await balanceOf(world, world.places.headStore, lotId)).toEqual({ onHand: 10, reserved: 0 });
  });

  it('names the lot that is short, not one that would have sufficed', async () => {
    const plenty = await newLot(world);
    const scarce = await newLot(world);
    await stockUp(world, plenty, 10);
    await stockUp(world, scarce, 3);
    const lines = [...dispatchOf(plenty, 8).lines, ...dispatchOf(scarce, 4).lines];
    const refused = await postIn(world, { kind: 'dispatch', lines });
    expect(refused).toMatchObject({ detail: { lotId: scarce, available: 3, asked: 4 } });
    expect(await balanceOf(world, world.places.headStore, plenty)).toEqual({ onHand: 10, reserved: 0 });
  });

  it('receives from outside without asking for a balance there', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 1_000_000_000);
    expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(1_000_000_000);
    expect(await balanceOf(world, world.places.supplier, lotId)).toEqual({ onHand: 0, reserved: 0 });
  });

  it('throws on a key that was posted before: that is a bug of the caller', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 10);
    const key = support.nextOf('twice');
    accepted(await postIn(world, { ...dispatchOf(lotId, 1), key }));
    await expect(postIn(world, { ...dispatchOf(lotId, 1), key })).rejects.toThrow();
    expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(9);
  });
});

describe('post refuses', () => {
  it('an empty posting, a quantity that is none, and a line to nowhere', async () => {
    const lotId = await newLot(world);
    expect(reasonOf(await postIn(world, { lines: [] }))).toBe('nothing_to_post');
    expect(reasonOf(await postIn(world, dispatchOf(lotId, -1)))).toBe('quantity_invalid');
    expect(reasonOf(await postIn(world, dispatchOf(lotId, 1, world.places.branchTransit)))).toBe('moves_nowhere');
  });

  it('a lot or a place that does not exist', async () => {
    const lotId = await newLot(world);
    expect(reasonOf(await postIn(world, dispatchOf(999_999, 1)))).toBe('lot_or_place_unknown');
    expect(reasonOf(await postIn(world, dispatchOf(lotId, 1, 999_999)))).toBe('lot_or_place_unknown');
  });

  it('a time that has not come', async () => {
    const lotId = await newLot(world);
    const refused = await postIn(world, { ...dispatchOf(lotId, 1), occurredAt: NOW + 1 });
    expect(reasonOf(refused)).toBe('occurs_in_future');
  });

  it('goods for use that are expired, frozen, rejected or controlled', async () => {
    const expired = await newLot(world, { expiresOn: dayOf(NOW - DAY_MS) });
    const frozen = await newLot(world);
    const rejected = await newLot(world);
    const controlled = await newLot(world, { itemId: world.narcotic });
    await stockUp(world, expired, 10);
    await stockUp(world, frozen, 10);
    await stockUp(world, rejected, 10, { to: world.places.headRejected });
    await stockUp(world, controlled, 10, { to: world.places.headControlled });
    await world.db.transaction((tx) => freezeLots(tx, [frozen], 'recall'));
    const { headStore, headRejected, headControlled } = world.places;
    expect(reasonOf(await postIn(world, dispatchOf(expired, 1, headStore)))).toBe('lot_expired');
    expect(reasonOf(await postIn(world, dispatchOf(frozen, 1, headStore)))).toBe('lot_recalled');
    expect(reasonOf(await postIn(world, dispatchOf(rejected, 1, headRejected)))).toBe('lot_rejected_zone');
    expect(reasonOf(await postIn(world, dispatchOf(controlled, 1, headControlled)))).toBe('lot_controlled');
  });

  it('nothing of those when they are written off', async () => {
    const expired = await newLot(world, { expiresOn: dayOf(NOW - DAY_MS) });
    await stockUp(world, expired, 10);
    const line = { lotId: expired, fromId: world.places.headStore, toId: world.places.loss, quantityBase: 10 };
    accepted(await postIn(world, { kind: 'write_off', lines: [line] }));
    expect((await balanceOf(world, world.places.headStore, expired)).onHand).toBe(0);
  });

  it('to use a frozen lot wherever it is, in transit included', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 10);
    accepted(await postIn(world, dispatchOf(lotId, 10)));
    await world.db.transaction((tx) => freezeLots(tx, [lotId], 'quality'));
    const { branchTransit, branchStore, consumed } = world.places;
    const arrive = { lotId, fromId: branchTransit, toId: branchStore, quantityBase: 10 };
    accepted(await postIn(world, { kind: 'dispatch_receipt', lines: [arrive] }));
    const use = { kind: 'issue' as const, lines: [{ lotId, fromId: branchStore, toId: consumed, quantityBase: 1 }] };
    expect(reasonOf(await postIn(world, use))).toBe('lot_quarantined');
    await world.db.transaction((tx) => freezeLots(tx, [lotId], null));
    accepted(await postIn(world, use));
  });
});

describe('back-dating', () => {
  const hoursAgo = (hours: number) => NOW - hours * HOUR_MS;

  async function lotWithPast(): Promise<number> {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 20, { at: hoursAgo(10) });
    accepted(await postIn(world, { ...dispatchOf(lotId, 15), occurredAt: hoursAgo(5) }));
    await stockUp(world, lotId, 50, { at: hoursAgo(1) });
    return lotId;
  }

  it('takes what was there at that moment and at each moment since', async () => {
    const lotId = await lotWithPast();
    accepted(await postIn(world, { ...dispatchOf(lotId, 5), occurredAt: hoursAgo(8) }));
    expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(50);
  });

  it('refuses more than the lowest since, whatever is there now', async () => {
    const lotId = await lotWithPast();
    const refused = await postIn(world, { ...dispatchOf(lotId, 6), occurredAt: hoursAgo(8) });
    expect(refused).toMatchObject({ reason: 'backdated_short', detail: { lowest: 5, asked: 6 } });
  });

  it('refuses what was not there yet', async () => {
    const lotId = await lotWithPast();
    const refused = await postIn(world, { ...dispatchOf(lotId, 1), occurredAt: hoursAgo(11) });
    expect(refused).toMatchObject({ reason: 'backdated_short', detail: { lowest: 0 } });
  });

  it('lets the lines of one moment stand in the order they were posted', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 5, { at: hoursAgo(3) });
    accepted(await postIn(world, { ...dispatchOf(lotId, 5), occurredAt: hoursAgo(3) }));
    await stockUp(world, lotId, 9, { at: hoursAgo(3) });
    accepted(await postIn(world, { ...dispatchOf(lotId, 9), occurredAt: hoursAgo(3) }));
  });
});

it('never oversells one lot to takers who come at once', async () => {
  const lotId = await newLot(world);
  await stockUp(world, lotId, 50);
  const takes = Array.from({ length: 20 }, () =>
    world.db.transaction((tx) => post(tx, support.postingOf(world, dispatchOf(lotId, 4)))),
  );
  const answers = await Promise.all(takes);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(12);
  expect(answers.filter((answer) => !answer.ok).map(reasonOf)).toEqual(Array(8).fill('insufficient_stock'));
  expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(2);
});

it('never deadlocks takers of the same lots in opposite orders', async () => {
  const lots = await Promise.all([newLot(world), newLot(world), newLot(world)]);
  for (const lotId of lots) await stockUp(world, lotId, 100);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, turn) => {
      const order = turn % 2 === 0 ? lots : [...lots].reverse();
      return postIn(world, { kind: 'dispatch', lines: order.flatMap((lotId) => dispatchOf(lotId, 5).lines) });
    }),
  );
  expect(answers.every((answer) => answer.ok)).toBe(true);
  for (const lotId of lots) expect((await balanceOf(world, world.places.headStore, lotId)).onHand).toBe(0);
});
