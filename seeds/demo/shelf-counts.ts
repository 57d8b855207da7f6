/** Counts of shelves of the demo: one closed, with a unit moved, a stray and one missing, found later; one waiting. */
import { moveShelfCount } from '../../src/consignment-counts/act-commands.ts';
import { closeShelfCount } from '../../src/consignment-counts/close-commands.ts';
import { openShelfCount } from '../../src/consignment-counts/open-commands.ts';
import { scanUnit } from '../../src/consignment-counts/scan-commands.ts';
import { findUnit } from '../../src/implants/missing-commands.ts';
import { placeUnits } from '../../src/implants/place-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { codeOf, deviceSeller, STENT, unitOf } from './implants.ts';
import { chiefOf, must, personOf, type World } from './world.ts';

const [UPPER, SPARE] = ['导管室高值柜B层', '导管室备用柜'];

/** Six more stents on two shelves: the upper one counted and closed, the spare one counted and left to be closed. */
export async function* countedShelves(world: World): Script {
  const { services, hub } = world;
  const keeper = personOf(hub, 'storekeeper');
  yield instantOf(addDays(world.day, -20), '09:10');
  const seller = await deviceSeller(world);
  const until = addDays(world.day, 380);
  const scanOf = (serial: string) => codeOf(STENT, serial, 'S26C', until);
  const place = async (shelf: string, noteNumber: string, serials: string[]) => {
    const paper = { supplier: seller.code, shelf, noteNumber, supplierPerson: '王业务员' };
    must(await placeUnits(services, keeper, null, { ...paper, scans: serials.map(scanOf).join('\n') }), shelf);
  };
  await place(UPPER, 'JS-26-0431', ['S26C301', 'S26C302', 'S26C303', 'S26C304']);
  await place(SPARE, 'JS-26-0432', ['S26C305', 'S26C306']);
  const count = async (shelf: string, serials: string[], note = '') => {
    const { number } = must(await openShelfCount(services, keeper, null, { shelf }), `count of ${shelf}`);
    for (const serial of serials) {
      const scan = { code: scanOf(serial), shelf: '', note };
      must(await scanUnit(services, keeper, { key: null, number }, scan), `scan of ${serial}`);
    }
    const finish = { act: 'finish' as const, why: '' };
    must(await moveShelfCount(services, keeper, { key: null, number }, finish), `end of ${number}`);
    return number;
  };
  yield instantOf(addDays(world.day, -7), '08:40');
  const first = await count(UPPER, ['S26C301', 'S26C302', 'S26C303', 'S26C305', 'S24X777'], '柜内侧');
  yield instantOf(addDays(world.day, -7), '16:20');
  const lost = await unitOf(world, 'S26C304');
  must(await closeShelfCount(services, chiefOf(hub), { key: null, number: first }, { missing: [lost] }), first);
  yield instantOf(addDays(world.day, -4), '10:05');
  const found = { id: lost, shelf: SPARE, why: '跟台时借去备用柜，没有登记' };
  must(await findUnit(services, keeper, null, found), 'a unit found again');
  yield instantOf(addDays(world.day, -1), '08:30');
  await count(SPARE, ['S26C304']);
}
