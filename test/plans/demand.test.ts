/** The pool of demand: what each move does and refuses, and that two who take the last of a need do not both get it. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demand } from '../../db/schema/demand.ts';
import {
  closeDemand,
  deliverDemand,
  dispatchDemand,
  planDemand,
  raiseDemand,
  receiveDemand,
  unplanDemand,
} from '../../src/requisitions/demand-commands.ts';
import { demandTrace, openDemand } from '../../src/requisitions/demand-queries.ts';
import { accepted, type LedgerWorld, NOW, openLedgerWorld, reasonOf } from '../support/ledger-world.ts';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.drop());

const act = <T>(work: Parameters<typeof world.db.transaction<T>>[0]) => world.db.transaction(work);

async function raised(quantityBase: number, more: { itemId?: number; neededBy?: string } = {}): Promise<number> {
  const [id = 0] = await act((tx) =>
    raiseDemand(tx, [
      {
        origin: 'safety',
        documentId: null,
        lineId: null,
        organisationId: world.branch,
        itemId: world.tablets,
        quantityBase,
        neededBy: '2026-12-01',
        urgent: false,
        raisedAt: NOW,
        ...more,
      },
    ]),
  );
  return id;
}

async function rowOf(id: number) {
  const [row] = await world.db.read.select().from(demand).where(eq(demand.id, id));
  if (row === undefined) throw new Error(`no demand ${id}`);
  return row;
}

const one = (demandId: number, quantityBase: number) => [{ demandId, quantityBase }];

describe('moving demand', () => {
  it('plans up to what is open, gives back what was planned, and refuses both beyond', async () => {
    const id = await raised(100);
    accepted(await act((tx) => planDemand(tx, one(id, 60))));
    const more = await act((tx) => planDemand(tx, one(id, 41)));
    expect(more).toMatchObject({ ok: false, reason: 'demand_taken', detail: { open: 40, asked: 41, item: 'tablets' } });
    accepted(await act((tx) => planDemand(tx, one(id, 40))));
    expect(reasonOf(await act((tx) => closeDemand(tx, one(id, 1))))).toBe('demand_not_open');
    accepted(await act((tx) => unplanDemand(tx, one(id, 30))));
    accepted(await act((tx) => closeDemand(tx, one(id, 30))));
    expect(reasonOf(await act((tx) => planDemand(tx, one(id, 1))))).toBe('demand_taken');
    expect(reasonOf(await act((tx) => unplanDemand(tx, one(id, 71))))).toBe('demand_not_planned');
    expect(await rowOf(id)).toMatchObject({ plannedBase: 70, closedBase: 30 });
  });
  it('receives what was sent or brought, and takes back only what has not arrived', async () => {
    const id = await raised(100);
    expect(reasonOf(await act((tx) => receiveDemand(tx, one(id, 1))))).toBe('demand_not_sent');
    accepted(await act((tx) => dispatchDemand(tx, one(id, 20))));
    accepted(await act((tx) => deliverDemand(tx, one(id, 30))));
    accepted(await act((tx) => receiveDemand(tx, one(id, 45))));
    expect(reasonOf(await act((tx) => dispatchDemand(tx, one(id, -6))))).toBe('demand_not_sent');
    accepted(await act((tx) => dispatchDemand(tx, one(id, -5))));
    expect(reasonOf(await act((tx) => receiveDemand(tx, one(id, 1))))).toBe('demand_not_sent');
    expect(await rowOf(id)).toMatchObject({ dispatchedBase: 15, deliveredBase: 30, receivedBase: 45 });
  });
  it('sums a need named twice, and moves all or none', async () => {
    const [first, second] = [await raised(10), await raised(10)];
    accepted(await act((tx) => planDemand(tx, [...one(first, 4), ...one(first, 6)])));
    expect((await rowOf(first)).plannedBase).toBe(10);
    const refused = world.db.transaction(async (tx) => {
      const result = await planDemand(tx, [...one(second, 10), ...one(first, 1)]);
      if (!result.ok) throw new Error(result.reason);
    });
    await expect(refused).rejects.toThrow('demand_taken');
    expect((await rowOf(second)).plannedBase).toBe(0);
    expect(reasonOf(await act((tx) => planDemand(tx, one(999_999, 1))))).toBe('not_found');
  });
});

describe('races', () => {
  it('lets one of two plans have the last of a need', async () => {
    const id = await raised(100);
    const answers = await Promise.all([1, 2, 3, 4].map(() => act((tx) => planDemand(tx, one(id, 60)))));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await rowOf(id)).plannedBase).toBe(60);
  });
  it('does not deadlock when two take the same needs in opposite orders', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => raised(8)));
    const forward = ids.flatMap((id) => one(id, 1));
    const turns = Array.from({ length: 8 }, (_, turn) => (turn % 2 === 0 ? forward : [...forward].reverse()));
    const answers = await Promise.all(turns.map((moves) => act((tx) => planDemand(tx, moves))));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    for (const id of ids) expect((await rowOf(id)).plannedBase).toBe(8);
  });
  it('plans or closes the last of a need, never both', async () => {
    const id = await raised(50);
    const answers = await Promise.all([
      act((tx) => planDemand(tx, one(id, 50))),
      act((tx) => closeDemand(tx, one(id, 50))),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const row = await rowOf(id);
    expect(row.plannedBase + row.closedBase).toBe(50);
  });
});

describe('asking', () => {
  it('lists what is open by day, item, member, origin and kind', async () => {
    const id = await raised(30, { itemId: world.capsules, neededBy: '2026-11-25' });
    const late = await raised(40, { itemId: world.capsules, neededBy: '2026-12-25' });
    accepted(await act((tx) => planDemand(tx, one(id, 10))));
    const asked = { itemIds: [world.capsules] };
    const ids = async (more: object) =>
      (await openDemand(world.db.read, { ...asked, ...more })).map((row) => [row.id, row.openBase]);
    expect(await ids({})).toEqual([
      [id, 20],
      [late, 40],
    ]);
    expect(await ids({ neededBy: '2026-11-30' })).toEqual([[id, 20]]);
    expect(await ids({ organisationIds: [world.head] })).toEqual([]);
    expect(await ids({ origins: ['shortage'] })).toEqual([]);
    expect(await ids({ kinds: ['device'] })).toEqual([]);
    expect(await ids({ kinds: ['drug'], demandIds: [late] })).toEqual([[late, 40]]);
  });
  it('traces a need that nothing was done about', async () => {
    const id = await raised(30);
    const [trace] = await demandTrace(world.db.read, [id]);
    expect(trace).toMatchObject({ demandId: id, number: null, organisation: 'FY', quantityBase: 30, steps: [] });
  });
});
