/** Implants of the demo that were bought: in stock, registered by scan but for one, used on a patient. */
import { eq } from 'drizzle-orm';
import { item } from '../../db/schema/catalogue.ts';
import { command } from '../../src/audit/command.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { registerUnits } from '../../src/implants/own-commands.ts';
import { useUnit } from '../../src/implants/use-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { instantOf, type Script } from './agenda.ts';
import { afterCards } from './equipment-life.ts';
import { addGoods, codeOf, deviceSeller, diOf, type Goods } from './implants.ts';
import { must, personOf, today, type World } from './world.ts';

const PLATE: Goods = {
  ...{ code: 'ZR003', name: '金属锁定接骨板', strength: '胫骨远端 8孔', maker: '创生医疗器械' },
  ...{ number: '国械注准20173461023', yuan: 2_360, di: diOf('0695012340032') },
};
const BATCH = 'JG2611';
const BOUGHT = 4;

/** What the member had when it began to register units, as opening stock. */
async function stockUp(world: World, expiresOn: string): Promise<void> {
  const { services, hub } = world;
  const [goods] = await services.db.read.select().from(item).where(eq(item.code, PLATE.code));
  const batch = { itemId: goods?.id ?? 0, number: BATCH, expiresOn, pricePack: PLATE.yuan * 10_000, origin: 'opening' };
  const keeper = personOf(hub, 'storekeeper');
  const input = { member: hub.member.data.code, lines: 1 };
  const request = { act: 'stock.import_opening', key: null, input };
  const answer = await command(services, keeper, request, async (tx, at) => {
    const [lotId = 0] = await openLots(tx, [batch], today(world), at);
    const places = { fromId: await outsideLocation(tx, 'opening'), toId: hub.member.stores.get('room') ?? 0 };
    const when = { occurredAt: at, postedAt: at, documentId: null, key: `demo-opening-${PLATE.code}` };
    const line = { lotId, ...places, quantityBase: BOUGHT };
    const posted = await postGoods(tx, { kind: 'opening', actor: keeper, ...when, lines: [line] });
    return posted.ok ? ok({ value: null, subject: hub.member.data.code, after: input }) : posted;
  });
  must(answer, PLATE.name);
}

/** Four plates in stock, three of them registered, one of those used: what is not even shows. */
export async function* ownImplants(world: World): Script {
  yield afterCards(world);
  const { services, hub, day } = world;
  const keeper = personOf(hub, 'storekeeper');
  const expiresOn = addDays(day, 900);
  yield instantOf(addDays(day, -12), '09:50');
  await addGoods(world, PLATE, await deviceSeller(world));
  await stockUp(world, expiresOn);
  const scans = ['J0101', 'J0102', 'J0103'].map((serial) => codeOf(PLATE, serial, BATCH, expiresOn));
  yield instantOf(addDays(day, -12), '10:20');
  must(await registerUnits(services, keeper, null, { shelf: '骨科高值柜', scans: scans.join('\n') }), 'own units');
  yield instantOf(addDays(day, -6), '16:10');
  const facts = { patientRef: 'ZY26118455', doctor: '郭主任', department: '骨科', operatedOn: today(world) };
  must(await useUnit(services, keeper, null, { scan: scans[0] ?? '', ...facts }), 'use of an own unit');
}
