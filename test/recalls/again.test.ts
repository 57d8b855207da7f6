/** A recalled lot that comes in again is caught by whatever way it comes, and the recall is opened anew. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/kernel/clock.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { catchRecalled } from '../../src/recalls/catch-commands.ts';
import { closeRecall, withdrawRecall } from '../../src/recalls/end-commands.ts';
import { freezeRecall } from '../../src/recalls/lot-commands.ts';
import { recallByNumber, recallsHolding } from '../../src/recalls/record-queries.ts';
import { postOpening } from '../../src/stock/opening/commands.ts';
import { accepted, nextNumber } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  allAnswer,
  answers,
  type Batch,
  batch,
  candidatesOf,
  entered,
  frozen,
  frozenBy,
  holds,
  key,
  noticesFor,
  openRecallWorld,
  type RecallWorld,
  reasonOf,
  seen,
  UNPAPERED,
} from './recall-world.ts';

let world: RecallWorld;
beforeAll(async () => {
  world = await openRecallWorld();
});
afterAll(() => endWhole(world, UNPAPERED));

const stateOf = async (number: string) => (await recallByNumber(world.services.db.read, number))?.document.status;

describe('a lot that comes in again', () => {
  const arriving = (of: Batch, origin: string, lotNumber = of.number) => ({
    itemId: of.item.id,
    number: lotNumber,
    expiresOn: '2027-12-31',
    pricePack: 99_000,
    origin,
  });
  const arrives = (of: Batch, lotNumber = of.number) =>
    world.services.db.transaction(async (tx) => {
      const at = world.clock.now();
      const identity = arriving(of, `again ${nextNumber()}`, lotNumber);
      const [lotId = 0] = await openLots(tx, [identity], dayOf(at), at);
      const arrival = { lots: [{ lotId, quantityBase: 5 }], organisationId: world.branch.id, actor: world.keeper, at };
      const caught = accepted(await catchRecalled(tx, arrival));
      return { lotId, caught: caught.lotIds.length };
    });

  it('is frozen before it lies anywhere, tells the member again, and opens a closed recall anew', async () => {
    const of = await batch(world);
    const number = await frozen(world, of);
    await allAnswer(world, number, of);
    accepted(await closeRecall(world.services, world.chief, await seen(world, number), { why: '封存' }));
    const { lotId, caught } = await arrives(of);
    expect([caught, await frozenBy(world, lotId), await stateOf(number)]).toEqual([1, 'recall', 'open']);
    const branch = (await noticesFor(world, number)).find(({ place }) => place.id === world.branch.id);
    expect(branch?.notice.answeredAt).toBeNull();
    expect(branch?.notice.books.lots.map((one) => one.lotId)).toEqual([of.lotId, lotId]);
    expect((await recallsHolding(world.services.db.read, [lotId])).get(lotId)).toBe(number);
    const again = { person: world.pharmacist, code: world.branch.code, found: { [of.lotId]: '72', [lotId]: '0' } };
    accepted(await answers(world, number, again));
    accepted(await closeRecall(world.services, world.chief, await seen(world, number), { why: '封存' }));
  });

  it('is caught by the number of the notice alone, by an opening import too, and not after a withdrawal', async () => {
    const of = await batch(world);
    const [unknown, later] = [`NEW${nextNumber()}99`, `NEW${nextNumber()}98`];
    const number = await entered(world, { item: of.item.code, lots: `${unknown},${later}` });
    expect(await candidatesOf(world, number)).toEqual([]);
    accepted(await freezeRecall(world.services, world.quality, await seen(world, number)));
    const { lotId } = await arrives(of, unknown.toLowerCase());
    expect(await frozenBy(world, lotId)).toBe('recall');
    const line = { itemId: of.item.id, lotNumber: later, expiresOn: '2027-12-31', pricePack: 1, quantityBase: 7 };
    const place = { organisationId: world.branch.id, locationId: world.stores.branch };
    const opened = await world.services.db.transaction((tx) =>
      postOpening(tx, world.keeper, [{ ...line, ...place } as never], world.clock.now(), key()),
    );
    expect(reasonOf(opened)).toBe('ok');
    const found = await candidatesOf(world, number);
    expect(found.map((one) => one.frozen)).toEqual(['recall', 'recall']);
    accepted(await withdrawRecall(world.services, world.chief, await seen(world, number), { why: '通知撤销' }));
    const free = await arrives(of, unknown);
    expect([free.caught, await frozenBy(world, free.lotId)]).toEqual([0, null]);
  });

  it('stays free while a recall is a drill', async () => {
    const of = await batch(world);
    await frozen(world, of, { drill: true });
    const { lotId, caught } = await arrives(of);
    expect([caught, await frozenBy(world, lotId), (await holds(world, lotId)).length]).toEqual([0, null, 0]);
  });
});
