/** Reservations: what is kept for one document is out of reach of all others until it is posted or given back. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reservation } from '../../db/schema/index.ts';
import { openReservations, release, reserve } from '../../src/ledger/reserve.ts';
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
let document = 1000;
beforeAll(async () => {
  world = await support.openLedgerWorld();
});
afterAll(async () => {
  expect(await verifyLedger(world.db.read)).toEqual([]);
  await world.drop();
});

function hold(lines: [lotId: number, quantityBase: number][], documentId = document) {
  const held = lines.map(([lotId, quantityBase], lineId) => {
    return { lineId, lotId, quantityBase, locationId: world.places.headStore, itemId: world.tablets };
  });
  return world.db.transaction((tx) => reserve(tx, { documentId, at: NOW, lines: held }));
}

/** Ids of the open reservations that a fresh document holds of the lots. */
async function held(...lines: [lotId: number, quantityBase: number][]): Promise<number[]> {
  document += 1;
  accepted(await hold(lines));
  const open = await world.db.transaction((tx) => openReservations(tx, document));
  return open.map((row) => row.id);
}

async function stocked(quantityBase: number): Promise<number> {
  const lotId = await newLot(world);
  await stockUp(world, lotId, quantityBase);
  return lotId;
}

function dispatchOf(lotId: number, quantityBase: number) {
  const line = { lotId, fromId: world.places.headStore, toId: world.places.branchTransit, quantityBase };
  return { kind: 'dispatch' as const, lines: [line] };
}

const inStore = (lotId: number) => balanceOf(world, world.places.headStore, lotId);
const letGo = (ids: number[]) => world.db.transaction((tx) => release(tx, ids, NOW));

describe('reserve', () => {
  it('keeps stock without moving it', async () => {
    const lotId = await stocked(100);
    await held([lotId, 60]);
    expect(await inStore(lotId)).toEqual({ onHand: 100, reserved: 60 });
  });

  it('refuses more than is free, and says which lot and how much there is', async () => {
    const plenty = await stocked(100);
    const scarce = await stocked(10);
    await held([scarce, 6]);
    const refused = await hold([
      [plenty, 90],
      [scarce, 5],
    ]);
    expect(refused).toMatchObject({ reason: 'insufficient_stock', detail: { lotId: scarce, available: 4, asked: 5 } });
    expect(await inStore(plenty)).toEqual({ onHand: 100, reserved: 0 });
  });

  it('adds up lines of one lot', async () => {
    const lotId = await stocked(10);
    expect(
      reasonOf(
        await hold([
          [lotId, 6],
          [lotId, 5],
        ]),
      ),
    ).toBe('insufficient_stock');
  });

  it('refuses nothing, no quantity and a lot that is not there', async () => {
    const lotId = await newLot(world);
    expect(reasonOf(await hold([]))).toBe('nothing_to_post');
    expect(reasonOf(await hold([[lotId, 0]]))).toBe('quantity_invalid');
    expect(reasonOf(await hold([[lotId, 1.5]]))).toBe('quantity_invalid');
    expect(reasonOf(await hold([[lotId, 1]]))).toBe('insufficient_stock');
  });

  it('never promises one box twice to those who ask at once', async () => {
    const lotId = await stocked(50);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => hold([[lotId, 4]], 9000 + n)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(12);
    expect(await inStore(lotId)).toEqual({ onHand: 50, reserved: 48 });
  });
});

describe('a posting', () => {
  it('may not take what others have reserved', async () => {
    const lotId = await stocked(10);
    await held([lotId, 7]);
    const refused = await postIn(world, dispatchOf(lotId, 4));
    expect(refused).toMatchObject({ reason: 'insufficient_stock', detail: { available: 3, asked: 4 } });
  });

  it('takes its own reservation and ends it', async () => {
    const lotId = await stocked(10);
    const ids = await held([lotId, 10]);
    accepted(await postIn(world, { ...dispatchOf(lotId, 10), consume: ids }));
    expect(await inStore(lotId)).toEqual({ onHand: 0, reserved: 0 });
    const [row] = await world.db.read
      .select()
      .from(reservation)
      .where(eq(reservation.id, ids[0] ?? 0));
    expect(row).toMatchObject({ status: 'posted', closedAt: NOW });
  });

  it('frees what a short pick left', async () => {
    const lotId = await stocked(10);
    const ids = await held([lotId, 10]);
    accepted(await postIn(world, { ...dispatchOf(lotId, 6), consume: ids }));
    expect(await inStore(lotId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it('frees a reserved lot from which nothing was picked', async () => {
    const picked = await stocked(10);
    const left = await stocked(10);
    const ids = await held([picked, 5], [left, 8]);
    accepted(await postIn(world, { ...dispatchOf(picked, 5), consume: ids }));
    expect(await inStore(left)).toEqual({ onHand: 10, reserved: 0 });
  });

  it('may take more than its own reservation only from what is free', async () => {
    const lotId = await stocked(10);
    const own = await held([lotId, 4]);
    await held([lotId, 3]);
    const more = await postIn(world, { ...dispatchOf(lotId, 8), consume: own });
    expect(more).toMatchObject({ reason: 'insufficient_stock', detail: { available: 7, asked: 8 } });
    accepted(await postIn(world, { ...dispatchOf(lotId, 7), consume: own }));
    expect(await inStore(lotId)).toEqual({ onHand: 3, reserved: 3 });
  });

  it('refuses a reservation that has ended', async () => {
    const lotId = await stocked(10);
    const ids = await held([lotId, 5]);
    accepted(await letGo(ids));
    expect(reasonOf(await postIn(world, { ...dispatchOf(lotId, 5), consume: ids }))).toBe('reservation_ended');
  });
});

describe('release', () => {
  it('gives back what was kept, once', async () => {
    const lotId = await stocked(10);
    const ids = await held([lotId, 5], [lotId, 2]);
    accepted(await letGo(ids));
    expect(await inStore(lotId)).toEqual({ onHand: 10, reserved: 0 });
    expect(reasonOf(await letGo(ids))).toBe('reservation_ended');
    expect(await inStore(lotId)).toEqual({ onHand: 10, reserved: 0 });
  });

  it('refuses all when one of them has ended', async () => {
    const lotId = await stocked(10);
    const first = await held([lotId, 5]);
    const second = await held([lotId, 3]);
    accepted(await letGo(first));
    expect(reasonOf(await letGo([...first, ...second]))).toBe('reservation_ended');
    expect(await inStore(lotId)).toEqual({ onHand: 10, reserved: 3 });
  });

  it('is done once when it races with the posting', async () => {
    const lotId = await stocked(10);
    const ids = await held([lotId, 5]);
    const answers = await Promise.all([
      postIn(world, { ...dispatchOf(lotId, 5), consume: ids }),
      letGo(ids),
      postIn(world, { ...dispatchOf(lotId, 5), consume: ids }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await inStore(lotId)).reserved).toBe(0);
  });
});
