/** Packing of the demo: what stands picked is boxed and sealed, and today's wave is chosen. */
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { packingOf } from '../../src/packing/box-queries.ts';
import { addBox, packLine, sealBox } from '../../src/packing/commands.ts';
import { type Keeping, keepingOf, leftOf } from '../../src/packing/rules.ts';
import { waitingLoads } from '../../src/rounds/route-queries.ts';
import { waveChoices } from '../../src/waves/choice-queries.ts';
import { openWave } from '../../src/waves/commands.ts';
import { documentOf } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { must, type World } from './world.ts';

const KEEPINGS: readonly Keeping[] = ['plain', 'cold', 'frozen'];
const BOXED_AT_ONCE = 3;
const TIMES = ['09:50', '10:40', '11:30', '14:50', '15:40', '16:30', '17:25'];
const WAVED = 5;

/** Puts what lies beside the boxes of a dispatch into new ones, cold apart from the rest, each sealed. */
async function boxUp(world: World, actor: Actor, number: string): Promise<void> {
  const { services, tx } = world;
  const { id } = await documentOf(world, number);
  const { lines } = await packingOf(tx, id);
  for (const keeping of KEEPINGS) {
    const own = lines.filter((line) => leftOf(line) > 0 && keepingOf(line.zone) === keeping);
    if (own.length === 0) continue;
    const { position } = must(await addBox(services, actor, null, number), `a box of ${number}`);
    for (const { lineId } of own) {
      const input = { number, position, lineId, quantityBase: null };
      must(await packLine(services, actor, null, input), `packing ${number}`);
    }
    const seal = `F${number.slice(-4)}${position}`;
    must(await sealBox(services, actor, null, { number, position, seal }), `sealing ${number}`);
  }
}

/** A dispatch that was boxed is boxed whole before it leaves, whatever joined it late; then it may be sent. */
export async function boxedUp(
  world: World,
  actor: Actor,
  number: string,
): Promise<{ number: string; version: number }> {
  const { id } = await documentOf(world, number);
  if ((await packingOf(world.tx, id)).boxes.length > 0) await boxUp(world, actor, number);
  const { version } = await documentOf(world, number);
  return { number, version };
}

/** What is picked whole and not boxed yet; controlled drugs are left to who keeps them. */
async function boxPicked(world: World, keeper: Actor): Promise<void> {
  const locked = new Set(world.items.filter(({ data }) => data.control !== 'none').map((one) => one.id));
  let boxed = 0;
  for (const { id, number, status } of await waitingLoads(world.tx, world.hub.member.id)) {
    if (boxed === BOXED_AT_ONCE || status !== 'picking') continue;
    const { boxes, lines } = await packingOf(world.tx, id);
    const ordinary = lines.every((line) => (line.pickedBase ?? 0) > 0 && !locked.has(line.itemId));
    if (boxes.length > 0 || lines.length === 0 || !ordinary) continue;
    await boxUp(world, keeper, number);
    boxed += 1;
  }
}

/** What rides next: today, or on the first day on which a route with something waiting is driven. */
async function nextRiding(world: World): Promise<{ day: string; chosen: { routeId: number; number: string }[] }> {
  const house = { id: world.hub.member.id, path: '/' };
  for (let ahead = 0; ahead < 7; ahead += 1) {
    const day = addDays(world.day, ahead);
    const routes = await waveChoices(world.tx, house, day, false);
    const chosen = routes.flatMap((route) => route.choices.map(({ number }) => ({ routeId: route.id, number })));
    if (chosen.length > 0) return { day, chosen };
  }
  return { day: world.day, chosen: [] };
}

/** Several times on each of the last days, and the wave of the next rounds. */
export async function* packing(world: World): Script {
  const [keeper] = world.hub.storekeepers;
  if (keeper === undefined) throw new Error('demo: nobody keeps the hub');
  for (const before of [3, 2, 1]) {
    for (const time of TIMES) {
      yield instantOf(addDays(world.day, -before), time);
      await boxPicked(world, keeper);
    }
  }
  yield instantOf(addDays(world.day, -1), '17:35');
  const { day, chosen } = await nextRiding(world);
  if (chosen.length === 0) return;
  must(await openWave(world.services, keeper, null, { day, chosen: chosen.slice(0, WAVED) }), 'a wave');
}
