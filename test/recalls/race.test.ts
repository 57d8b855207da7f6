/** Freezing while clerks hand out and send the same lot: whoever was first is in the notice, nobody comes after. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../src/kernel/clock.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { catchRecalled } from '../../src/recalls/catch-commands.ts';
import { confirmLots, freezeRecall } from '../../src/recalls/lot-commands.ts';
import { placesOfLots } from '../../src/recalls/standing-queries.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted, nextNumber } from '../support/build.ts';
import {
  batch,
  entered,
  frozenBy,
  moves,
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
afterAll(async () => {
  const broken = (await verifyAll(world.services.db.read)).filter((check) => !check.ok && !UNPAPERED.has(check.rule));
  await world.drop();
  expect(broken).toEqual([]);
});

it('leaves no issue and no dispatch after the freeze', async () => {
  for (let round = 0; round < 4; round += 1) {
    const of = await batch(world);
    const number = await entered(world, { item: of.item.code, lots: of.number });
    accepted(await confirmLots(world.services, world.quality, await seen(world, number), [of.lotId]));
    const { stores, branch } = world;
    const issue = () => moves(world, 'issue', { lotId: of.lotId, from: stores.head, base: 1 });
    const send = () => moves(world, 'dispatch', { lotId: of.lotId, from: stores.head, to: branch.transitId, base: 1 });
    const given = await seen(world, number);
    const before = Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? issue() : send()));
    const freezing = freezeRecall(world.services, world.quality, given);
    const after = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? issue() : send()));
    const [froze, ...moved] = await Promise.all([freezing, ...before, ...after]);
    accepted(froze);
    const reasons = new Set(moved.map(reasonOf));
    reasons.delete('ok');
    expect([...reasons].every((reason) => reason === 'lot_recalled')).toBe(true);
    // What the notice says was read inside the freeze: had anybody come later, there would be less now
    const hub = (await noticesFor(world, number)).find(({ place }) => place.id === world.head.id);
    const [lying] = (await placesOfLots(world.services.db.read, [of.lotId])).filter(
      (place) => place.locationId === stores.head,
    );
    expect(hub?.notice.books.lots[0]?.onHandBase).toBe(lying?.onHandBase);
  }
});

it('lets no receipt slip in beside the freeze', async () => {
  for (let round = 0; round < 4; round += 1) {
    const of = await batch(world);
    const number = await entered(world, { item: of.item.code, lots: of.number });
    accepted(await confirmLots(world.services, world.quality, await seen(world, number), [of.lotId]));
    const given = await seen(world, number);
    const receive = () =>
      world.services.db.transaction(async (tx) => {
        const at = world.clock.now();
        const identity = {
          itemId: of.item.id,
          number: of.number,
          expiresOn: '2027-12-31',
          pricePack: 1,
          origin: `r${nextNumber()}`,
        };
        const [lotId = 0] = await openLots(tx, [identity], dayOf(at), at);
        const lots = [{ lotId, quantityBase: 1 }];
        accepted(await catchRecalled(tx, { lots, organisationId: world.branch.id, actor: world.keeper, at }));
        return lotId;
      });
    const [froze, ...lotIds] = await Promise.all([
      freezeRecall(world.services, world.quality, given),
      receive(),
      receive(),
      receive(),
    ]);
    expect(froze.ok || froze.reason === 'stale').toBe(true);
    for (const lotId of lotIds) expect(await frozenBy(world, lotId)).toBe('recall');
  }
});
