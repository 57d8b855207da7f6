/** A house with a dispatch that was picked: packs in two lots, some of them kept cold when asked. */
import { type BoxView, packingOf } from '../../src/packing/box-queries.ts';
import { addBox, packLine, sealBox } from '../../src/packing/commands.ts';
import { answered, firstLine, key, PACK, pickAll, viewOf } from '../dispatches/dispatch-world.ts';
import type { RoundWorld } from '../rounds/round-world.ts';
import { accepted, addItem, addStock } from '../support/build.ts';

/** A dispatch to the branch with four packs of the first lot, picked. */
export async function pickedDispatch(world: RoundWorld, quantityBase = 4 * PACK): Promise<string> {
  const { dispatch } = await answered(world, [{ lotId: world.lots.first, quantityBase }]);
  await pickAll(world, dispatch);
  return dispatch;
}

/** One more line, of cold goods, on the only dispatch of a new world; picked. */
export async function withColdLine(world: RoundWorld): Promise<string> {
  const number = await pickedDispatch(world);
  const item = await addItem(world.services, { packSize: PACK, storageZone: 'cold' });
  const stock = { item, organisationId: world.head.id, quantityBase: 10 * PACK, expiresOn: '2027-11-30' };
  const lotId = await addStock(world.services, world.places.headStore, stock);
  const more = await answered(world, [{ lotId, quantityBase: PACK }], { item, ownDispatch: false });
  if (more.dispatch !== number) throw new Error(`${more.dispatch} is not ${number}`);
  await pickAll(world, number);
  return number;
}

export async function packing(world: RoundWorld, number: string) {
  const view = await viewOf(world, number);
  return packingOf(world.services.db.read, view.record.document.id);
}

export async function boxOf(world: RoundWorld, number: string, position: number): Promise<BoxView> {
  const found = (await packing(world, number)).boxes.find((box) => box.position === position);
  if (found === undefined) throw new Error(`no box ${position}`);
  return found;
}

/** Everything of a dispatch of one line in `count` boxes, sealed. */
export async function packAll(world: RoundWorld, number: string, count = 1): Promise<void> {
  const { services, people } = world;
  const line = await firstLine(world, number);
  const each = Math.floor(line.quantityBase / count);
  for (let position = 1; position <= count; position += 1) {
    accepted(await addBox(services, people.picker, key(), number));
    const quantityBase = position === count ? null : each;
    accepted(await packLine(services, people.picker, key(), { number, position, lineId: line.id, quantityBase }));
    accepted(await sealBox(services, people.picker, key(), { number, position, seal: `F${position}` }));
  }
}
