/** A lorry of 200 lines is concluded in one go. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countAsAnnounced, passTheRest } from '../../src/receiving/draft-commands.ts';
import { accepted, type TestItem } from '../support/build.ts';
import {
  announced,
  asks,
  concluded,
  key,
  opened,
  openReceivingWorld,
  ordered,
  type ReceivingWorld,
  receiptOf,
  seenOf,
  soldItem,
} from './receiving-world.ts';

const LINES = 200;

let world: ReceivingWorld;
beforeAll(async () => {
  world = await openReceivingWorld();
});
afterAll(() => world.drop());

it('receives 200 lines in one conclusion, owed for once', { timeout: 120_000 }, async () => {
  const items: TestItem[] = [];
  for (let line = 0; line < LINES; line += 1) items.push(await soldItem(world));
  for (const item of items) await asks(world, world.north, item, 20, { origin: 'safety' });
  const [order = ''] = await ordered(world);
  const lots = items.map((_, at) => ({ line: at + 1, quantityBase: 20, lot: `L${at}` }));
  const delivery = await announced(world, order, lots);
  const number = await opened(world, { order, delivery });
  const request = async () => ({ key: key(), input: await seenOf(world, number) });
  accepted(await countAsAnnounced(world.services, world.keeper, await request()));
  const { receiptLine } = await import('../../db/schema/receipts.ts');
  await world.services.db.transaction(async (tx) => {
    await tx.update(receiptLine).set({ paperChecks: ['test_report'] });
  });
  accepted(await passTheRest(world.services, world.keeper, await request()));
  const done = accepted(await concluded(world, number));
  expect(done).toMatchObject({ status: 'passed', acceptedLines: LINES });
  expect((await receiptOf(world, number)).owed).toHaveLength(1);
});
