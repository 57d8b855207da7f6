/** Sending needs of the pool their goods: what dispatches do to them at each step, together with their shortages. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demand } from '../../db/schema/demand.ts';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { cancelDispatch, postDispatch, reverseDispatch } from '../../src/dispatches/commands.ts';
import { dropLine } from '../../src/dispatches/drop-commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { bringDemand } from '../../src/dispatches/supply-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { planDemand } from '../../src/requisitions/demand-commands.ts';
import { demandTrace } from '../../src/requisitions/demand-queries.ts';
import { unlistShortage } from '../../src/requisitions/shortage-demand-commands.ts';
import { demandChecks } from '../../src/requisitions/verify.ts';
import {
  type DispatchWorld,
  firstLine,
  openWorld,
  PACK,
  receive,
  send,
  shortageOf,
  transport,
  versionOf,
  viewOf,
} from '../dispatches/dispatch-world.ts';
import { accepted } from '../support/build.ts';
import { AT, list, listed, needOf, registered, requested, rowOf, supply, withReason } from './needs-world.ts';

let world: DispatchWorld;
beforeAll(async () => {
  world = await openWorld(100);
});
afterAll(async () => {
  expect(await findAll(demandChecks, world.services.db.read)).toEqual([]);
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);
  await world.drop();
});

const sums = (planned: number, dispatched: number, received: number) => ({
  plannedBase: planned,
  dispatchedBase: dispatched,
  receivedBase: received,
});

describe('a need of a requisition', () => {
  it('is planned and dispatched from the pool, travels, is received, and traces its dispatch', async () => {
    const { demandId, number } = await requested(world, 5 * PACK);
    const { number: dispatch } = accepted(await supply(world, [{ demandId, quantityBase: 3 * PACK }]));
    expect(await rowOf(world, demandId)).toMatchObject(sums(3 * PACK, 3 * PACK, 0));
    expect(await firstLine(world, dispatch)).toMatchObject({ lotId: world.lots.first, quantityBase: 3 * PACK });
    expect((await viewOf(world, dispatch)).serves).toMatchObject([{ number, quantityBase: 3 * PACK }]);
    await send(world, dispatch);
    await receive(world, dispatch);
    expect(await rowOf(world, demandId)).toMatchObject(sums(3 * PACK, 3 * PACK, 3 * PACK));
    const [trace] = await demandTrace(world.services.db.read, [demandId]);
    const step = { kind: 'dispatch', number: dispatch, quantityBase: 3 * PACK, doneBase: 3 * PACK };
    expect(trace?.steps).toMatchObject([step]);
  });

  it('is open again when its dispatch is cancelled, reversed or its line dropped', async () => {
    const { demandId } = await requested(world, 4 * PACK);
    const first = accepted(await supply(world, [{ demandId, quantityBase: 4 * PACK }]));
    accepted(await withReason(world, cancelDispatch, first.number));
    expect(await rowOf(world, demandId)).toMatchObject(sums(0, 0, 0));
    const second = accepted(await supply(world, [{ demandId, quantityBase: 4 * PACK }]));
    await send(world, second.number);
    accepted(await withReason(world, reverseDispatch, second.number));
    expect(await rowOf(world, demandId)).toMatchObject(sums(0, 0, 0));
    const lines = [
      { demandId, quantityBase: PACK },
      { demandId, quantityBase: 2 * PACK, lotId: world.lots.second },
    ];
    const third = accepted(await supply(world, lines, { lotReason: '到货直接转运' }));
    const view = await viewOf(world, third.number);
    expect(view.lines.map((line) => line.overrideReason)).toEqual([null, '到货直接转运']);
    const lineId = view.lines[1]?.id ?? 0;
    const input = { number: third.number, lineId, version: view.record.document.version, reason: '批号不清' };
    accepted(await dropLine(world.services, world.people.checker, null, input));
    expect(await rowOf(world, demandId)).toMatchObject(sums(PACK, PACK, 0));
  });

  it('is open again for what a pick fell short of and what came damaged', async () => {
    const { demandId } = await requested(world, 4 * PACK);
    const { number } = accepted(await supply(world, [{ demandId, quantityBase: 4 * PACK }]));
    const line = await firstLine(world, number);
    const short = { number, lineId: line.id, pickedBase: 3 * PACK, reason: '货位少一盒' };
    accepted(await pickLine(world.services, world.people.picker, null, short));
    const post = { number, version: await versionOf(world, number), ...transport };
    accepted(await postDispatch(world.services, world.people.checker, null, post));
    expect(await rowOf(world, demandId)).toMatchObject(sums(3 * PACK, 3 * PACK, 0));
    await receive(world, number, { [line.id]: { damagedBase: PACK } });
    expect(await rowOf(world, demandId)).toMatchObject(sums(2 * PACK, 2 * PACK, 2 * PACK));
  });

  it('refuses more than is open, more than is planned, another member, and stock that is not there', async () => {
    const { demandId } = await requested(world, 2 * PACK);
    expect(await supply(world, [{ demandId, quantityBase: 3 * PACK }])).toMatchObject({ reason: 'demand_taken' });
    const planned = await supply(world, [{ demandId, quantityBase: PACK }], { fromPool: false });
    expect(planned).toMatchObject({ reason: 'demand_supplied' });
    const elsewhere = { toOrganisationId: world.other.id };
    expect(await supply(world, [{ demandId, quantityBase: PACK }], elsewhere)).toMatchObject({
      reason: 'demand_elsewhere',
    });
    const huge = await requested(world, 5000 * PACK);
    const short = await supply(world, [{ demandId: huge.demandId, quantityBase: 5000 * PACK }]);
    expect(short).toMatchObject({ reason: 'supply_short', detail: { asked: 5000 * PACK } });
    expect(await rowOf(world, huge.demandId)).toMatchObject(sums(0, 0, 0));
  });

  it('takes what was planned before, and what a supplier brought straight', async () => {
    const { demandId } = await requested(world, 4 * PACK);
    const { db } = world.services;
    accepted(await db.transaction((tx) => planDemand(tx, [{ demandId, quantityBase: PACK }])));
    accepted(await supply(world, [{ demandId, quantityBase: PACK }], { fromPool: false }));
    accepted(await db.transaction((tx) => planDemand(tx, [{ demandId, quantityBase: 2 * PACK }])));
    const brought = { paper: 'YS-1', moves: [{ demandId, quantityBase: 2 * PACK }] };
    accepted(await db.transaction((tx) => bringDemand(tx, world.people.receiver, AT, brought)));
    const row = await rowOf(world, demandId);
    expect(row).toMatchObject({ ...sums(3 * PACK, PACK, 2 * PACK), deliveredBase: 2 * PACK });
    await world.services.db.transaction((tx) =>
      tx.update(demand).set({ plannedBase: PACK, deliveredBase: 0, receivedBase: 0 }).where(eq(demand.id, demandId)),
    );
  });

  it('goes to one of two who supply the last of it', async () => {
    const { demandId } = await requested(world, 2 * PACK);
    const both = await Promise.all([1, 2].map(() => supply(world, [{ demandId, quantityBase: 2 * PACK }])));
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({ reason: 'demand_taken' });
  });
});

describe('a shortage that is to be bought for', () => {
  it('moves with its need, whether supplied from the pool or answered by hand', async () => {
    const { number, demandId } = await listed(world, 6 * PACK);
    const pooled = accepted(await supply(world, [{ demandId, quantityBase: 2 * PACK }]));
    expect((await shortageOf(world, number)).shortage.answeredBase).toBe(2 * PACK);
    const { document } = await shortageOf(world, number);
    const pick = { locationId: world.places.headStore, lotId: world.lots.first, quantityBase: 3 * PACK };
    const input = { number, version: document.version, picks: [pick], overrideReason: '', ownDispatch: true };
    accepted(await answerShortage(world.services, world.people.pharmacist, null, input));
    expect(await rowOf(world, demandId)).toMatchObject(sums(5 * PACK, 5 * PACK, 0));
    await send(world, pooled.number);
    await receive(world, pooled.number);
    expect((await shortageOf(world, number)).shortage).toMatchObject({ arrivedBase: 2 * PACK, answeredBase: 5 * PACK });
    expect(await rowOf(world, demandId)).toMatchObject(sums(5 * PACK, 5 * PACK, 2 * PACK));
    const more = await supply(world, [{ demandId, quantityBase: 2 * PACK }]);
    expect(more).toMatchObject({ ok: false });
  });

  it('counts what was answered before it was listed, and leaves the pool by hand', async () => {
    const { number, id } = await registered(world, 6 * PACK);
    const { document } = await shortageOf(world, number);
    const pick = { locationId: world.places.headStore, lotId: world.lots.first, quantityBase: PACK };
    const input = { number, version: document.version, picks: [pick], overrideReason: '', ownDispatch: true };
    const answer = accepted(await answerShortage(world.services, world.people.pharmacist, null, input));
    expect(accepted(await list(world, number))).toEqual({ base: 5 * PACK });
    const demandId = await needOf(world, id);
    expect(await rowOf(world, demandId)).toMatchObject(sums(PACK, PACK, 0));
    expect(await list(world, number)).toMatchObject({ reason: 'shortage_listed' });
    await world.services.db.transaction((tx) => unlistShortage(tx, id));
    expect(await rowOf(world, demandId)).toMatchObject({ ...sums(PACK, PACK, 0), closedBase: 5 * PACK });
    accepted(await withReason(world, cancelDispatch, answer.dispatchNumber));
    expect(await rowOf(world, demandId)).toMatchObject({ ...sums(0, 0, 0), closedBase: 6 * PACK });
    expect(accepted(await list(world, number))).toEqual({ base: 6 * PACK });
  });

  it('arrives when a supplier brings it straight', async () => {
    const { number, demandId } = await listed(world, 2 * PACK);
    const { db } = world.services;
    accepted(await db.transaction((tx) => planDemand(tx, [{ demandId, quantityBase: 2 * PACK }])));
    const brought = { paper: 'YS-2', moves: [{ demandId, quantityBase: 2 * PACK }] };
    accepted(await db.transaction((tx) => bringDemand(tx, world.people.receiver, AT, brought)));
    const { document, shortage } = await shortageOf(world, number);
    expect(document.status).toBe('arrived');
    expect(shortage).toMatchObject({ answeredBase: 2 * PACK, shippedBase: 2 * PACK, arrivedBase: 2 * PACK });
    await world.services.db.transaction((tx) =>
      tx.update(demand).set({ plannedBase: 0 }).where(eq(demand.id, demandId)),
    );
  });
});
