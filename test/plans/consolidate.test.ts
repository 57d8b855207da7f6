/** Consolidating demand: what is netted and why, what is refused by name, and that nothing is taken twice. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { item as itemTable } from '../../db/schema/catalogue.ts';
import { demand, stockTarget } from '../../db/schema/demand.ts';
import { openPlan } from '../../src/plans/consolidate-commands.ts';
import { openDemand } from '../../src/requisitions/demand-queries.ts';
import { accepted } from '../support/build.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, scopeOf, soldItem, stocked } from './plan-world.ts';

let world: PlanWorld;
beforeAll(async () => {
  world = await openPlanWorld();
});
afterAll(() => world.drop());

const open = (actor: PlanWorld['buyer'], more = {}) => openPlan(world.services, actor, key(), scopeOf(more));

describe('netting', () => {
  it('takes from the hub beyond its safety, then from neighbours, and buys the rest in packs and steps', async () => {
    const item = await soldItem(world, { leastPacks: 2, stepPacks: 3 });
    const hub = { storeId: world.headStore, member: world.head };
    // 15 days of use stay at the hub: 30 of 60; a lot that would not outlive the journey counts for nothing
    await stocked(world, hub, item, { quantityBase: 50, use30: 60 });
    await stocked(world, hub, item, { quantityBase: 500, expiresOn: '2026-12-20' });
    await stocked(world, { storeId: world.neighbourStore, member: world.neighbour }, item, {
      quantityBase: 55,
      use30: 10,
    });
    const first = await asks(world, world.north, item, 60, { urgent: true });
    const second = await asks(world, world.south, item, 45);
    const rows = await rowsOf(world, await planned(world));
    const line = rows.lineOf(item);
    expect(line).toMatchObject({ askedBase: 105, fromHubBase: 20, onOrderBase: 0, fromNeighboursBase: 20 });
    expect(line).toMatchObject({ toBuyBase: 65, proposedBase: 90, quantityBase: 90, amountFen: 9000 });
    expect(line).toMatchObject({ partyId: world.supplier.id, channel: 'listed', pricePack: 100_000 });
    expect(rows.served.filter((one) => one.demandId === first).map((one) => [one.source, one.quantityBase])).toEqual(
      expect.arrayContaining([
        ['hub', 20],
        ['neighbour', 20],
        ['buy', 20],
      ]),
    );
    expect(rows.served.filter((one) => one.demandId === second)).toMatchObject([{ source: 'buy', quantityBase: 45 }]);
    expect(rows.transfers).toMatchObject([
      { fromOrganisationId: world.neighbour.id, toOrganisationId: world.north.id, quantityBase: 20 },
    ]);
    expect(rows.transfers[0]?.explanation).toEqual({ available: 55, use30: 10, kept: 30, remains: 35 });
    expect(rows.plan).toMatchObject({ lineCount: 1, memberCount: 2, amountFen: 9000 });
  });
  it('does not promise the same stock to a second plan', async () => {
    const item = await soldItem(world);
    await stocked(world, { storeId: world.headStore, member: world.head }, item, { quantityBase: 30 });
    await asks(world, world.north, item, 20);
    expect((await rowsOf(world, await planned(world))).lineOf(item)).toMatchObject({ fromHubBase: 20, toBuyBase: 0 });
    await asks(world, world.south, item, 20);
    expect((await rowsOf(world, await planned(world))).lineOf(item)).toMatchObject({ fromHubBase: 10, toBuyBase: 10 });
  });
  it('keeps a line that nobody sells, without supplier and price', async () => {
    const item = await soldItem(world, { sold: false });
    await asks(world, world.north, item, 20);
    const line = (await rowsOf(world, await planned(world))).lineOf(item);
    expect(line).toMatchObject({ partyId: null, pricePack: 0, amountFen: 0, quantityBase: 20 });
    expect(line.priceReason.code).toBe('no_supplier');
  });
  it('narrows by day, member, origin and kind, and leaves the rest in the pool', async () => {
    const item = await soldItem(world);
    const near = await asks(world, world.north, item, 10, { origin: 'shortage' });
    const far = await asks(world, world.north, item, 10, { neededBy: '2027-02-01' });
    const other = await asks(world, world.south, item, 10);
    const more = { members: [world.north.code], origins: ['shortage' as const], kinds: ['drug' as const] };
    const rows = await rowsOf(world, await planned(world, more));
    expect(rows.served.map((one) => one.demandId)).toEqual([near]);
    const left = await openDemand(world.services.db.read, { itemIds: [item.id] });
    expect(left.map((one) => one.id)).toEqual([far, other]);
    await planned(world, { neededBy: '2027-02-01' });
  });
});

describe('what may not be bought with everything else', () => {
  it('leaves out controlled drugs and what left the formulary by name, and refuses a plan of them alone', async () => {
    const narcotic = await soldItem(world, { item: { genericName: '吗啡片', controlClass: 'narcotic' } });
    const gone = await soldItem(world, {
      item: { genericName: '旧药', countyTier: false, townshipTier: false, villageTier: false },
    });
    await asks(world, world.north, narcotic, 10);
    await asks(world, world.north, gone, 10);
    const refused = await open(world.buyer);
    expect(refused).toMatchObject({ ok: false, reason: 'plan_all_barred', detail: { count: 2 } });
    if (!refused.ok) expect(refused.detail.names).toContain('吗啡片');
    const item = await soldItem(world);
    await asks(world, world.north, item, 10);
    const opened = accepted(await open(world.buyer));
    expect(opened.leftOut.map((one) => one.why).sort()).toEqual(['controlled', 'left_formulary']);
    const left = await openDemand(world.services.db.read, { itemIds: [narcotic.id, gone.id] });
    expect(left).toHaveLength(2);
    await world.services.db.transaction(async (tx) => {
      await tx.update(itemTable).set({ active: false }).where(eq(itemTable.id, narcotic.id));
      await tx.update(demand).set({ closedBase: 10 }).where(eq(demand.itemId, narcotic.id));
      await tx.update(demand).set({ closedBase: 10 }).where(eq(demand.itemId, gone.id));
    });
  });
});

describe('refusals and races', () => {
  it('refuses the wrong role, a past day, urgency without reason, an unknown member and an empty pool', async () => {
    const reason = async (answer: ReturnType<typeof open>) => {
      const given = await answer;
      return given.ok ? 'accepted' : given.reason;
    };
    expect(await reason(open(world.auditor))).toBe('forbidden');
    expect(await reason(open(world.buyer, { neededBy: '2026-11-01' }))).toBe('plan_needed_past');
    expect(await reason(open(world.buyer, { urgent: true }))).toBe('plan_urgent_reason');
    expect(await reason(open(world.buyer, { members: ['NOPE'] }))).toBe('organisation_unknown');
    expect(await reason(open(world.buyer))).toBe('plan_nothing_open');
  });
  it('gives the demand to one of two who consolidate at once', async () => {
    const item = await soldItem(world);
    const id = await asks(world, world.north, item, 30);
    const answers = await Promise.all([open(world.buyer), open(world.buyerTwo)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const [row] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
    expect(row?.plannedBase).toBe(30);
  });
  it('asks for what the hub lacks below its own limits, once', async () => {
    const item = await soldItem(world);
    await world.services.db.transaction(async (tx) => {
      const target = { organisationId: world.head.id, itemId: item.id, leastBase: 40, mostBase: 100 };
      await tx.insert(stockTarget).values({ ...target, setBy: 1, setAt: world.clock.now() });
    });
    await stocked(world, { storeId: world.headStore, member: world.head }, item, { quantityBase: 25 });
    const rows = await rowsOf(world, await planned(world, { safety: true, origins: ['safety'] }));
    expect(rows.lineOf(item)).toMatchObject({ askedBase: 75, fromHubBase: 0, toBuyBase: 75, quantityBase: 80 });
    const again = await open(world.buyer, { safety: true, origins: ['safety'] });
    expect(again).toMatchObject({ ok: false, reason: 'plan_nothing_open' });
  });
});
