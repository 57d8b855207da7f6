/** What sets stock apart: the county's reserve, a lot that is going back, and lots frozen by recall or quality. */
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { bringIn, freeze, type Inflow } from './postings.ts';
import { type Item, itemOf, today, type World } from './world.ts';

/** The emergency reserve of the head hospital, which ordinary requests do not touch. */
export async function makeReserve(world: World): Promise<void> {
  const { hub, items, batches } = world;
  const [keeper] = hub.storekeepers;
  if (keeper === undefined) throw new Error('demo: nobody keeps the reserve');
  const emergency = items.filter(({ data }) => data.code.startsWith('JJ') && data.control === 'none').slice(0, 14);
  const inflows = emergency.map((item): Inflow => {
    const batch = { ...(batches.of(item).opening[1] ?? batches.of(item).near), origin: 'reserve' };
    return { item, batch, quantityBase: world.random.int(3, 12) * item.data.packSize, apart: 'reserve' };
  });
  await bringIn(world, 'opening', hub.member, keeper, inflows);
}

/** Short-dated boxes of the story's drug: too short for a treatment of four weeks, so they are passed over. */
export async function* shortDatedReturn(world: World): Script {
  const item = itemOf(world, '盐酸二甲双胍缓释片');
  yield instantOf(addDays(world.day, -9), '11:10');
  const { hub, day } = world;
  const [keeper] = hub.storekeepers;
  if (keeper === undefined) return;
  const expiresOn = addDays(day, 22);
  const batch = { itemId: item.id, number: '2411176', expiresOn, pricePack: item.pricePack, origin: 'return-XG12' };
  await bringIn(world, 'supplier', hub.member, keeper, [
    { item, batch, quantityBase: 6 * item.data.packSize, apart: 'room' },
  ]);
}

/** An item with stock in the hub that nothing on the road names. */
export function quietItem(world: World, prefix: string): Item {
  const { hub, shelves, asked } = world;
  const codes = new Set([...asked].map((key) => key.split(' ')[1]));
  const found = world.items.filter(({ data, id }) => {
    const stock = shelves.available(hub.member.id, id, today(world));
    return data.code.startsWith(prefix) && data.control === 'none' && !codes.has(data.code) && stock > 0;
  });
  return world.random.pick(found);
}

/** Freezes a batch of some quiet item wherever it stands. */
async function freezeOne(world: World, prefix: string): Promise<void> {
  const item = quietItem(world, prefix);
  const [lot] = world.shelves.take(world.hub.member.id, item.id, 1, today(world));
  if (lot === undefined) throw new Error(`demo: nothing of ${item.data.code} to freeze`);
  world.shelves.withhold(new Set([lot.lotId]));
  await freeze(world, [lot.lotId], 'quality');
}

/** Two quality holds in the last weeks. */
export async function* freezings(world: World): Script {
  const plan = [
    [13, 'HC'],
    [3, 'ZN'],
  ] as const;
  for (const [daysAgo, prefix] of plan) {
    yield instantOf(addDays(world.day, -daysAgo), '16:10');
    await freezeOne(world, prefix);
  }
}
