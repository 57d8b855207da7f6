/** Fair shares of what came too little, sending it on from the door, and goods that come straight to a member. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demand } from '../../db/schema/demand.ts';
import { reservation } from '../../db/schema/ledger.ts';
import { planLine } from '../../db/schema/plans.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { changeLine } from '../../src/plans/line-commands.ts';
import { allotShares } from '../../src/receiving/allot-commands.ts';
import { lotsToShare, needsWaiting, proposeShares } from '../../src/receiving/allot-queries.ts';
import { layShares } from '../../src/receiving/allot-rules.ts';
import { openInspection } from '../../src/receiving/open-commands.ts';
import { sendOn } from '../../src/receiving/supply-commands.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { planned, rowsOf } from '../plans/plan-world.ts';
import { accepted, addStore, type TestMember } from '../support/build.ts';
import {
  allotmentsOf,
  asks,
  concluded,
  decideLine,
  headerOf,
  key,
  needsOf,
  opened,
  openReceivingWorld,
  ordered,
  outcome,
  type ReceivingWorld,
  receiptOf,
  seenOf,
  soldItem,
  standing,
  stocked,
} from './receiving-world.ts';

let world: ReceivingWorld;
beforeAll(async () => {
  world = await openReceivingWorld();
});
afterAll(() => world.drop());

async function demandRow(id: number) {
  const [row] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
  return row;
}

const share = async (number: string, shares: { demandId: number; quantityBase: number; reason: string }[]) =>
  allotShares(world.services, world.keeper, {
    key: key(),
    input: { ...(await seenOf(world, number)), orderLine: 1, shares },
  });

describe('sharing out', () => {
  it('gives everybody what they asked when all of it came, and sends it on with the very lot', async () => {
    const item = await soldItem(world);
    const north = await asks(world, world.north, item, 40, { origin: 'safety' });
    const south = await asks(world, world.south, item, 60, { origin: 'safety' });
    const [order = ''] = await ordered(world);
    const number = await opened(world, { order, place: world.head.code });
    const send = async () => sendOn(world.services, world.keeper, { key: key(), input: await seenOf(world, number) });
    expect(await outcome(send())).toBe('receipt_not_concluded');
    accepted(await decideLine(world, number, 1));
    accepted(await concluded(world, number));
    expect((await allotmentsOf(world, number)).map((row) => [row.demandId, row.quantityBase])).toEqual([
      [north, 40],
      [south, 60],
    ]);
    expect((await needsOf(world, order)).map((need) => need.allottedBase)).toEqual([40, 60]);
    const sent = accepted(await send());
    expect(sent.dispatches.map((one) => one.member)).toEqual(['江背分院', '良村分院']);
    const rows = await allotmentsOf(world, number);
    expect(rows.every((row) => row.dispatchId !== null)).toBe(true);
    const { lines } = await receiptOf(world, number);
    const held = await world.services.db.read
      .select()
      .from(reservation)
      .where(eq(reservation.lotId, lines[0]?.lotId ?? 0));
    expect(held.map((row) => row.quantityBase).sort()).toEqual([40, 60]);
    expect(await demandRow(north)).toMatchObject({ dispatchedBase: 40, receivedBase: 0 });
    expect(await outcome(send())).toBe('supply_nothing');
  });

  it('proposes by urgency and cover when less came, and keeps why somebody decided otherwise', async () => {
    const item = await soldItem(world);
    const urgent = await asks(world, world.north, item, 40, { origin: 'safety', urgent: true });
    const long = await asks(world, world.south, item, 60, { origin: 'safety' });
    const short = await asks(world, world.neighbour, item, 60, { origin: 'safety' });
    const [order = ''] = await ordered(world);
    await stocked(world, { storeId: world.neighbourStore, member: world.neighbour }, item, {
      quantityBase: 10,
      use30: 90,
    });
    // Uses none and has some: nobody who runs out
    const southStore = await addStore(world.services, world.south);
    await stocked(world, { storeId: southStore, member: world.south }, item, { quantityBase: 5 });
    const number = await opened(world, { order, place: world.head.code });
    accepted(await decideLine(world, number, 1, { arrivedBase: 80 }));
    accepted(await concluded(world, number));
    expect(await allotmentsOf(world, number)).toEqual([]);
    const db = world.services.db.read;
    const { document, lines } = await receiptOf(world, number);
    const lots = await lotsToShare(db, document.id);
    const needs = await needsWaiting(db, [lots[0]?.orderLineId ?? 0]);
    const asked = { needs, itemId: item.id, packSize: 10, availableBase: 80, now: world.clock.now() };
    const proposed = await proposeShares(db, asked);
    expect(proposed.map((need) => [need.demandId, need.share.quantityBase, need.coverDays])).toEqual([
      [urgent, 40, null],
      [long, 0, null],
      [short, 40, 3],
    ]);
    const as = (amounts: number[], reason = '') =>
      [urgent, long, short].map((demandId, at) => ({ demandId, quantityBase: amounts[at] ?? 0, reason }));
    expect(await outcome(share(number, as([40, 10, 30])))).toBe('allot_reason');
    expect(await outcome(share(number, as([50, 0, 30], '多')))).toBe('allot_more_than_asked');
    expect(await outcome(share(number, as([40, 40, 40], '多')))).toBe('allot_over');
    expect(await outcome(share(number, as([40, 10]).slice(0, 2)))).toBe('allot_needs_changed');
    accepted(await share(number, as([40, 10, 30], '良村有疫情')));
    const rows = await allotmentsOf(world, number);
    expect(rows.map((row) => [row.demandId, row.proposedBase, row.quantityBase, row.overrideReason])).toEqual([
      [urgent, 40, 40, ''],
      [long, 0, 10, '良村有疫情'],
      [short, 40, 30, '良村有疫情'],
    ]);
    expect(rows[2]?.explanation).toMatchObject({ tier: 'running_out', cover: 3, stockBase: 10, useBase: 90 });
    expect(await outcome(share(number, as([0, 0, 0], '再分')))).toBe('allot_done');
    const sent = accepted(
      await sendOn(world.services, world.keeper, { key: key(), input: await seenOf(world, number) }),
    );
    expect(sent.dispatches).toHaveLength(3);
    expect(lines[0]?.returnedBase).toBe(0);
  });

  it('lays shares on lots box by box, and refuses what does not fit', () => {
    const lots = [
      { receiptLineId: 1, leftBase: 30 },
      { receiptLineId: 2, leftBase: 20 },
    ];
    const of = (demandId: number, proposedBase: number, quantityBase = proposedBase, overrideReason = '') => {
      return { demandId, proposedBase, quantityBase, overrideReason };
    };
    const laid = accepted(layShares([of(7, 25), of(8, 15), of(9, 0)], lots));
    expect(laid.map((row) => [row.demandId, row.receiptLineId, row.quantityBase, row.proposedBase])).toEqual([
      [7, 1, 25, 25],
      [8, 1, 5, 5],
      [8, 2, 10, 10],
      [9, 1, 0, 0],
    ]);
    expect(accepted(layShares([of(7, 30)], lots)).map((row) => row.receiptLineId)).toEqual([1, 2]);
    expect(layShares([of(7, 51)], lots)).toMatchObject({ reason: 'allot_over' });
    expect(layShares([of(7, 10, 20)], lots)).toMatchObject({ reason: 'allot_reason', field: 'need.7.reason' });
  });
});

/** The order of one item that the supplier brings straight to the northern branch. */
async function directOrder(member: TestMember, quantityBase: number) {
  const item = await soldItem(world);
  const id = await asks(world, member, item, quantityBase, { origin: 'safety' });
  const plan = await planned(world);
  const seen = async () => ({ number: plan, version: (await rowsOf(world, plan)).document.version });
  const { lines } = await rowsOf(world, plan);
  const input = {
    ...(await seen()),
    line: 1,
    quantityBase: lines[0]?.quantityBase ?? 0,
    reason: '',
    party: world.supplier.code,
    channel: null,
    channelReason: '',
    pricePack: null,
    delivery: 'direct' as const,
  };
  accepted(await changeLine(world.services, world.buyer, key(), input));
  accepted(await submitPlan(world.services, world.buyer, key(), await seen()));
  const yes = async () => ({ ...(await seen()), decision: 'approve' as const, note: '', grant: false });
  accepted(await decidePlan(world.services, world.supplyHead, key(), await yes()));
  if ((await rowsOf(world, plan)).document.status !== 'approved') {
    accepted(await decidePlan(world.services, world.pharmacist, key(), await yes()));
  }
  const issued = accepted(await placeOrders(world.services, world.buyer, { key: key(), planNumber: plan }));
  const [row] = await world.services.db.read.select().from(planLine).where(eq(planLine.itemId, item.id));
  expect(row?.delivery).toBe('direct');
  return { item, id, order: issued.orders[0]?.number ?? '' };
}

describe('straight to a member', () => {
  it('is inspected by its own people, enters its stock, and has reached its need', async () => {
    const { item, id, order } = await directOrder(world.north, 40);
    const atHub = headerOf(world, { order, place: world.north.code });
    expect(await outcome(openInspection(world.services, world.keeper, { key: key(), input: atHub }))).toBe(
      'receipt_not_here',
    );
    const number = await opened(world, { order }, world.northPharmacist);
    accepted(await decideLine(world, number, 1, {}, world.northPharmacist));
    accepted(await concluded(world, number, { actor: world.northPharmacist }));
    expect(await standing(world, world.northStore, item)).toEqual({ onHand: 40, valueFen: 4000 });
    expect(await demandRow(id)).toMatchObject({ deliveredBase: 40, receivedBase: 40, dispatchedBase: 0 });
    expect((await receiptOf(world, number)).owed).toMatchObject([{ organisationId: world.north.id, amountFen: 4000 }]);
  });

  it('agrees with everything that is kept elsewhere', async () => {
    const results = await verifyAll(world.services.db.read);
    // The use that a world invents was never posted
    const invented = ['daily_use', 'daily_totals'];
    expect(results.filter((result) => !result.ok && !invented.includes(result.rule))).toEqual([]);
  });
});
