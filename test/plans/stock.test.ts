/** What a plan meets without buying: it is sent once, what is not there goes back to the pool, no need is left over. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demand } from '../../db/schema/demand.ts';
import { supplyDemand } from '../../src/dispatches/supply-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { abandonPlan, closePlan, reopenPlan } from '../../src/plans/commands.ts';
import { supplyPlan } from '../../src/plans/supply-commands.ts';
import { planTasks } from '../../src/plans/task-queries.ts';
import { accepted, type TestItem, type TestMember, type TestPerson } from '../support/build.ts';
import { actIn, decide, grant, openOf, outcome, seen, submit } from './plan-acts.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, soldItem, stocked } from './plan-world.ts';

let world: PlanWorld;
beforeAll(async () => {
  world = await openPlanWorld();
  actIn(world);
  for (const member of [world.head, world.north, world.south]) await grant(member, 100_000_00);
});
afterAll(() => world.drop());

/** What a member asks for on a paper of its own: a dispatch serves one. */
async function asksOnPaper(member: TestMember, item: TestItem, quantityBase: number): Promise<number> {
  const given = { kind: 'requisition' as const, status: 'submitted', act: 'submit', counterpartId: null };
  const opened = await world.services.db.transaction((tx) =>
    openDocument(tx, { ...given, organisationId: member.id, actor: world.buyerTwo, at: world.clock.now() }),
  );
  return asks(world, member, item, quantityBase, { documentId: opened.id });
}

const supply = async (number: string, actor: TestPerson = world.pharmacist) =>
  supplyPlan(world.services, actor, key(), await seen(number));

async function agreed(number: string): Promise<void> {
  accepted(await submit(number));
  accepted(await decide(number, world.supplyHead));
  accepted(await decide(number, world.pharmacist));
}

/** North asks for 50 and south for 30 of what the hub has 60 of: 20 are to be bought. */
async function halfThere(): Promise<{ number: string; item: TestItem; needs: number[] }> {
  const item = await soldItem(world);
  await stocked(world, { storeId: world.headStore, member: world.head }, item, { quantityBase: 60 });
  const needs = [await asksOnPaper(world.north, item, 50), await asksOnPaper(world.south, item, 30)];
  return { number: await planned(world), item, needs };
}

async function needOf(id: number) {
  const [row] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
  if (row === undefined) throw new Error(`need ${id} is gone`);
  return row;
}

const waits = async (number: string, person: TestPerson) => {
  const place = { organisationName: '总院', organisationKind: 'head' as const, organisationPath: '/' };
  const viewer = { ...person, ...place, scopePath: '/', language: 'zh' as const, theme: 'auto' as const };
  const tasks = await planTasks(world.services.db.read, { ...viewer, mustChangePassword: false });
  return tasks.some((task) => task.code === 'plan_supply' && task.subject === number);
};

describe('the part of a plan that stock meets', () => {
  it('is nothing when all of it is bought', async () => {
    await asks(world, world.north, await soldItem(world), 20);
    const plain = await planned(world);
    await agreed(plain);
    expect(await outcome(supply(plain))).toBe('plan_supply_nothing');
  });

  it('is sent once it is agreed to, by those who send, and then the plan stands', async () => {
    const { number, item, needs } = await halfThere();
    expect(await outcome(supply(number))).toBe('plan_wrong_state');
    await agreed(number);
    expect(await waits(number, world.pharmacist)).toBe(true);
    expect(await outcome(supply(number, world.buyer))).toBe('forbidden');
    accepted(await supply(number));
    const rows = await Promise.all(needs.map(needOf));
    expect(rows.reduce((sum, row) => sum + row.dispatchedBase, 0)).toBe(60);
    expect(await openOf(item)).toBe(0);
    expect(await waits(number, world.pharmacist)).toBe(false);
    expect(await outcome(supply(number))).toBe('plan_supplied');
    const why = { ...(await seen(number)), reason: '改主意' };
    expect(await outcome(reopenPlan(world.services, world.buyer, key(), why))).toBe('plan_supplied');
    expect(await outcome(abandonPlan(world.services, world.buyer, key(), why))).toBe('plan_supplied');
  });

  it('goes back to the pool as far as the stock went elsewhere meanwhile', async () => {
    const { number, item, needs } = await halfThere();
    await agreed(number);
    const other = await asksOnPaper(world.neighbour, item, 40);
    const lines = [{ demandId: other, itemId: item.id, quantityBase: 40 }];
    const request = { fromOrganisationId: world.head.id, toOrganisationId: world.neighbour.id, lines, fromPool: true };
    accepted(
      await world.services.db.transaction((tx) => supplyDemand(tx, world.pharmacist, world.clock.now(), request)),
    );
    accepted(await supply(number));
    const rows = await Promise.all(needs.map(needOf));
    expect(rows.reduce((sum, row) => sum + row.dispatchedBase, 0)).toBe(20);
    expect(await openOf(item)).toBe(40);
    const line = (await rowsOf(world, number)).lineOf(item);
    expect(line).toMatchObject({ fromHubBase: 20, toBuyBase: 20, askedBase: 40 });
  });

  it('leaves no unanswered transfer behind', async () => {
    const item = await soldItem(world);
    const there = { storeId: world.neighbourStore, member: world.neighbour };
    await stocked(world, there, item, { quantityBase: 600, use30: 30 });
    const need = await asksOnPaper(world.north, item, 100);
    const number = await planned(world);
    expect((await rowsOf(world, number)).transfers[0]?.status).toBe('proposed');
    await agreed(number);
    accepted(await supply(number));
    expect((await rowsOf(world, number)).transfers[0]?.status).toBe('declined');
    expect((await needOf(need)).plannedBase + (await openOf(item))).toBe(100);
  });

  it('is open again when the plan is closed before it was sent', async () => {
    const { number, item } = await halfThere();
    await agreed(number);
    accepted(await placeOrders(world.services, world.buyer, { key: key(), planNumber: number }));
    accepted(await closePlan(world.services, world.buyer, key(), await seen(number)));
    expect(await openOf(item)).toBe(60);
  });
});
